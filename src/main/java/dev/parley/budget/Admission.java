package dev.parley.budget;

import dev.parley.money.Usd;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a call may go out, by every budget that it counts in.
public sealed interface Admission {
    /// @param hold to be set aside in each account; null for a call without a price
    record Granted(int maxTokens, @Nullable Usd hold) implements Admission {}

    /// @param shortage the budget that leaves least
    /// @param mayFitLater whether it would fit if the calls that are out cost nothing
    record Refused(Shortage shortage, boolean mayFitLater) implements Admission {}

    /// The whole reply if it fits, else the longest that does, else none.
    ///
    /// @param ask null for a call without a price
    /// @param mostTokens how long the reply of a call without a price may get
    /// @param requestRule the bound on each single request; null when there is none
    /// @param whole whether only the whole reply will do
    static Admission decide(
            @Nullable HoldAsk ask,
            int mostTokens,
            List<Account> accounts,
            @Nullable BudgetRule requestRule,
            Instant now,
            boolean whole) {
        var bounds = Bound.all(accounts, requestRule, now);
        if (ask == null) {
            return bounds.stream()
                    .filter(bound -> bound.refusesUnpriced())
                    .findFirst()
                    .<Admission>map(bound -> new Refused(bound.shortage(null), false))
                    .orElseGet(() -> new Granted(mostTokens, null));
        }
        for (var bound : bounds) {
            if (bound.lacksBound()) {
                return new Refused(bound.shortage(ask), false);
            }
        }
        var tightest =
                bounds.stream().min((a, b) -> a.left().compareTo(b.left())).orElse(null);
        if (tightest == null) {
            return new Granted(ask.mostTokens(), ask.most());
        }
        int tokens = ask.tokensWithin(tightest.left());
        if (tokens >= (whole ? ask.mostTokens() : ask.leastTokens())) {
            return new Granted(tokens, ask.at(tokens));
        }
        var needed = whole ? ask.most() : ask.least();
        // The budget that refuses for good is named before one that would only have to wait.
        return bounds.stream()
                .filter(bound -> needed.compareTo(bound.leftWithoutHolds()) > 0)
                .min((a, b) -> a.leftWithoutHolds().compareTo(b.leftWithoutHolds()))
                .map(bound -> new Refused(bound.shortage(ask), false))
                .orElseGet(() -> new Refused(tightest.shortage(ask), true));
    }

    /// What keeps a call back.
    ///
    /// @param account null for the bound on single requests
    /// @param needed what the shortest reply could cost; null for a call without a price
    /// @param unbounded whether calls without any bound make the budget impossible to keep
    record Shortage(
            @Nullable Long account,
            Scope scope,
            String subject,
            Period period,
            BudgetRule.Action action,
            Usd limit,
            Usd left,
            Usd held,
            @Nullable Usd needed,
            boolean unbounded,
            @Nullable Instant resetsAt) {
        /// For people.
        public String words() {
            var budget = limitInWords();
            if (needed == null) {
                return "the next call has no price, so " + budget + " cannot be kept";
            }
            if (unbounded) {
                return "a call of unknown cost has no bound, so " + budget + " cannot be kept";
            }
            return budget + ": " + left.max(Usd.ZERO).display() + " is left"
                    + (held.isZero() ? "" : ", " + held.display() + " is held by calls that are out,")
                    + " and the next call may cost up to " + needed.display()
                    + (resetsAt == null ? "" : "; it begins anew at " + resetsAt);
        }

        private String limitInWords() {
            var whose = switch (scope) {
                case SYSTEM -> "the system's budget";
                case RUN -> "the run's budget";
                case REQUEST -> "the budget of a single request";
                case PROJECT, USER, PERSONA -> "the budget of " + scope.wireName() + " " + subject;
            };
            var howLong = period == Period.TOTAL ? "" : " a " + period.wireName();
            return whose + " of " + limit.display() + howLong;
        }
    }
}
