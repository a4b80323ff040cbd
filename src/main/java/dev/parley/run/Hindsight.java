package dev.parley.run;

import dev.parley.planning.estimate.Outcome;
import dev.parley.planning.estimate.TrackRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What past estimates look like now: how they fared, together, by family, and as time went on.
///
/// @param family that the rest is narrowed to, but for `byFamily`; null for all
/// @param judged newest first
/// @param byFamily every family of which a run was judged
/// @param stretches the judged runs in parts of the same size, oldest first; empty where they are too few to divide
/// @param unjudged how many runs cannot be judged, by the reason
public record Hindsight(
        @Nullable String family,
        List<Judged> judged,
        SortedMap<String, TrackRecord> byFamily,
        List<Stretch> stretches,
        Map<PastEstimate.Unjudged, Integer> unjudged) {
    private static final int MOST_STRETCHES = 10;

    /// A share of fewer runs says nothing.
    private static final int FEWEST_IN_A_STRETCH = 5;

    public Hindsight {
        judged = List.copyOf(judged);
        stretches = List.copyOf(stretches);
        unjudged = Map.copyOf(unjudged);
    }

    /// A run that could be judged.
    public record Judged(PastEstimate estimate, Outcome outcome) {}

    /// Runs that ended one after the other.
    ///
    /// @param from when the first of them ended
    /// @param to when the last did
    public record Stretch(Instant from, Instant to, TrackRecord fared) {}

    /// @param runs newest first
    public static Hindsight of(Collection<PastEstimate> runs, @Nullable String family) {
        var judged = new ArrayList<Judged>();
        var outcomes = new TreeMap<String, List<Outcome>>();
        var unjudged = new EnumMap<PastEstimate.Unjudged, Integer>(PastEstimate.Unjudged.class);
        for (var run : runs) {
            boolean isMeant = family == null || family.equals(run.family());
            switch (run.verdict()) {
                case PastEstimate.Judged(var outcome) -> {
                    outcomes.computeIfAbsent(run.family(), _ -> new ArrayList<>())
                            .add(outcome);
                    if (isMeant) {
                        judged.add(new Judged(run, outcome));
                    }
                }
                case PastEstimate.Unjudged why -> {
                    if (isMeant) {
                        unjudged.merge(why, 1, Integer::sum);
                    }
                }
            }
        }
        var byFamily = new TreeMap<String, TrackRecord>();
        outcomes.forEach((one, its) -> TrackRecord.of(its).ifPresent(fared -> byFamily.put(one, fared)));
        return new Hindsight(family, judged, byFamily, stretches(judged.reversed()), unjudged);
    }

    /// How all of them fared; empty where none can be judged.
    public Optional<TrackRecord> fared() {
        return fared(judged);
    }

    private static Optional<TrackRecord> fared(List<Judged> runs) {
        return TrackRecord.of(runs.stream().map(Judged::outcome).toList());
    }

    private static List<Stretch> stretches(List<Judged> oldestFirst) {
        int runs = oldestFirst.size();
        int parts = Math.min(MOST_STRETCHES, runs / FEWEST_IN_A_STRETCH);
        var stretches = new ArrayList<Stretch>();
        for (int part = 0; parts > 1 && part < parts; part++) {
            var its = oldestFirst.subList(part * runs / parts, (part + 1) * runs / parts);
            fared(its)
                    .ifPresent(fared -> stretches.add(new Stretch(
                            its.getFirst().estimate().endedAt(),
                            its.getLast().estimate().endedAt(),
                            fared)));
        }
        return stretches;
    }
}
