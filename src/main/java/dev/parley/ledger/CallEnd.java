package dev.parley.ledger;

import dev.parley.money.Usd;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.Usage;
import org.jspecify.annotations.Nullable;

/// The one end that a call reaches.
public sealed interface CallEnd {
    default Outcome outcome() {
        return switch (this) {
            case Settled _ -> Outcome.SETTLED;
            case Failed _ -> Outcome.FAILED;
            case Unknown _ -> Outcome.UNKNOWN;
        };
    }

    /// Answered, with a usage that the provider reported.
    ///
    /// @param priced its cost, unknown when the model has no price
    /// @param saved by caches, against the same input all fresh; null when that is not known
    /// @param rawUsage as the provider sent it
    record Settled(
            @Nullable String modelReturned,
            @Nullable String responseId,
            long latencyMs,
            Usage usage,
            PricedUsage priced,
            @Nullable Usd saved,
            String rawUsage)
            implements CallEnd {}

    /// Refused by the provider or never sent: free of charge.
    record Failed(String reason, long latencyMs) implements CallEnd {}

    /// Sent, and nobody can say what it cost; its hold bounds it.
    record Unknown(
            String reason,
            long latencyMs,
            @Nullable String modelReturned,
            @Nullable String responseId,
            @Nullable String rawUsage)
            implements CallEnd {
        public static Unknown lost(String reason, long latencyMs) {
            return new Unknown(reason, latencyMs, null, null, null);
        }
    }
}
