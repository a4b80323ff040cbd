package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.Alert;
import dev.parley.ledger.Alerts;
import dev.parley.ledger.BudgetBook;
import dev.parley.ledger.BudgetChange;
import dev.parley.ledger.BudgetLine;
import dev.parley.ledger.BudgetStanding;
import dev.parley.ledger.FileLimits;
import dev.parley.ledger.LimitChange;
import dev.parley.ledger.LimitOutcome;
import dev.parley.ledger.Overrides;
import dev.parley.library.Library;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Budgets as the ledger has them.
@ApplicationScoped
class LedgerBudgets implements BudgetDesk {
    private final BudgetBook book;
    private final BudgetStanding standing;
    private final Overrides overrides;
    private final Alerts alerts;
    private final Library library;

    LedgerBudgets(BudgetBook book, BudgetStanding standing, Overrides overrides, Alerts alerts, Library library) {
        this.book = book;
        this.standing = standing;
        this.overrides = overrides;
        this.alerts = alerts;
        this.library = library;
    }

    @Override
    public List<BudgetLine> standing(RunMode mode) {
        return standing.lines(mode);
    }

    @Override
    public LimitOutcome change(LimitChange change) {
        return book.change(List.of(change), library.contents().limits().zone());
    }

    @Override
    public LimitOutcome giveBack(long rule, String by, @Nullable String reason) {
        var limits = library.contents().limits();
        return limits.known()
                ? book.giveBack(rule, new FileLimits(limits.zone(), limits.live(), limits.rehearsal()), by, reason)
                : new LimitOutcome.Refused(0, "file", "limits.yaml cannot be read, so there is nothing to go back to");
    }

    @Override
    public Overrides.Outcome allow(Overrides.Wanted wanted) {
        return overrides.allow(wanted);
    }

    @Override
    public Optional<List<BudgetChange>> history(long rule) {
        return book.history(rule);
    }

    @Override
    public List<Alert> alerts(@Nullable RunMode mode, boolean openOnly, @Nullable Long below, int most) {
        return alerts.list(mode, openOnly, below, most);
    }

    @Override
    public Optional<Alert> acknowledge(long alert, String by) {
        return alerts.acknowledge(alert, by);
    }

    @Override
    public Map<RunMode, Long> unacknowledged() {
        return alerts.unacknowledged();
    }
}
