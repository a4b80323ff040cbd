package dev.parley.planning.estimate;

import dev.parley.model.ModelId;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.Usage;
import java.time.Instant;

/// Dollars by the token, for multiples: amounts come from the [PriceBook].
///
/// @param write what a token that the cache keeps costs the first time; as fresh input where that has no price
record TokenRates(double fresh, double read, double write, double output) {
    static TokenRates of(ModelId model, PriceBook prices, Instant at) {
        double fresh = rate(prices, model, new Usage(1, 0, 0, 0, 0, 0), at);
        return new TokenRates(
                fresh,
                rate(prices, model, new Usage(0, 1, 0, 0, 0, 0), at),
                prices.pricesWrites(model, at) ? rate(prices, model, new Usage(0, 0, 1, 0, 0, 0), at) : fresh,
                rate(prices, model, new Usage(0, 0, 0, 0, 1, 0), at));
    }

    /// 0 without a price: what is unknown is told elsewhere.
    private static double rate(PriceBook prices, ModelId model, Usage usage, Instant at) {
        return switch (prices.price(model, usage, at, false)) {
            case PricedUsage.Known known -> known.total().amount().doubleValue();
            case PricedUsage.Unknown _ -> 0;
        };
    }
}
