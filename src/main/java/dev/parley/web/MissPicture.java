package dev.parley.web;

import dev.parley.planning.estimate.Outcome;
import dev.parley.planning.estimate.TrackRecord;
import dev.parley.run.Hindsight;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How far off each estimate was, run by run, newest right: on a logarithmic scale around what was likely, so that
/// twice and half are equally far away. Places are per cent of the picture, from the left and from the top.
///
/// @param lines what the scale is read by, the middle one among them
/// @param words the same for those who cannot see it
public record MissPicture(List<Dot> dots, List<Line> lines, String oldest, String newest, String words) {
    private static final double LEFT = 9;
    private static final double RIGHT = 99;
    private static final double MIDDLE = 50;
    private static final double REACH = 46;
    private static final double NEAREST = Math.log(1.25);
    private static final double FARTHEST = Math.log(10);
    private static final double[] FACTORS = {1.1, 1.25, 1.5, 2, 3, 5, 8};

    /// No more than this of the height lies beyond the outer line.
    private static final double ROOM = 1.15;

    public MissPicture {
        dots = List.copyOf(dots);
        lines = List.copyOf(lines);
    }

    /// A run, and its interval about what was likely.
    public record Dot(String x, String y, String low, String high, boolean inside, String title, String address) {}

    public record Line(String y, String label) {}

    /// @param oldestFirst at least one
    static MissPicture of(List<Hindsight.Judged> oldestFirst) {
        double most = NEAREST;
        for (var one : oldestFirst) {
            var outcome = one.outcome();
            for (var end : List.of(outcome.actual(), outcome.low(), outcome.high())) {
                most = Math.max(most, end.isZero() ? 0 : Math.abs(Math.log(outcome.ofLikely(end))));
            }
        }
        var scale = new Scale(Math.min(FARTHEST, most * ROOM));
        var dots = new ArrayList<Dot>();
        for (int i = 0; i < oldestFirst.size(); i++) {
            dots.add(dot(oldestFirst.get(i), LEFT + (RIGHT - LEFT) * (i + 0.5) / oldestFirst.size(), scale));
        }
        return new MissPicture(
                dots,
                lines(scale),
                Figures.day(oldestFirst.getFirst().estimate().endedAt()),
                Figures.day(oldestFirst.getLast().estimate().endedAt()),
                words(oldestFirst));
    }

    private static Dot dot(Hindsight.Judged run, double x, Scale scale) {
        var outcome = run.outcome();
        boolean isInside = outcome.place() == Outcome.Place.INSIDE;
        return new Dot(
                percent(x),
                scale.y(outcome.ofLikely(outcome.actual())),
                scale.y(outcome.ofLikely(outcome.low())),
                scale.y(outcome.ofLikely(outcome.high())),
                isInside,
                run.estimate().title() + ", " + Figures.minute(run.estimate().endedAt()) + ": "
                        + Figures.signedPercent(outcome.miss()) + ", " + (isInside ? "inside" : "outside")
                        + " its interval",
                "/runs/" + run.estimate().run());
    }

    private static List<Line> lines(Scale scale) {
        double outer = FACTORS[0];
        for (var factor : FACTORS) {
            outer = Math.log(factor) < scale.reach ? factor : outer;
        }
        return List.of(
                new Line(scale.y(outer), Figures.signedPercent(outer - 1)),
                new Line(scale.y(1), "likely"),
                new Line(scale.y(1 / outer), Figures.signedPercent(1 / outer - 1)));
    }

    private static String words(List<Hindsight.Judged> runs) {
        return TrackRecord.of(runs.stream().map(Hindsight.Judged::outcome).toList())
                .map(fared -> "What was paid beside what was likely, for "
                        + Figures.counted(fared.runs(), "run", "runs") + ": in the middle "
                        + Figures.signedPercent(fared.bias()) + ", inside the interval " + FaredRow.inside(fared))
                .orElse("");
    }

    private static String percent(double place) {
        return String.format(Locale.ROOT, "%.2f%%", place);
    }

    /// @param reach how far the edges are from the middle, as a logarithm
    private record Scale(double reach) {
        /// What lies beyond stands at the edge.
        String y(double factor) {
            double log = factor > 0 ? Math.log(factor) : -reach;
            return percent(MIDDLE - REACH * Math.clamp(log / reach, -1, 1));
        }
    }
}
