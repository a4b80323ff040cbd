package dev.parley.planning.estimate;

import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.planning.length.Reply;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.Usage;
import java.time.Instant;

/// A persona on its model, as far as chance needs to know: dollars by the token, and how its prompts are cached.
///
/// @param write what a token that the cache keeps costs the first time; what fresh input costs where nothing is kept
/// @param keeps whether prompts are kept for the next one at all
record Voice(Reply reply, double fresh, double read, double write, double output, boolean keeps, long minPrefix) {
    static Voice of(Model model, Reply reply, PriceBook prices, Instant at) {
        boolean billsWrites = prices.pricesWrites(model.id(), at);
        double fresh = rate(prices, model.id(), new Usage(1, 0, 0, 0, 0, 0), at);
        return new Voice(
                reply,
                fresh,
                rate(prices, model.id(), new Usage(0, 1, 0, 0, 0, 0), at),
                billsWrites ? rate(prices, model.id(), new Usage(0, 0, 1, 0, 0, 0), at) : fresh,
                rate(prices, model.id(), new Usage(0, 0, 0, 0, 1, 0), at),
                model.caching().byItself() || billsWrites,
                model.caching().minPrefixTokens());
    }

    /// 0 without a price: what is unknown is told elsewhere.
    private static double rate(PriceBook prices, ModelId model, Usage usage, Instant at) {
        return switch (prices.price(model, usage, at, false)) {
            case PricedUsage.Known known -> known.total().amount().doubleValue();
            case PricedUsage.Unknown _ -> 0;
        };
    }
}
