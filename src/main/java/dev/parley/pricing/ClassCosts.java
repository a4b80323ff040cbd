package dev.parley.pricing;

import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What each token class of a usage costs. A class that has no price and no tokens is absent.
///
/// Nearly all costs fit whole numbers of 10⁻¹⁵ dollars, which add and compare without allocating; the others are kept
/// as decimals. Both are exact.
public sealed interface ClassCosts {
    /// Decimals of a dollar in a quantum.
    int QUANTUM_DIGITS = 15;

    /// Stands in for the cost of a class without a price.
    long ABSENT = -1;

    Usd total();

    /// The cost of a class, or null where it is absent.
    @Nullable
    Usd of(TokenClass tokenClass);

    /// In the order of the classes.
    default Map<TokenClass, Usd> byClass() {
        var byClass = new EnumMap<TokenClass, Usd>(TokenClass.class);
        for (var tokenClass : TokenClass.values()) {
            var usd = of(tokenClass);
            if (usd != null) {
                byClass.put(tokenClass, usd);
            }
        }
        return Collections.unmodifiableMap(byClass);
    }

    /// In whole quanta; the five of them together fit a long.
    record Quanta(long input, long cacheRead, long cacheWrite5m, long cacheWrite1h, long output) implements ClassCosts {
        @Override
        public Usd total() {
            return usd(input + Math.max(0, cacheRead) + Math.max(0, cacheWrite5m) + Math.max(0, cacheWrite1h) + output);
        }

        @Override
        public @Nullable Usd of(TokenClass tokenClass) {
            long quanta = switch (tokenClass) {
                case INPUT -> input;
                case CACHE_READ -> cacheRead;
                case CACHE_WRITE_5M -> cacheWrite5m;
                case CACHE_WRITE_1H -> cacheWrite1h;
                case OUTPUT -> output;
            };
            return quanta == ABSENT ? null : usd(quanta);
        }

        private static Usd usd(long quanta) {
            return new Usd(BigDecimal.valueOf(quanta, QUANTUM_DIGITS));
        }
    }

    /// For prices with more decimals, or amounts too large for quanta.
    record Decimals(Map<TokenClass, Usd> amounts) implements ClassCosts {
        public Decimals {
            amounts = Map.copyOf(amounts);
        }

        @Override
        public Usd total() {
            return amounts.values().stream().reduce(Usd.ZERO, Usd::plus);
        }

        @Override
        public @Nullable Usd of(TokenClass tokenClass) {
            return amounts.get(tokenClass);
        }
    }
}
