package dev.parley.library.pricetable;

import dev.parley.tokens.TokenClass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// How the price of one class of tokens differs, in USD per million tokens.
///
/// @param ours null when our book has none
/// @param theirs what would be taken; null when that is none
public record ClassChange(
        TokenClass tokenClass,
        @Nullable BigDecimal ours,
        @Nullable BigDecimal theirs) {
    private static final int PERCENT_DIGITS = 1;

    /// Exact; null when one side has no price.
    public @Nullable BigDecimal difference() {
        return ours == null || theirs == null ? null : theirs.subtract(ours);
    }

    /// Of our price, rounded half-even to a tenth; null when there is none to compare with.
    public @Nullable BigDecimal percent() {
        if (ours == null || theirs == null || ours.signum() == 0) {
            return null;
        }
        return theirs.subtract(ours).movePointRight(2).divide(ours, PERCENT_DIGITS, RoundingMode.HALF_EVEN);
    }
}
