package dev.parley.money;

/// What something cost: a known amount, or unpriced with the reason. Unpriced is never zero.
public sealed interface Cost {
    Known FREE = new Known(Usd.ZERO);

    static Cost known(Usd usd) {
        return new Known(usd);
    }

    static Cost unpriced(String reason) {
        return new Unpriced(reason);
    }

    default boolean isKnown() {
        return this instanceof Known;
    }

    /// For people: the amount as `Usd.display`, or a dash.
    default String display() {
        return switch (this) {
            case Known(var usd) -> usd.display();
            case Unpriced _ -> "—";
        };
    }

    record Known(Usd usd) implements Cost {}

    record Unpriced(String reason) implements Cost {}
}
