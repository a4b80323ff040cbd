package dev.parley.web;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How numbers other than money are written on pages.
final class Figures {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Figures() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /// As in "3 turns" or "1 turn".
    static String counted(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    /// `part` of `whole` in whole per cent; "0 %" of nothing.
    static String percent(BigDecimal part, BigDecimal whole) {
        if (whole.signum() == 0) {
            return "0 %";
        }
        return part.multiply(HUNDRED).divide(whole, 0, RoundingMode.HALF_EVEN).toPlainString() + " %";
    }

    static String percent(long part, long whole) {
        return percent(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
    }

    /// A share with its sign, as in "+4.2 %" or "−12 %".
    static String signedPercent(double share) {
        var size = sizeInPercent(share);
        return size.equals("0 %") ? size : (share < 0 ? "−" : "+") + size;
    }

    /// The size of a share, with one digit behind the point below a tenth.
    static String sizeInPercent(double share) {
        double percent = Math.abs(share) * 100;
        var digits = String.format(Locale.ROOT, percent < 9.95 ? "%.1f" : "%,.0f", percent);
        return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits) + " %";
    }

    static String day(Instant at) {
        return MINUTE.format(at).substring(0, "yyyy-MM-dd".length());
    }

    static String minute(Instant at) {
        return MINUTE.format(at) + " UTC";
    }

    /// As in "42 s", "3 min 05 s" or "1 h 12 min".
    static String duration(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600 && seconds % 60 == 0) {
            return seconds / 60 + " min";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds % 3600 / 60);
    }
}
