package dev.parley.pricing;

import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.util.EnumMap;
import org.jspecify.annotations.Nullable;

/// One row of a sheet made ready for many usages: the price of a token of each class in quanta of 10⁻¹⁵ dollars, where
/// it is a whole number of them. Prices of up to nine decimals per million tokens are.
final class PriceRow {
    private static final TokenClass[] ALL = TokenClass.values();
    /// A dollar per million tokens is this power of ten of quanta per token.
    private static final int QUANTA_PER_TOKEN_EXPONENT = ClassCosts.QUANTUM_DIGITS - 6;

    private final String unpricedModel;
    private final @Nullable BigDecimal[] perMtok;
    private final long[] quantaPerToken;
    private final long mostTokens;
    private final PriceUsed used;

    private PriceRow(String model, @Nullable BigDecimal[] perMtok, PriceUsed used) {
        this.unpricedModel = model;
        this.perMtok = perMtok;
        this.quantaPerToken = new long[ALL.length];
        this.used = used;
        long dearest = 1;
        boolean isWhole = true;
        for (int i = 0; i < ALL.length; i++) {
            var price = perMtok[i];
            quantaPerToken[i] = price == null ? ClassCosts.ABSENT : quanta(price);
            isWhole &= price == null || quantaPerToken[i] != ClassCosts.ABSENT;
            dearest = Math.max(dearest, quantaPerToken[i]);
        }
        mostTokens = isWhole ? Long.MAX_VALUE / ALL.length / dearest : -1;
    }

    /// @param factor share that is billed of every price; null for all of it
    static PriceRow of(PriceSheet sheet, Rates rates, @Nullable BigDecimal factor, PriceUsed used) {
        var perMtok = new @Nullable BigDecimal[ALL.length];
        for (var tokenClass : TokenClass.values()) {
            var price = rates.applied(tokenClass, sheet.cachesByItself());
            perMtok[tokenClass.ordinal()] = price == null || factor == null ? price : price.multiply(factor);
        }
        return new PriceRow(sheet.model().toString(), perMtok, used);
    }

    /// Exact: no digit is rounded. A class that has tokens and no price makes the whole unknown.
    PricedUsage price(Usage usage) {
        for (int i = 0; i < ALL.length; i++) {
            if (perMtok[i] == null && usage.tokens(ALL[i]) > 0) {
                return new PricedUsage.Unknown("no price is known for " + ALL[i].wireName() + " of " + unpricedModel);
            }
        }
        boolean fits = usage.input() <= mostTokens
                && usage.cacheRead() <= mostTokens
                && usage.cacheWrite5m() <= mostTokens
                && usage.cacheWrite1h() <= mostTokens
                && usage.output() <= mostTokens;
        return new PricedUsage.Known(fits ? inQuanta(usage) : inDecimals(usage), used);
    }

    private ClassCosts inQuanta(Usage usage) {
        return new ClassCosts.Quanta(
                quanta(TokenClass.INPUT, usage.input()),
                quanta(TokenClass.CACHE_READ, usage.cacheRead()),
                quanta(TokenClass.CACHE_WRITE_5M, usage.cacheWrite5m()),
                quanta(TokenClass.CACHE_WRITE_1H, usage.cacheWrite1h()),
                quanta(TokenClass.OUTPUT, usage.output()));
    }

    private long quanta(TokenClass tokenClass, long tokens) {
        long each = quantaPerToken[tokenClass.ordinal()];
        return each == ClassCosts.ABSENT ? ClassCosts.ABSENT : tokens * each;
    }

    private ClassCosts inDecimals(Usage usage) {
        var amounts = new EnumMap<TokenClass, Usd>(TokenClass.class);
        for (var tokenClass : ALL) {
            var price = perMtok[tokenClass.ordinal()];
            if (price != null) {
                amounts.put(tokenClass, Usd.ofTokens(usage.tokens(tokenClass), price));
            }
        }
        return new ClassCosts.Decimals(amounts);
    }

    private static long quanta(BigDecimal perMtok) {
        var quanta = perMtok.scaleByPowerOfTen(QUANTA_PER_TOKEN_EXPONENT).stripTrailingZeros();
        boolean fits = quanta.scale() <= 0 && quanta.precision() - quanta.scale() < 19;
        return fits ? quanta.longValueExact() : ClassCosts.ABSENT;
    }
}
