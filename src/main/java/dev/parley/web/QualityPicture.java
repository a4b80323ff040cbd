package dev.parley.web;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.run.RunEstimate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What everybody on one model would cost beside how good that model is, for those of which both are known: cost on a
/// logarithmic scale from the left, quality from below. Places are per cent of the picture.
///
/// @param thisCast as chosen, by the quality of its models weighed by their turns; null where one of it is not known
/// @param least quality at the lower edge, as `most` is at the upper one
/// @param cheapest likely cost of the model that stands leftmost, as `dearest` is of the rightmost one
/// @param left out because nobody measured them or their price is unknown, in words; empty for none
/// @param words the same for those who cannot see it
public record QualityPicture(
        List<Dot> dots,
        @Nullable Dot thisCast,
        String least,
        String most,
        Amount cheapest,
        Amount dearest,
        String leftOut,
        String words) {
    private static final double LEFT = 8;
    private static final double RIGHT = 96;

    /// From here on there is more room for a name on the other side.
    private static final double MIDDLE = 55;

    private static final double TOP = 8;
    private static final double BOTTOM = 90;
    private static final double NARROWEST = 0.05;
    private static final double FREE_APART = 0.3;
    private static final double NAME_WIDTH = 24;
    private static final double NAME_HEIGHT = 8;

    public QualityPicture {
        dots = List.copyOf(dots);
    }

    /// @param name empty where it is not written
    /// @param best whether no model that costs less, or as much, is as good
    /// @param nameLeft whether its name stands to its left
    public record Dot(
            String x,
            String y,
            String name,
            boolean nameLeft,
            boolean best,
            boolean inCast,
            String title,
            String address) {}

    /// Where a name is written, in per cent of the picture.
    private record Name(double from, double to, double y, boolean isLeft) {
        static Name at(double x, double y) {
            return x > MIDDLE ? new Name(x - NAME_WIDTH, x, y, true) : new Name(x, x + NAME_WIDTH, y, false);
        }

        boolean covers(Name other) {
            return from < other.to && other.from < to && Math.abs(y - other.y) < NAME_HEIGHT;
        }
    }

    private record Rated(ModelId model, Usd likely, double quality) {}

    /// @return null where no model has both
    static @Nullable QualityPicture of(RunEstimate estimate, ScriptSetup setup) {
        var rated = new ArrayList<Rated>();
        for (var on : estimate.onEveryModel()) {
            var likely = on.likely();
            var quality = on.quality();
            if (likely != null && quality != null) {
                rated.add(new Rated(on.model(), likely, quality));
            }
        }
        if (rated.isEmpty()) {
            return null;
        }
        // Cheapest first, the better of two that cost the same before the other: so whatever is better than all before
        // it is the best for its money.
        rated.sort(Comparator.comparing(Rated::likely)
                .thenComparing(Comparator.comparing(Rated::quality).reversed()));
        var cast = thisCast(estimate);
        var all = new ArrayList<>(rated);
        if (cast != null) {
            all.add(cast);
        }
        var scale = Scale.of(all);
        var dots = new ArrayList<Dot>();
        double best = -1;
        var names = new ArrayList<Name>();
        var bestNames = new ArrayList<String>();
        for (var one : rated) {
            boolean isBest = one.quality > best;
            var name = Name.at(scale.place(one.likely), scale.height(one.quality));
            boolean isNamed = isBest && names.stream().noneMatch(name::covers);
            if (isNamed) {
                names.add(name);
            }
            if (isBest) {
                bestNames.add(one.model.name());
            }
            best = Math.max(best, one.quality);
            dots.add(new Dot(
                    scale.x(one.likely),
                    scale.y(one.quality),
                    isNamed ? one.model.name() : "",
                    name.isLeft,
                    isBest,
                    estimate.models().containsValue(one.model),
                    one.model + ": ≈ " + one.likely.display() + ", quality " + shown(one.quality),
                    setup.withEverybodyOn(one.model).address()));
        }
        int without = estimate.onEveryModel().size() - rated.size();
        return new QualityPicture(
                dots,
                cast == null
                        ? null
                        : new Dot(
                                scale.x(cast.likely),
                                scale.y(cast.quality),
                                "",
                                false,
                                false,
                                true,
                                "this cast: ≈ " + cast.likely.display() + ", quality " + shown(cast.quality)
                                        + " on the average of its turns",
                                ""),
                shown(scale.least),
                shown(scale.most),
                Amount.of(all.stream().map(Rated::likely).reduce(Usd::min).orElse(Usd.ZERO)),
                Amount.of(all.stream().map(Rated::likely).reduce(Usd::max).orElse(Usd.ZERO)),
                without == 0
                        ? ""
                        : Figures.counted(without, "model", "models")
                                + " without a price or a measured quality left out",
                "Cost beside quality of " + Figures.counted(dots.size(), "model", "models")
                        + "; the best for their money: "
                        + String.join(", ", bestNames));
    }

    private static @Nullable Rated thisCast(RunEstimate estimate) {
        Map<ModelId, Double> qualities = new HashMap<>();
        estimate.onEveryModel().forEach(on -> {
            var quality = on.quality();
            if (quality != null) {
                qualities.put(on.model(), quality);
            }
        });
        var likely = estimate.estimate().likely();
        double sum = 0;
        int turns = 0;
        for (var share : estimate.estimate().byPersona()) {
            if (share.persona() != null) {
                var quality = share.model() == null ? null : qualities.get(share.model());
                if (quality == null) {
                    return null;
                }
                sum += quality * share.turns();
                turns += share.turns();
            }
        }
        var any = estimate.models().values().stream().findFirst().orElse(null);
        return likely == null || !estimate.estimate().unpriced().isEmpty() || turns == 0 || any == null
                ? null
                : new Rated(any, likely, sum / turns);
    }

    private static String shown(double quality) {
        return String.format(Locale.ROOT, "%.2f", quality);
    }

    /// For the eye alone: no amount comes back from it. What costs nothing stands left of all that costs something.
    private record Scale(double low, double high, double least, double most) {
        static Scale of(List<Rated> rated) {
            var costs = rated.stream()
                    .filter(one -> !one.likely.isZero())
                    .mapToDouble(one -> magnitude(one.likely))
                    .summaryStatistics();
            var qualities = rated.stream().mapToDouble(Rated::quality).summaryStatistics();
            double missing = Math.max(0, NARROWEST - (qualities.getMax() - qualities.getMin())) / 2;
            boolean someAreFree = costs.getCount() < rated.size();
            return new Scale(
                    costs.getMin() - (someAreFree ? FREE_APART : 0),
                    costs.getMax(),
                    Math.max(0, qualities.getMin() - missing),
                    Math.min(1, qualities.getMax() + missing));
        }

        double place(Usd usd) {
            if (usd.isZero()) {
                return LEFT;
            }
            double share = high > low ? (magnitude(usd) - low) / (high - low) : 0.5;
            return LEFT + (RIGHT - LEFT) * share;
        }

        String x(Usd usd) {
            return percent(place(usd));
        }

        double height(double quality) {
            double share = most > least ? (quality - least) / (most - least) : 0.5;
            return BOTTOM - (BOTTOM - TOP) * share;
        }

        String y(double quality) {
            return percent(height(quality));
        }

        private static double magnitude(Usd usd) {
            return Math.log10(usd.amount().doubleValue());
        }

        private static String percent(double place) {
            return String.format(Locale.ROOT, "%.2f%%", place);
        }
    }
}
