package dev.parley.api;

import dev.parley.ledger.CallEntity;
import dev.parley.ledger.Settlement;
import dev.parley.ledger.export.UsageAnswer;
import dev.parley.money.Cost;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A ledger entry as the API gives it.
///
/// @param responseId the provider's own id of the reply
/// @param at when the request went out; decides the price
/// @param usd null when not known
/// @param upToUsd what the call was held for
/// @param reason why it failed or its cost is not known
public record CallAnswer(
        UUID id,
        int turn,
        String purpose,
        @Nullable String persona,
        String modelAsked,
        String model,
        @Nullable String modelReturned,
        @Nullable String responseId,
        Instant at,
        int attempt,
        String outcome,
        @Nullable String reason,
        @Nullable Long latencyMs,
        @Nullable Map<String, Long> usage,
        @Nullable String usd,
        @Nullable String savedUsd,
        @Nullable String upToUsd,
        @Nullable PriceRow price) {
    static CallAnswer of(CallEntity call) {
        var settlement = Settlement.of(call);
        var price = settlement.price();
        return new CallAnswer(
                call.id,
                call.turn,
                call.purpose,
                call.persona,
                call.modelAsked,
                call.model,
                call.modelReturned,
                call.responseId,
                call.at,
                call.attempt,
                call.outcome,
                call.reason,
                call.latencyMs,
                UsageAnswer.ofNullable(settlement.usage()),
                settlement.cost() instanceof Cost.Known(var usd) ? usd.plain() : null,
                settlement.saved() == null ? null : settlement.saved().plain(),
                call.holdUsd == null ? null : call.holdUsd.toPlainString(),
                price == null
                        ? null
                        : new PriceRow(
                                price.effectiveFrom(),
                                price.recordedAt(),
                                price.tier(),
                                price.source(),
                                price.assumed()));
    }

    /// @param assumed whether it is the operator's price for unknown models
    public record PriceRow(
            @Nullable LocalDate effectiveFrom,
            @Nullable LocalDate recordedAt,
            String tier,
            String source,
            boolean assumed) {}
}
