package dev.parley.budget;

import dev.parley.money.Usd;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A limit, and what happens where it would be passed.
///
/// @param subject whom it is for; [#EVERYBODY] gives each project, user, persona or run such a budget of its own
/// @param zone whose calendar its periods follow
/// @param limit null counts without a limit
public record BudgetRule(
        long id,
        Scope scope,
        String subject,
        Period period,
        ZoneId zone,
        @Nullable Usd limit,
        Action action,
        Unpriced unpriced) {
    public static final String EVERYBODY = "*";

    public BudgetRule {
        if (subject.isBlank()) {
            throw new IllegalArgumentException("a budget of nobody");
        }
        if (limit != null && limit.isNegative()) {
            throw new IllegalArgumentException("negative limit: " + limit);
        }
    }

    boolean isFor(String someone) {
        return subject.equals(EVERYBODY) || subject.equals(someone);
    }

    /// What happens to a call that does not fit.
    public enum Action {
        /// It goes out all the same; alerts tell.
        WARN,
        /// Its run waits until there is room again.
        PAUSE,
        /// Its run ends.
        BLOCK;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException when no action has this name
        public static Action ofWireName(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /// What happens to a call whose cost nobody can bound, since its model has no price.
    public enum Unpriced {
        REFUSE,
        ALLOW;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// @throws IllegalArgumentException when none has this name
        public static Unpriced ofWireName(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }
}
