package dev.parley.pricing;

import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What a usage costs: known to the last digit and by class, or unpriced with the reason.
public sealed interface PricedUsage {
    default Cost cost() {
        return switch (this) {
            case Known known -> Cost.known(known.total());
            case Unknown(var reason) -> Cost.unpriced(reason);
        };
    }

    record Known(Usd total, Map<TokenClass, Usd> byClass, PriceUsed price) implements PricedUsage {
        public Known {
            var inOrder = new EnumMap<TokenClass, Usd>(TokenClass.class);
            inOrder.putAll(byClass);
            byClass = Collections.unmodifiableMap(inOrder);
        }
    }

    record Unknown(String reason) implements PricedUsage {}
}
