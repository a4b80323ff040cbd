package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.planning.estimate.Outcome;
import dev.parley.planning.estimate.TrackRecord;
import dev.parley.run.Hindsight;
import dev.parley.run.PastEstimate;
import dev.parley.run.PastEstimates;
import dev.parley.web.CostsPage.Choice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How past estimates have turned out, for live runs or for rehearsals.
///
/// @param ofFamily the family that is shown alone; empty for all
/// @param tiles the figures of all runs shown; empty where none can be judged
/// @param picture null where there is nothing to draw
/// @param more what is said when not every run has a row; empty when all have
/// @param unjudged runs that cannot be judged, in words
public record EstimatesPage(
        boolean rehearsal,
        String ofFamily,
        List<Choice> modes,
        List<Choice> families,
        List<Tile> tiles,
        @Nullable MissPicture picture,
        List<FaredRow> stretches,
        List<FaredRow> byFamily,
        List<Row> rows,
        String more,
        List<String> unjudged) {
    private static final int MOST_ROWS = 200;

    public EstimatesPage {
        modes = List.copyOf(modes);
        families = List.copyOf(families);
        tiles = List.copyOf(tiles);
        stretches = List.copyOf(stretches);
        byFamily = List.copyOf(byFamily);
        rows = List.copyOf(rows);
        unjudged = List.copyOf(unjudged);
    }

    /// @param note what the figure means, or how far it is to be believed
    public record Tile(String label, String figure, String note) {}

    /// A run with what was said of it and what it cost.
    ///
    /// @param offKey the miss as a plain number, for sorting
    /// @param mark a sign for the place, beside its word
    public record Row(
            UUID run,
            String title,
            String family,
            String when,
            String machineWhen,
            Amount likely,
            Amount low,
            Amount high,
            Amount max,
            Amount actual,
            String offBy,
            String offKey,
            String look,
            String mark,
            String place,
            boolean passedBound) {
        static Row of(Hindsight.Judged judged) {
            var run = judged.estimate();
            var outcome = judged.outcome();
            return new Row(
                    run.run(),
                    run.title(),
                    run.family(),
                    Figures.minute(run.endedAt()),
                    run.endedAt().toString(),
                    Amount.of(outcome.likely()),
                    Amount.of(outcome.low()),
                    Amount.of(outcome.high()),
                    Amount.ofNullable(outcome.max(), "no bound was told: a price was missing"),
                    Amount.of(outcome.actual()),
                    Figures.signedPercent(outcome.miss()),
                    Double.toString(outcome.miss()),
                    outcome.place() == Outcome.Place.INSIDE ? "inside" : "outside",
                    mark(outcome.place()),
                    place(outcome.place()),
                    outcome.passedBound());
        }

        private static String mark(Outcome.Place place) {
            return switch (place) {
                case BELOW -> "▼";
                case INSIDE -> "●";
                case ABOVE -> "▲";
            };
        }

        private static String place(Outcome.Place place) {
            return switch (place) {
                case BELOW -> "below it";
                case INSIDE -> "inside";
                case ABOVE -> "above it";
            };
        }
    }

    static EstimatesPage of(RunMode mode, Hindsight past) {
        var family = past.family();
        var judged = past.judged();
        return new EstimatesPage(
                mode == RunMode.REHEARSAL,
                family == null ? "" : family,
                Arrays.stream(RunMode.values())
                        .map(one -> new Choice(
                                one == RunMode.LIVE ? "real money" : "play money", address(one, family), one == mode))
                        .toList(),
                families(mode, past),
                past.fared().map(EstimatesPage::tiles).orElse(List.of()),
                judged.isEmpty() ? null : MissPicture.of(judged.reversed()),
                past.stretches().stream().map(FaredRow::of).toList(),
                past.byFamily().entrySet().stream()
                        .map(entry -> FaredRow.of(entry.getKey(), address(mode, entry.getKey()), entry.getValue()))
                        .toList(),
                judged.stream().limit(MOST_ROWS).map(Row::of).toList(),
                judged.size() > MOST_ROWS
                        ? "The newest " + MOST_ROWS + " have a row; figures and picture are of all "
                                + Figures.count(judged.size()) + "."
                        : "",
                unjudged(past));
    }

    /// The one that was asked for is among them, though nothing of it can be judged.
    private static List<Choice> families(RunMode mode, Hindsight past) {
        var family = past.family();
        return Stream.concat(
                        Stream.of(new Choice("all", address(mode, null), family == null)),
                        Stream.concat(past.byFamily().keySet().stream(), Stream.ofNullable(family))
                                .distinct()
                                .map(one -> new Choice(one, address(mode, one), one.equals(family))))
                .toList();
    }

    private static String address(RunMode mode, @Nullable String family) {
        return "/estimates?mode=" + mode.wireName() + (family == null ? "" : "&family=" + ScriptSetup.encoded(family));
    }

    private static List<Tile> tiles(TrackRecord fared) {
        return List.of(
                new Tile(
                        "finished runs",
                        Figures.count(fared.runs()),
                        "of the newest " + PastEstimates.MOST + " of this kind of money"),
                new Tile(
                        "paid, beside what was likely",
                        Figures.signedPercent(fared.bias()),
                        "in the middle; half of the runs from " + Figures.signedPercent(fared.lowerQuarter()) + " to "
                                + Figures.signedPercent(fared.upperQuarter())),
                new Tile("off by, either way", Figures.sizeInPercent(fared.spread()), "in the middle"),
                new Tile(
                        "inside the interval", FaredRow.inside(fared), "nine in ten is the promise; " + promise(fared)),
                new Tile("passed “never above”", FaredRow.passed(fared), bounded(fared)));
    }

    private static String promise(TrackRecord fared) {
        var chance = "chance alone brings that in " + rarely(fared.chance());
        return switch (fared.promise()) {
            case KEPT ->
                "this is in keeping with it, as far as " + Figures.counted(fared.runs(), "run", "runs") + " can say";
            case TOO_NARROW -> "too few for it: " + chance;
            case TOO_WIDE -> "more than it asks for: " + chance + ", so the intervals are wider than they need be";
        };
    }

    private static String rarely(double chance) {
        return chance < 0.001 ? "less than 1 case of 1,000" : Figures.sizeInPercent(chance) + " of cases";
    }

    private static String bounded(TrackRecord fared) {
        int without = fared.runs() - fared.bounded();
        return without == 0 ? "" : Figures.counted(without, "run was", "runs were") + " told no bound";
    }

    private static List<String> unjudged(Hindsight past) {
        var words = new ArrayList<String>();
        for (var why : PastEstimate.Unjudged.values()) {
            int runs = past.unjudged().getOrDefault(why, 0);
            if (runs > 0) {
                words.add(Figures.counted(runs, "run", "runs") + " " + words(why));
            }
        }
        return words;
    }

    private static String words(PastEstimate.Unjudged why) {
        return switch (why) {
            case EARLIER_VERSION -> "with the estimate of an earlier version, which meant something else";
            case NO_PRICE -> "with a model that had no price";
            case UNKNOWN_COST -> "of which a part of the cost is unknown";
            case FREE -> "that cost nothing, so that there is nothing to be off by";
            case LIKELY_NOTHING -> "that cost something where nothing was likely";
        };
    }
}
