package dev.parley.pricing;

import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The bound of what one request can cost, see `PriceBook.bound`.
final class Ceiling {
    private Ceiling() {}

    static Optional<RequestBound> of(PriceSheet sheet, Instant at, long mostInputTokens, Set<TokenClass> inputClasses) {
        var today = at.atZone(ZoneOffset.UTC).toLocalDate();
        RequestBound dearest = null;
        for (var day : List.of(today, today.plusDays(1))) {
            var bound = onDay(day, sheet, mostInputTokens, inputClasses);
            if (bound == null) {
                return Optional.empty();
            }
            dearest = dearest == null ? bound : dearest.max(bound);
        }
        return Optional.ofNullable(dearest);
    }

    private static @Nullable RequestBound onDay(
            LocalDate day, PriceSheet sheet, long inputTokens, Set<TokenClass> inputClasses) {
        var period = sheet.inForceOn(day).orElse(null);
        if (period == null) {
            return null;
        }
        var tiers = period.tiers().stream()
                .filter(tier -> tier.aboveInputTokens() < inputTokens)
                .map(PricePeriod.Tier::rates);
        var windows = period.windows().stream().map(PricePeriod.DailyWindow::rates);
        var inputPerMtok = BigDecimal.ZERO;
        var outputPerMtok = BigDecimal.ZERO;
        for (var rates : Stream.concat(Stream.of(period.base()), Stream.concat(tiers, windows))
                .toList()) {
            for (var tokenClass : inputClasses) {
                var perMtok = rates.applied(tokenClass, sheet.cachesByItself());
                if (perMtok == null) {
                    return null;
                }
                inputPerMtok = inputPerMtok.max(perMtok);
            }
            outputPerMtok = outputPerMtok.max(rates.outputPerMtok());
        }
        return new RequestBound(Usd.ofTokens(inputTokens, inputPerMtok), Usd.ofTokens(1, outputPerMtok));
    }
}
