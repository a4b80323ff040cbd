package dev.parley.ledger;

import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.budget.LimitEntry;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.money.Usd;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A limit that somebody wants to set.
///
/// @param subject null for everybody, or for the one system
/// @param limit null lifts it
/// @param action null leaves what there is, and otherwise blocks
/// @param unpriced null leaves what there is, and otherwise refuses
public record LimitChange(
        RunMode mode,
        Scope scope,
        @Nullable String subject,
        Period period,
        @Nullable Usd limit,
        @Nullable Action action,
        @Nullable Unpriced unpriced,
        String by,
        @Nullable String reason) {

    /// What is wrong with it whatever has been spent; empty when a budget can be so.
    public Optional<LimitEntry.Misfit> misfit() {
        return entry(null).misfit();
    }

    LimitEntry.Key key() {
        return new LimitEntry.Key(scope, LimitEntry.subjectOf(scope, subject), period);
    }

    /// @param before the rule as it is; null when there is none
    LimitEntry entry(@Nullable StoredRule before) {
        var oldAction = before == null ? Action.BLOCK : before.rule().action();
        var oldUnpriced = before == null ? Unpriced.REFUSE : before.rule().unpriced();
        return new LimitEntry(
                scope,
                key().subject(),
                period,
                limit,
                action == null ? oldAction : action,
                unpriced == null ? oldUnpriced : unpriced);
    }
}
