package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.Alert;
import dev.parley.ledger.BudgetChange;
import dev.parley.ledger.BudgetLine;
import dev.parley.ledger.LimitChange;
import dev.parley.ledger.LimitOutcome;
import dev.parley.ledger.Overrides;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What pages ask of the ledger about budgets and alerts.
public interface BudgetDesk {
    List<BudgetLine> standing(RunMode mode);

    LimitOutcome change(LimitChange change);

    /// Lets `limits.yaml` decide again.
    LimitOutcome giveBack(long rule, String by, @Nullable String reason);

    Overrides.Outcome allow(Overrides.Wanted wanted);

    /// Newest first; empty when there is no such rule.
    Optional<List<BudgetChange>> history(long rule);

    /// Newest first.
    ///
    /// @param mode null for both sides
    /// @param below only alerts with a smaller number; null for the newest
    List<Alert> alerts(@Nullable RunMode mode, boolean openOnly, @Nullable Long below, int most);

    /// @return empty when there is no such alert
    Optional<Alert> acknowledge(long alert, String by);

    /// Alerts that nobody has acknowledged.
    Map<RunMode, Long> unacknowledged();
}
