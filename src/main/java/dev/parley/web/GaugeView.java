package dev.parley.web;

import dev.parley.budget.Account;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.BudgetLine;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the top of every page says of money: the budget of a user or of the system that has least left, of those that
/// begin anew soonest, and how many alerts nobody has seen. Real money only.
///
/// @param budget null when there is none, or when it is not known
/// @param alerts unseen ones in words; empty when there are none
/// @param trouble why nothing is known; empty when it is
public record GaugeView(@Nullable Budget budget, String alerts, String trouble) {
    private static final int DIGITS = 6;

    static final GaugeView UNKNOWN = new GaugeView(null, "", "budgets cannot be read just now");

    /// @param whose for the hint
    /// @param level in words; empty below a warning
    public record Budget(
            String whose,
            String now,
            BudgetBar bar,
            Amount spent,
            Amount held,
            Amount left,
            Amount allowed,
            String level,
            String look) {}

    static GaugeView of(List<BudgetLine> lines, Map<RunMode, Long> unseen, Instant now) {
        return new GaugeView(tightest(lines, now).map(line -> budget(line, now)).orElse(null), alerts(unseen), "");
    }

    private static Optional<BudgetLine> tightest(List<BudgetLine> lines, Instant now) {
        return lines.stream()
                .filter(line -> line.account().limit() != null && isOfUserOrSystem(line.account()))
                .min(Comparator.comparing((BudgetLine line) -> line.account().period())
                        .thenComparing(line -> shareLeft(line.account(), now)));
    }

    private static boolean isOfUserOrSystem(Account account) {
        return account.scope() == Scope.USER || account.scope() == Scope.SYSTEM;
    }

    private static BigDecimal shareLeft(Account account, Instant now) {
        var allowed = Objects.requireNonNull(account.allowed(now)).amount();
        var left = Objects.requireNonNull(account.left(now)).amount();
        return allowed.signum() == 0 ? BigDecimal.ZERO : left.divide(allowed, DIGITS, RoundingMode.HALF_EVEN);
    }

    private static Budget budget(BudgetLine line, Instant now) {
        var account = line.account();
        var level = line.level(now);
        return new Budget(
                BudgetWords.whose(account.scope(), account.subject()),
                BudgetWords.now(account.period()),
                Objects.requireNonNull(BudgetBar.of(account, now)),
                Amount.of(account.used()),
                Amount.of(account.held()),
                Amount.of(Objects.requireNonNull(account.left(now))),
                Amount.of(Objects.requireNonNull(account.allowed(now))),
                BudgetWords.level(level),
                BudgetWords.look(level));
    }

    private static String alerts(Map<RunMode, Long> unseen) {
        long live = unseen.getOrDefault(RunMode.LIVE, 0L);
        long play = unseen.getOrDefault(RunMode.REHEARSAL, 0L);
        if (live + play == 0) {
            return "";
        }
        var words = live == 0 ? "" : Figures.counted(live, "alert", "alerts");
        var playWords = play == 0 ? "" : Figures.count(play) + " in play";
        return live == 0
                ? Figures.counted(play, "alert", "alerts") + " in play"
                : play == 0 ? words : words + " + " + playWords;
    }
}
