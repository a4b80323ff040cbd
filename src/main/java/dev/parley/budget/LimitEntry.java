package dev.parley.budget;

import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.money.Usd;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A limit as somebody wants it, in a file or by hand. It may be one that no budget can have, see [#misfit].
///
/// @param subject as [#subjectOf] writes it
/// @param limit null counts without a limit
public record LimitEntry(
        Scope scope,
        String subject,
        Period period,
        @Nullable Usd limit,
        Action action,
        Unpriced unpriced) {
    public static final int LONGEST_NAME = 100;
    /// Before the point, and behind it.
    public static final int MOST_DIGITS = 12;

    public static final Usd MOST = new Usd(BigDecimal.valueOf(1_000_000_000));

    private static final Pattern RUN = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /// Which limit it is: there is one for each key.
    public record Key(Scope scope, String subject, Period period) {
        public boolean isForEverybody() {
            return subject.equals(BudgetRule.EVERYBODY);
        }
    }

    /// What keeps a limit from being one.
    ///
    /// @param field `subject`, `period` or `limit`
    public record Misfit(String field, String words) {}

    /// The one way to write whom a limit is for. There is only one system, whatever it is called.
    ///
    /// @param text null stands for everybody
    public static String subjectOf(Scope scope, @Nullable String text) {
        if (text == null || text.equals(BudgetRule.EVERYBODY)) {
            return scope == Scope.SYSTEM ? Payer.SYSTEM : BudgetRule.EVERYBODY;
        }
        return text;
    }

    public Key key() {
        return new Key(scope, subject, period);
    }

    public LimitEntry withoutLimit() {
        return new LimitEntry(scope, subject, period, null, action, unpriced);
    }

    /// What is wrong with it; empty when a budget can be so.
    public Optional<Misfit> misfit() {
        return subjectMisfit().or(this::periodMisfit).or(() -> limitMisfit(limit));
    }

    private Optional<Misfit> subjectMisfit() {
        if (subject.equals(BudgetRule.EVERYBODY)) {
            return Optional.empty();
        }
        if (subject.isBlank() || subject.length() > LONGEST_NAME || !isPlain(subject)) {
            return misfit("subject", "must have 1 to " + LONGEST_NAME + " characters and no control character");
        }
        return switch (scope) {
            case SYSTEM ->
                subject.equals(Payer.SYSTEM)
                        ? Optional.empty()
                        : misfit("subject", "there is one system; leave it out");
            case RUN ->
                RUN.matcher(subject).matches()
                        ? Optional.empty()
                        : misfit("subject", "must be * or the id of a run, found " + subject);
            case PROJECT, USER, PERSONA, REQUEST -> Optional.empty();
        };
    }

    private Optional<Misfit> periodMisfit() {
        boolean endsByItself = scope == Scope.RUN || scope == Scope.REQUEST;
        return endsByItself && period != Period.TOTAL
                ? misfit(
                        "period",
                        "must be total for a " + scope.wireName() + ", which ends by itself, found "
                                + period.wireName())
                : Optional.empty();
    }

    private static Optional<Misfit> limitMisfit(@Nullable Usd limit) {
        if (limit == null) {
            return Optional.empty();
        }
        if (limit.isNegative() || limit.compareTo(MOST) > 0) {
            return misfit("limit", "must be 0 to " + MOST.plain() + " USD, found " + limit.plain());
        }
        return limit.amount().scale() > MOST_DIGITS
                ? misfit("limit", "must have at most " + MOST_DIGITS + " digits behind the point")
                : Optional.empty();
    }

    /// Whether a database takes it and a log line stays one line.
    private static boolean isPlain(String text) {
        return text.codePoints()
                .noneMatch(point -> Character.isISOControl(point)
                        || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }

    private static Optional<Misfit> misfit(String field, String words) {
        return Optional.of(new Misfit(field, words));
    }
}
