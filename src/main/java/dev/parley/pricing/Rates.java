package dev.parley.pricing;

import dev.parley.tokens.TokenClass;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// List prices in USD per million tokens, one for each class. A class without a price is null, which is not zero.
public record Rates(
        BigDecimal inputPerMtok,
        BigDecimal outputPerMtok,
        @Nullable BigDecimal cacheReadPerMtok,
        @Nullable BigDecimal cacheWrite5mPerMtok,
        @Nullable BigDecimal cacheWrite1hPerMtok) {
    public Rates {
        requireNotNegative("input", inputPerMtok);
        requireNotNegative("output", outputPerMtok);
        requireNotNegative("cache read", cacheReadPerMtok);
        requireNotNegative("cache write 5m", cacheWrite5mPerMtok);
        requireNotNegative("cache write 1h", cacheWrite1hPerMtok);
    }

    public static Rates of(String inputPerMtok, String outputPerMtok) {
        return new Rates(new BigDecimal(inputPerMtok), new BigDecimal(outputPerMtok), null, null, null);
    }

    /// The price as the sheet has it, or null.
    public @Nullable BigDecimal listed(TokenClass tokenClass) {
        return switch (tokenClass) {
            case INPUT -> inputPerMtok;
            case CACHE_READ -> cacheReadPerMtok;
            case CACHE_WRITE_5M -> cacheWrite5mPerMtok;
            case CACHE_WRITE_1H -> cacheWrite1hPerMtok;
            case OUTPUT -> outputPerMtok;
        };
    }

    /// The price that applies, or null when none does. A cache read without a price of its own costs as much as fresh
    /// input. So does a write where the provider caches by itself; elsewhere such a write is unpriced.
    public @Nullable BigDecimal applied(TokenClass tokenClass, boolean cachesByItself) {
        var listed = listed(tokenClass);
        if (listed != null) {
            return listed;
        }
        boolean billsAsFresh = tokenClass == TokenClass.CACHE_READ || cachesByItself;
        return billsAsFresh ? inputPerMtok : null;
    }

    private static void requireNotNegative(String name, @Nullable BigDecimal perMtok) {
        if (perMtok != null && perMtok.signum() < 0) {
            throw new IllegalArgumentException("negative price for " + name + ": " + perMtok);
        }
    }
}
