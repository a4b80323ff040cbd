package dev.parley.web;

import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.budget.Scope;
import dev.parley.ledger.BudgetLine;
import dev.parley.ledger.BudgetStanding;
import dev.parley.ledger.StoredRule;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule with its accounts on the page of budgets.
///
/// @param limit null for none
/// @param plain the limit as a form takes it; empty for none
/// @param source who decided on it, in words
/// @param byPerson whether it can be given back to the file
/// @param rows none for a bound on single requests
/// @param more what is said when not every account has a row
public record BudgetGroup(
        long id,
        String whose,
        String howLong,
        String scope,
        String subject,
        String period,
        @Nullable Amount limit,
        String plain,
        String source,
        boolean byPerson,
        String zone,
        String consequences,
        List<Option> actions,
        List<Option> unpriced,
        List<BudgetRow> rows,
        String more) {
    public BudgetGroup {
        actions = List.copyOf(actions);
        unpriced = List.copyOf(unpriced);
        rows = List.copyOf(rows);
    }

    /// One of several in a form.
    public record Option(String value, String label, boolean selected) {}

    static BudgetGroup of(StoredRule stored, List<BudgetLine> lines, Instant now) {
        var rule = stored.rule();
        boolean byPerson = stored.source() == StoredRule.Source.PERSON;
        boolean hasAccounts = rule.scope() != Scope.REQUEST;
        return new BudgetGroup(
                rule.id(),
                BudgetWords.whose(rule.scope(), rule.subject()),
                BudgetWords.howLong(rule.period()),
                rule.scope().wireName(),
                rule.subject(),
                rule.period().wireName(),
                rule.limit() == null ? null : Amount.of(rule.limit()),
                rule.limit() == null ? "" : rule.limit().plain(),
                byPerson ? "set by a person" : "from limits.yaml",
                byPerson,
                rule.zone().getId(),
                consequences(rule.action(), rule.unpriced()),
                actions(rule.action()),
                unpriced(rule.unpriced()),
                hasAccounts
                        ? lines.stream()
                                .filter(BudgetLine::hasAccount)
                                .map(line -> BudgetRow.of(line, now))
                                .toList()
                        : List.of(),
                lines.size() < BudgetStanding.MOST_OF_A_RULE
                        ? ""
                        : "Only the " + lines.size() + " that used most are listed.");
    }

    private static String consequences(Action action, Unpriced unpriced) {
        var what = switch (action) {
            case WARN -> "A call that does not fit goes out all the same; alerts tell.";
            case PAUSE -> "A run whose call does not fit waits until there is room.";
            case BLOCK -> "A run whose call does not fit ends, with its transcript kept.";
        };
        return unpriced == Unpriced.ALLOW
                ? what + " Models without a price may be called."
                : what + " Models without a price are refused.";
    }

    static List<Option> actions(Action selected) {
        return Arrays.stream(Action.values())
                .map(action -> new Option(
                        action.wireName(),
                        switch (action) {
                            case WARN -> "only warn";
                            case PAUSE -> "the run waits";
                            case BLOCK -> "the run ends";
                        },
                        action == selected))
                .toList();
    }

    static List<Option> unpriced(Unpriced selected) {
        return Arrays.stream(Unpriced.values())
                .map(unpriced -> new Option(
                        unpriced.wireName(), unpriced == Unpriced.REFUSE ? "refused" : "allowed", unpriced == selected))
                .toList();
    }
}
