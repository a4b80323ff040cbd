package dev.parley.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// An exact amount in US dollars. Arithmetic never rounds; only `display` does. Two amounts are equal when their values
/// are, whatever number of zeros they were written with.
public record Usd(BigDecimal amount) implements Comparable<Usd> {
    public static final Usd ZERO = new Usd(BigDecimal.ZERO);

    private static final BigDecimal ONE_CENT = new BigDecimal("0.01");
    private static final BigDecimal ONE_MICRO = new BigDecimal("0.000001");
    private static final int MTOK_EXPONENT = 6;
    private static final int MOST_DIGITS = 100;

    public Usd {
        amount = amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    /// @throws NumberFormatException when `text` is no decimal number, or one too long to be an amount
    public static Usd of(String text) {
        var amount = new BigDecimal(text);
        if (Math.abs((long) amount.scale()) > MOST_DIGITS || amount.precision() > MOST_DIGITS) {
            throw new NumberFormatException("more than " + MOST_DIGITS + " digits");
        }
        return new Usd(amount);
    }

    /// The price of `tokens` tokens at `usdPerMtok` dollars for a million of them.
    public static Usd ofTokens(long tokens, BigDecimal usdPerMtok) {
        return new Usd(usdPerMtok.multiply(BigDecimal.valueOf(tokens)).scaleByPowerOfTen(-MTOK_EXPONENT));
    }

    public Usd plus(Usd other) {
        return new Usd(amount.add(other.amount));
    }

    public Usd minus(Usd other) {
        return new Usd(amount.subtract(other.amount));
    }

    public Usd times(BigDecimal factor) {
        return new Usd(amount.multiply(factor));
    }

    public boolean isNegative() {
        return amount.signum() < 0;
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    @Override
    public int compareTo(Usd other) {
        return amount.compareTo(other.amount);
    }

    public Usd max(Usd other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public Usd min(Usd other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /// The exact value in plain digits, without exponent: the form of API, files and exports.
    public String plain() {
        return amount.toPlainString();
    }

    /// The value for people, rounded: six decimals below $0.01, four below $1, otherwise two, and never "$0.00" for an
    /// amount that is not zero.
    public String display() {
        if (isZero()) {
            return "$0.00";
        }
        var sign = isNegative() ? "-" : "";
        var size = amount.abs();
        if (size.compareTo(ONE_MICRO) < 0) {
            return isNegative() ? ">-$0.000001" : "<$0.000001";
        }
        int decimals = size.compareTo(ONE_CENT) < 0 ? 6 : size.compareTo(BigDecimal.ONE) < 0 ? 4 : 2;
        return sign + "$"
                + String.format(
                        java.util.Locale.ROOT, "%,." + decimals + "f", size.setScale(decimals, RoundingMode.HALF_EVEN));
    }

    @Override
    public String toString() {
        return plain();
    }
}
