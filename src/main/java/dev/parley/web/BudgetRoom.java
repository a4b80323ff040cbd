package dev.parley.web;

import dev.parley.budget.AccountKey;
import dev.parley.budget.BudgetRule;
import dev.parley.budget.BudgetRules;
import dev.parley.budget.Payer;
import dev.parley.budget.Scope;
import dev.parley.ledger.BudgetLine;
import dev.parley.money.Usd;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the budgets of system, project and user leave for live runs: the one that leaves least. Those that only warn
/// bound nothing.
///
/// @param words empty where no budget bounds them
/// @param tooLittle whether the runs would likely cost more
public record BudgetRoom(String words, boolean tooLittle) {
    static final BudgetRoom BOUNDLESS = new BudgetRoom("", false);

    /// Whoever uses this program; there are no accounts.
    private static final String USER = "local";

    /// One budget that the runs count in.
    private record Room(AccountKey key, Usd left) {}

    /// @param lines every budget of live runs
    /// @param likely cost of one run; null when not known
    static BudgetRoom of(List<BudgetLine> lines, String project, @Nullable Usd likely, int repeats, Instant now) {
        var rules = new BudgetRules(lines.stream()
                .flatMap(line -> Stream.ofNullable(line.rule()))
                .map(stored -> stored.rule())
                .filter(rule -> rule.action() != BudgetRule.Action.WARN)
                .distinct()
                .toList());
        return rules.accountsOf(new Payer(project, USER, null, ""), now, null).stream()
                .filter(key -> key.scope() != Scope.RUN)
                .flatMap(key -> left(lines, key, now).map(usd -> new Room(key, usd)).stream())
                .min(Comparator.comparing(Room::left))
                .map(room -> of(room, likely, repeats))
                .orElse(BOUNDLESS);
    }

    private static BudgetRoom of(Room room, @Nullable Usd likely, int repeats) {
        var key = room.key;
        var left = room.left.max(Usd.ZERO);
        var whose =
                key.scope() == Scope.SYSTEM ? "the whole system" : key.scope().wireName() + " " + key.subject();
        var words = "Budgets leave " + left.display() + " for live runs (" + whose + ", "
                + BudgetWords.now(key.period()) + ")";
        var all = likely == null ? Usd.ZERO : likely.times(BigDecimal.valueOf(repeats));
        return all.compareTo(left) <= 0
                ? new BudgetRoom(words + ".", false)
                : new BudgetRoom(words + ", which is " + all.minus(left).display() + " less than is likely.", true);
    }

    /// Of an account that is there, or of the whole limit.
    private static Optional<Usd> left(List<BudgetLine> lines, AccountKey key, Instant now) {
        var ofRule = lines.stream()
                .filter(line ->
                        line.rule() != null && Objects.equals(line.rule().id(), key.rule()))
                .toList();
        return ofRule.stream()
                .filter(line -> line.hasAccount() && line.account().subject().equals(key.subject()))
                .findFirst()
                .map(line -> Optional.ofNullable(line.account().left(now)))
                .orElseGet(() -> ofRule.stream()
                        .findFirst()
                        .flatMap(line -> Optional.ofNullable(
                                Objects.requireNonNull(line.rule()).rule().limit())));
    }
}
