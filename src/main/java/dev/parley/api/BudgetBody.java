package dev.parley.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.LimitChange;
import dev.parley.money.Usd;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One limit to be set, or several, all or none of them.
///
/// @param items instead of the fields beside it
/// @param mode `live` unless said
/// @param subject a name; absent or `*` for everybody
/// @param limitUsd an amount as text, or null for no limit; it may not be absent
/// @param by who sets it; `local` unless said
public record BudgetBody(
        @Nullable List<@Nullable BudgetBody> items,
        @Nullable String mode,
        @Nullable String scope,
        @Nullable String subject,
        @Nullable String period,
        @Nullable JsonNode limitUsd,
        @Nullable String action,
        @Nullable String unpriced,
        @Nullable String by,
        @Nullable String reason) {
    static final int MOST_ITEMS = 500;
    static final String SOMEBODY = "local";

    boolean isOne() {
        return items == null;
    }

    List<LimitChange> changes() {
        if (items == null) {
            return List.of(change(""));
        }
        if (scope != null || limitUsd != null || period != null) {
            throw Problems.badField("items", "stands alone: send one limit, or a list of them");
        }
        if (items.isEmpty() || items.size() > MOST_ITEMS) {
            throw Problems.badField("items", "must have 1 to " + MOST_ITEMS + " limits, found " + items.size());
        }
        var changes = new java.util.ArrayList<LimitChange>();
        for (int i = 0; i < items.size(); i++) {
            var item = Fields.required("items[" + i + "]", items.get(i));
            if (!item.isOne()) {
                throw Problems.badField("items[" + i + "].items", "must not hold items of its own");
            }
            changes.add(item.change(path(i)));
        }
        return changes;
    }

    /// Of a field of the item at this place.
    static String path(int item) {
        return "items[" + item + "].";
    }

    private LimitChange change(String path) {
        var wanted = new LimitChange(
                mode == null ? RunMode.LIVE : named(path + "mode", mode, RunMode.values(), RunMode::wireName),
                named(path + "scope", Fields.required(path + "scope", scope), Scope.values(), Scope::wireName),
                subject,
                named(path + "period", Fields.required(path + "period", period), Period.values(), Period::wireName),
                limit(path + "limitUsd"),
                action == null ? null : named(path + "action", action, Action.values(), Action::wireName),
                unpriced == null ? null : named(path + "unpriced", unpriced, Unpriced.values(), Unpriced::wireName),
                by == null ? SOMEBODY : by,
                reason);
        wanted.misfit().ifPresent(misfit -> {
            var field = misfit.field().equals("limit") ? "limitUsd" : misfit.field();
            throw Problems.badField(path + field, misfit.words());
        });
        return wanted;
    }

    private @Nullable Usd limit(String field) {
        var node = Fields.required(field, limitUsd);
        if (node.isNull()) {
            return null;
        }
        if (!node.isTextual() && !node.isIntegralNumber()) {
            throw Problems.badField(field, "expected an amount in USD as text, as in \"0.05\", or null for no limit");
        }
        return Fields.usd(field, node.asText());
    }

    static <T> T named(String field, String text, T[] all, Function<T, String> name) {
        return Arrays.stream(all)
                .filter(one -> name.apply(one).equals(text))
                .findFirst()
                .orElseThrow(() -> Problems.badField(
                        field,
                        "must be one of " + Arrays.stream(all).map(name).collect(Collectors.joining(", ")) + ", found "
                                + text));
    }
}
