package dev.parley.web;

import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.budget.LimitEntry;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.LimitChange;
import dev.parley.money.Usd;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A limit as a form sends it, kept as it was typed so that a mistake can be mended.
public record BudgetForm(
        String mode,
        String scope,
        String subject,
        String period,
        String limit,
        String action,
        String unpriced,
        String by,
        String reason) {
    static final String SOMEBODY = "local";
    static final BudgetForm EMPTY = new BudgetForm("live", "user", "", "day", "", "", "", SOMEBODY, "");

    private static final int LONGEST = 2_000;

    static BudgetForm of(MultivaluedMap<String, String> form) {
        return new BudgetForm(
                text(form, "mode"),
                text(form, "scope"),
                text(form, "subject"),
                text(form, "period"),
                text(form, "limit"),
                text(form, "action"),
                text(form, "unpriced"),
                text(form, "by"),
                text(form, "reason"));
    }

    static String text(MultivaluedMap<String, String> form, String name) {
        var text = form.getFirst(name);
        return text == null ? "" : text.length() > LONGEST ? text.substring(0, LONGEST) : text.strip();
    }

    /// The change that is asked for; empty with what is wrong among the errors.
    Optional<LimitChange> change(List<FieldError> errors) {
        var wrong = new ArrayList<FieldError>();
        var wantedMode = named(mode, "Money", RunMode.values(), RunMode::wireName, wrong);
        var wantedScope = named(scope, "Scope", Scope.values(), Scope::wireName, wrong);
        var wantedPeriod = named(period, "Period", Period.values(), Period::wireName, wrong);
        var wantedAction =
                action.isEmpty() ? null : named(action, "What happens", Action.values(), Action::wireName, wrong);
        var wantedUnpriced = unpriced.isEmpty()
                ? null
                : named(unpriced, "Without a price", Unpriced.values(), Unpriced::wireName, wrong);
        var wantedLimit = usd(limit, "Limit", wrong);
        errors.addAll(wrong);
        if (!wrong.isEmpty() || wantedMode == null || wantedScope == null || wantedPeriod == null) {
            return Optional.empty();
        }
        return Optional.of(new LimitChange(
                wantedMode,
                wantedScope,
                subject.isEmpty() ? null : subject,
                wantedPeriod,
                wantedLimit,
                wantedAction,
                wantedUnpriced,
                by.isEmpty() ? SOMEBODY : by,
                reason.isEmpty() ? null : reason));
    }

    /// The label of a field that the books refused.
    static String label(String field) {
        return switch (field) {
            case "limit" -> "Limit";
            case "subject" -> "Name";
            case "period" -> "Period";
            case "by" -> "Your name";
            case "reason" -> "Reason";
            case "usd" -> "More";
            case "until" -> "Until";
            default -> field;
        };
    }

    /// Null when empty, or when it cannot be used and is among the errors.
    static @Nullable Usd usd(String text, String label, List<FieldError> errors) {
        if (text.isEmpty()) {
            return null;
        }
        int most = LimitEntry.MOST_DIGITS;
        if (!text.matches("[0-9]{1," + most + "}(\\.[0-9]{1," + most + "})?")) {
            errors.add(new FieldError(label, "an amount in USD such as 12.50"));
            return null;
        }
        return Usd.of(text);
    }

    private static <T> @Nullable T named(
            String text, String label, T[] all, Function<T, String> name, List<FieldError> errors) {
        var found =
                Arrays.stream(all).filter(one -> name.apply(one).equals(text)).findFirst();
        if (found.isEmpty()) {
            errors.add(new FieldError(label, "one of those offered"));
        }
        return found.orElse(null);
    }
}
