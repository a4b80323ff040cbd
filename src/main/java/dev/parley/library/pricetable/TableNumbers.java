package dev.parley.library.pricetable;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Reads numbers of tables exactly, within what a price file may hold.
final class TableNumbers {
    private static final BigDecimal MOST_USD_PER_MTOK = new BigDecimal("1000000");
    private static final int MOST_DIGITS = 30;
    private static final long MOST_TOKENS = 1_000_000_000;
    private static final int TOKENS_PER_MTOK_SCALE = 6;

    private TableNumbers() {}

    /// USD per million tokens, from a field that gives them so.
    static @Nullable BigDecimal perMtok(JsonNode entry, String field) throws Inexpressible {
        return perMtok(field, entry.get(field), 0);
    }

    /// USD per million tokens, from a field that gives USD per token, as in 1.5e-07.
    static @Nullable BigDecimal perToken(JsonNode entry, String field) throws Inexpressible {
        return perMtok(field, entry.get(field), TOKENS_PER_MTOK_SCALE);
    }

    static @Nullable BigDecimal perMtok(String field, @Nullable JsonNode value, int shift) throws Inexpressible {
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isNumber()) {
            throw new Inexpressible(field + " is no number");
        }
        var number = value.decimalValue();
        if (number.signum() < 0) {
            throw new Inexpressible(field + " is negative");
        }
        if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
            throw new Inexpressible(field + " has more than " + MOST_DIGITS + " digits");
        }
        var usdPerMtok = exact(number.scaleByPowerOfTen(shift));
        if (usdPerMtok.compareTo(MOST_USD_PER_MTOK) > 0) {
            throw new Inexpressible(field + " is more than 1,000,000 USD per million tokens");
        }
        return usdPerMtok;
    }

    /// Without zeros at its end and without an exponent, so that equal numbers are equal objects.
    static BigDecimal exact(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /// The price of a cache write. Some tables put 0 where the provider bills none: that is no price, not a free one.
    static @Nullable BigDecimal write(@Nullable BigDecimal usdPerMtok) {
        return usdPerMtok == null || usdPerMtok.signum() == 0 ? null : usdPerMtok;
    }

    /// A number of tokens; null when the field is absent or holds anything else, as tables do where nobody knows.
    static @Nullable Long tokens(JsonNode entry, String field) {
        var value = entry.get(field);
        if (value == null || !value.isNumber()) {
            return null;
        }
        var number = value.decimalValue();
        boolean isReadable = number.signum() > 0 && Math.abs((long) number.scale()) <= MOST_DIGITS;
        if (!isReadable || number.compareTo(BigDecimal.valueOf(MOST_TOKENS)) > 0) {
            return null;
        }
        return number.stripTrailingZeros().scale() > 0 ? null : Long.valueOf(number.longValueExact());
    }

    static boolean isPositive(JsonNode entry, String field) {
        var value = entry.get(field);
        return value != null && value.isNumber() && value.decimalValue().signum() > 0;
    }
}
