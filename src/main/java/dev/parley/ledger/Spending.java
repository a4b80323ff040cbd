package dev.parley.ledger;

import dev.parley.money.Usd;
import dev.parley.pricing.PricedUsage;
import org.jspecify.annotations.Nullable;

/// What a run has used up so far.
///
/// @param known sum of the known costs
/// @param unknownUpTo what calls of unknown cost can have cost at the most; null when not even that is known
/// @param tokens input and output of all calls with a reported usage
public record Spending(Usd known, @Nullable Usd unknownUpTo, long tokens) {
    public static final Spending NOTHING = new Spending(Usd.ZERO, Usd.ZERO, 0);

    /// After one more call.
    ///
    /// @param hold its bound; null when there was none
    public Spending plus(CallEnd end, @Nullable Usd hold) {
        return switch (end) {
            case CallEnd.Failed _ -> this;
            case CallEnd.Unknown _ -> unknown(hold, 0);
            case CallEnd.Settled settled -> {
                long tokensOfIt = settled.usage().totalInput() + settled.usage().output();
                yield settled.priced() instanceof PricedUsage.Known price
                        ? new Spending(known.plus(price.total()), unknownUpTo, tokens + tokensOfIt)
                        : unknown(hold, tokensOfIt);
            }
        };
    }

    private Spending unknown(@Nullable Usd hold, long tokensOfIt) {
        var bound = unknownUpTo == null || hold == null ? null : unknownUpTo.plus(hold);
        return new Spending(known, bound, tokens + tokensOfIt);
    }

    /// What counts against a budget; null when it has no bound.
    public @Nullable Usd atMost() {
        return unknownUpTo == null ? null : known.plus(unknownUpTo);
    }
}
