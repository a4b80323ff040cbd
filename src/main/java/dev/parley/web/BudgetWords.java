package dev.parley.web;

import dev.parley.budget.BudgetRule;
import dev.parley.budget.Level;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import org.jspecify.annotations.Nullable;

/// How pages name budgets and their state.
final class BudgetWords {
    private BudgetWords() {}

    /// As in "Each user" or "User mara".
    static String whose(Scope scope, String subject) {
        if (scope == Scope.SYSTEM) {
            return "The whole system";
        }
        var name = scope.wireName();
        return subject.equals(BudgetRule.EVERYBODY)
                ? "Each " + name
                : Character.toUpperCase(name.charAt(0)) + name.substring(1) + " " + subject;
    }

    static String howLong(Period period) {
        return switch (period) {
            case DAY -> "a day";
            case WEEK -> "a week";
            case MONTH -> "a month";
            case TOTAL -> "in all";
        };
    }

    static String now(Period period) {
        return switch (period) {
            case DAY -> "today";
            case WEEK -> "this week";
            case MONTH -> "this month";
            case TOTAL -> "in all";
        };
    }

    /// The level in words, which stand beside its colour.
    static String level(@Nullable Level level) {
        return switch (level) {
            case null -> "";
            case WARNING -> "warning, 80 % used";
            case CRITICAL -> "critical, 95 % used";
            case EXCEEDED -> "used up";
            case STOPPED -> "stopped, a call was kept back";
            case ANOMALY -> "not usual, twice as much as on other days";
            case OVERAGE -> "overage, a call cost more than was held for it";
        };
    }

    /// Name of the class that colours a level.
    static String look(@Nullable Level level) {
        return switch (level) {
            case null -> "";
            case WARNING, ANOMALY -> "amber";
            case CRITICAL, EXCEEDED, STOPPED, OVERAGE -> "red";
        };
    }
}
