package dev.parley.pricing;

import dev.parley.money.Cost;
import dev.parley.money.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/// What an explicit cache costs while it is kept, see `PriceBook.storage`. Only Gemini bills it.
final class CacheStorage {
    private static final int ROUNDED_DIGITS = 12;
    private static final BigDecimal NANOS_OF_AN_HOUR = new BigDecimal("3600000000000");
    private static final BigDecimal MTOK = new BigDecimal("1000000");

    private CacheStorage() {}

    static Cost cost(PriceSheet sheet, long tokens, Instant from, Instant until) {
        if (tokens < 0 || until.isBefore(from)) {
            throw new IllegalArgumentException("stored " + tokens + " tokens from " + from + " until " + until);
        }
        var rateTimesNanos = BigDecimal.ZERO;
        for (var start = from; start.isBefore(until); ) {
            var day = start.atZone(ZoneOffset.UTC).toLocalDate();
            var end = nextChange(sheet, start, until);
            var rate = sheet.inForceOn(day)
                    .map(PricePeriod::cacheStoragePerMtokHour)
                    .orElse(null);
            if (rate == null) {
                return Cost.unpriced("no price is known for cache storage of " + sheet.model() + " on " + day);
            }
            rateTimesNanos = rateTimesNanos.add(rate.multiply(
                    BigDecimal.valueOf(Duration.between(start, end).toNanos())));
            start = end;
        }
        return Cost.known(new Usd(rateTimesNanos
                .multiply(BigDecimal.valueOf(tokens))
                .divide(NANOS_OF_AN_HOUR.multiply(MTOK), ROUNDED_DIGITS, RoundingMode.HALF_EVEN)));
    }

    /// The next first day of a period after `start`, or `until` if that comes first.
    private static Instant nextChange(PriceSheet sheet, Instant start, Instant until) {
        return sheet.standing().stream()
                .map(PricePeriod::effectiveFrom)
                .filter(java.util.Objects::nonNull)
                .map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant())
                .filter(change -> change.isAfter(start) && change.isBefore(until))
                .findFirst()
                .orElse(until);
    }
}
