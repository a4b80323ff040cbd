package dev.parley.ledger;

import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.pricing.PriceUsed;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an entry says about its call's tokens and money, read back from its columns.
///
/// @param usage null when none was reported
/// @param saved null when not known
/// @param price null when unpriced
public record Settlement(
        @Nullable Usage usage,
        Cost cost,
        Map<TokenClass, Usd> byClass,
        @Nullable Usd saved,
        @Nullable PriceUsed price) {
    /// What is said of a message that no call was made for.
    public static final Settlement NO_CALL = new Settlement(null, Cost.FREE, Map.of(), null, null);

    public Settlement {
        byClass = Map.copyOf(byClass);
    }

    public static Settlement of(CallEntity call) {
        var byClass = new EnumMap<TokenClass, Usd>(TokenClass.class);
        put(byClass, TokenClass.INPUT, call.usdInput);
        put(byClass, TokenClass.CACHE_READ, call.usdCacheRead);
        put(byClass, TokenClass.CACHE_WRITE_5M, call.usdCacheWrite5m);
        put(byClass, TokenClass.CACHE_WRITE_1H, call.usdCacheWrite1h);
        put(byClass, TokenClass.OUTPUT, call.usdOutput);
        return new Settlement(
                usage(call),
                cost(call),
                byClass,
                call.savedUsd == null ? null : new Usd(call.savedUsd),
                call.priceTier == null
                        ? null
                        : new PriceUsed(
                                call.priceEffectiveFrom,
                                call.priceRecordedAt,
                                call.priceTier,
                                call.priceSource,
                                call.priceAssumed));
    }

    private static @Nullable Usage usage(CallEntity call) {
        return call.input == null
                ? null
                : new Usage(
                        call.input, call.cacheRead, call.cacheWrite5m, call.cacheWrite1h, call.output, call.reasoning);
    }

    private static Cost cost(CallEntity call) {
        if (call.usd != null) {
            return Cost.known(new Usd(call.usd));
        }
        if (Outcome.FAILED.wireName().equals(call.outcome)) {
            return Cost.FREE;
        }
        return Cost.unpriced(call.reason == null ? "under way" : call.reason);
    }

    private static void put(Map<TokenClass, Usd> byClass, TokenClass tokenClass, @Nullable BigDecimal usd) {
        if (usd != null) {
            byClass.put(tokenClass, new Usd(usd));
        }
    }
}
