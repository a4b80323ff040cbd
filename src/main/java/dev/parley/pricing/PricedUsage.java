package dev.parley.pricing;

import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import java.util.Map;

/// What a usage costs: known to the last digit and by class, or unpriced with the reason.
public sealed interface PricedUsage {
    default Cost cost() {
        return switch (this) {
            case Known known -> Cost.known(known.total());
            case Unknown(var reason) -> Cost.unpriced(reason);
        };
    }

    /// @param price the row of the book that says so
    record Known(ClassCosts costs, PriceUsed price) implements PricedUsage {
        public Usd total() {
            return costs.total();
        }

        /// Without the classes that have no price; those have no tokens either.
        public Map<TokenClass, Usd> byClass() {
            return costs.byClass();
        }
    }

    record Unknown(String reason) implements PricedUsage {}
}
