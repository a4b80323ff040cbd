package dev.parley.web;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.pricing.CostTier;
import dev.parley.pricing.PriceBook;
import dev.parley.run.RunEstimate;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The same script with everybody on one model, for each model of the catalogue, cheapest first.
///
/// @param cheapest left end of the picture's logarithmic scale
/// @param dearest its right end
/// @param lacking whether a part of the present cast has no price
/// @param qualities cost beside quality; null where nobody has measured any
/// @param thisCastX place of the present cast on it, in thousandths; -1 without a price
public record EveryModel(
        List<Row> rows,
        Amount cheapest,
        Amount dearest,
        Amount thisCast,
        boolean lacking,
        int thisCastX,
        @Nullable QualityPicture qualities) {
    private static final int WIDTH = 1000;

    public EveryModel {
        rows = List.copyOf(rows);
    }

    /// @param inCast whether somebody of the present cast speaks through it
    /// @param quality empty where nobody has measured it
    /// @param x place on the picture, in thousandths; -1 without a price
    /// @param address the script's page with everybody on this model
    public record Row(
            String provider,
            String model,
            String tier,
            String quality,
            Amount likely,
            boolean inCast,
            int x,
            String address) {}

    static EveryModel of(RunEstimate estimate, ScriptSetup setup, PriceBook prices, LocalDate day) {
        var likely = estimate.onEveryModel().stream()
                .map(RunEstimate.OnModel::likely)
                .filter(usd -> usd != null && !usd.isZero())
                .toList();
        var own = estimate.estimate().likely();
        var low = likely.stream().reduce(Usd::min).orElse(own == null ? Usd.ZERO : own);
        var high = likely.stream().reduce(Usd::max).orElse(own == null ? Usd.ZERO : own);
        var scale = new Scale(low, high);
        var rows = new ArrayList<Row>();
        for (var on : estimate.onEveryModel()) {
            rows.add(new Row(
                    on.model().provider(),
                    on.model().name(),
                    tier(prices, on.model(), day),
                    on.quality() == null ? "" : String.format(Locale.ROOT, "%.2f", on.quality()),
                    Amount.ofNullable(on.likely(), "no price is known"),
                    estimate.models().containsValue(on.model()),
                    scale.x(on.likely()),
                    setup.withEverybodyOn(on.model()).address()));
        }
        return new EveryModel(
                rows,
                Amount.of(low),
                Amount.of(high),
                EstimatePanel.likely(estimate.estimate()),
                !estimate.estimate().unpriced().isEmpty(),
                scale.x(own),
                QualityPicture.of(estimate, setup));
    }

    static String tier(PriceBook prices, ModelId model, LocalDate day) {
        return ModelChoice.rates(prices, model, day)
                .map(rates -> CostTier.of(rates).sign())
                .orElse("");
    }

    /// Places on a logarithmic scale: for the eye alone, no amount comes back from it.
    private record Scale(Usd low, Usd high) {
        int x(@Nullable Usd usd) {
            if (usd == null) {
                return -1;
            }
            if (usd.compareTo(low) <= 0 || low.isZero() || low.equals(high)) {
                return 0;
            }
            return Math.min(WIDTH, (int)
                    Math.round(WIDTH * (magnitude(usd) - magnitude(low)) / (magnitude(high) - magnitude(low))));
        }

        private static double magnitude(Usd usd) {
            return Math.log10(usd.amount().doubleValue());
        }
    }
}
