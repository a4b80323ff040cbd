package dev.parley.budget;

import org.jspecify.annotations.Nullable;

/// Whose money a call is.
///
/// @param persona null for a call of no persona
public record Payer(String project, String user, @Nullable String persona, String run) {
    static final String SYSTEM = "system";

    /// The name under which the scope knows this payer; null where it does not.
    @Nullable
    String subject(Scope scope) {
        return switch (scope) {
            case SYSTEM -> SYSTEM;
            case PROJECT -> project;
            case USER -> user;
            case PERSONA -> persona;
            case RUN -> run;
            case REQUEST -> persona == null ? BudgetRule.EVERYBODY : persona;
        };
    }
}
