package dev.parley.web;

import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.PriceSheet;
import dev.parley.pricing.Rates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/// A model's base prices for input and output over time, as steps in a box of `WIDTH` by `HEIGHT`.
///
/// @param input points of the input price's line
/// @param output points of the output price's line
/// @param today where today stands on the line of time
/// @param top the price at the upper edge, per million tokens
/// @param words the same for those who cannot see it
public record PriceHistory(
        String input, String output, int today, String top, String firstDay, String lastDay, String words) {
    static final int WIDTH = 1000;
    static final int HEIGHT = 300;
    private static final int MARGIN_DAYS = 45;

    /// Empty figures for a sheet whose price never changes: there is nothing to draw.
    static List<PriceHistory> of(PriceSheet sheet, LocalDate today) {
        var periods = sheet.standing();
        return periods.size() < 2 ? List.of() : List.of(drawn(periods, today));
    }

    private static PriceHistory drawn(List<PricePeriod> periods, LocalDate today) {
        var days = periods.stream()
                .map(PricePeriod::effectiveFrom)
                .filter(Objects::nonNull)
                .toList();
        var first = earlier(days.getFirst(), today).minusDays(MARGIN_DAYS);
        var last = later(days.getLast(), today).plusDays(MARGIN_DAYS);
        var top = periods.stream()
                .map(period -> period.base().outputPerMtok().max(period.base().inputPerMtok()))
                .reduce(BigDecimal.ZERO, BigDecimal::max);
        var scale = new Scale(first, ChronoUnit.DAYS.between(first, last), top);
        return new PriceHistory(
                scale.steps(periods, Rates::inputPerMtok),
                scale.steps(periods, Rates::outputPerMtok),
                scale.x(today),
                ModelChoice.perMtok(top),
                first.toString(),
                last.toString(),
                words(periods));
    }

    private static String words(List<PricePeriod> periods) {
        var words = new StringBuilder();
        for (var period : periods) {
            words.append(words.isEmpty() ? "" : ", then from " + period.effectiveFrom() + " ")
                    .append(ModelChoice.price(period.base()));
        }
        return words + ", per million tokens";
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private record Scale(LocalDate first, long days, BigDecimal top) {
        /// A price holds until the next one begins. Of two that begin on one day only the later learned counts.
        String steps(List<PricePeriod> periods, Function<Rates, BigDecimal> price) {
            var points = new StringBuilder();
            for (int i = 0; i < periods.size(); i++) {
                var from = periods.get(i).effectiveFrom();
                var until = i + 1 < periods.size() ? periods.get(i + 1).effectiveFrom() : null;
                int y = y(price.apply(periods.get(i).base()));
                points.append(from == null ? 0 : x(from)).append(',').append(y).append(' ');
                points.append(until == null ? WIDTH : x(until))
                        .append(',')
                        .append(y)
                        .append(' ');
            }
            return points.toString().strip();
        }

        int x(LocalDate day) {
            return Math.toIntExact(WIDTH * ChronoUnit.DAYS.between(first, day) / Math.max(1, days));
        }

        private int y(BigDecimal price) {
            return top.signum() == 0
                    ? HEIGHT
                    : HEIGHT
                            - price.multiply(BigDecimal.valueOf(HEIGHT))
                                    .divide(top, 0, RoundingMode.HALF_EVEN)
                                    .intValue();
        }
    }
}
