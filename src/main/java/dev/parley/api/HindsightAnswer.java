package dev.parley.api;

import dev.parley.planning.estimate.Outcome;
import dev.parley.planning.estimate.TrackRecord;
import dev.parley.run.Hindsight;
import dev.parley.run.PastEstimate;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Past estimates beside what was paid. Amounts are decimal strings in USD; misses and shares are numbers, 0.1 for a
/// tenth.
///
/// @param items newest first; as many as are looked back on
/// @param fared all judged runs together; null where none is
/// @param byFamily every family, whatever `family` was asked for
/// @param stretches the judged runs in parts of the same size, oldest first; empty where they are too few
/// @param unjudged how many finished runs cannot be judged, by the reason
public record HindsightAnswer(
        List<Item> items,
        @Nullable Fared fared,
        List<FamilyLine> byFamily,
        List<StretchLine> stretches,
        Map<String, Integer> unjudged) {
    private static final double DIGITS = 10_000;

    static HindsightAnswer of(Hindsight past) {
        var unjudged = new LinkedHashMap<String, Integer>();
        Arrays.stream(PastEstimate.Unjudged.values())
                .forEach(why -> unjudged.put(why.wireName(), past.unjudged().getOrDefault(why, 0)));
        return new HindsightAnswer(
                past.judged().stream().map(Item::of).toList(),
                past.fared().map(Fared::of).orElse(null),
                past.byFamily().entrySet().stream()
                        .map(entry -> new FamilyLine(entry.getKey(), Fared.of(entry.getValue())))
                        .toList(),
                past.stretches().stream()
                        .map(part -> new StretchLine(part.from(), part.to(), Fared.of(part.fared())))
                        .toList(),
                unjudged);
    }

    private static double rounded(double share) {
        return Math.round(share * DIGITS) / DIGITS;
    }

    /// @param max the bound; null where none was told
    /// @param offBy how much more was paid than was likely
    /// @param place `below`, `inside` or `above` the interval
    public record Item(
            String run,
            String script,
            String title,
            String family,
            Instant endedAt,
            String low,
            String likely,
            String high,
            @Nullable String max,
            String usd,
            double offBy,
            String place,
            boolean passedMax) {
        static Item of(Hindsight.Judged judged) {
            var run = judged.estimate();
            Outcome outcome = judged.outcome();
            var max = outcome.max();
            return new Item(
                    run.run().toString(),
                    run.script(),
                    run.title(),
                    run.family(),
                    run.endedAt(),
                    outcome.low().plain(),
                    outcome.likely().plain(),
                    outcome.high().plain(),
                    max == null ? null : max.plain(),
                    outcome.actual().plain(),
                    rounded(outcome.miss()),
                    outcome.place().name().toLowerCase(Locale.ROOT),
                    outcome.passedBound());
        }
    }

    /// @param bias the middle of the misses; above 0 where runs cost more than was said
    /// @param lowerQuarter a quarter of them lies below, a quarter above `upperQuarter`
    /// @param spread the middle of their sizes
    /// @param inside runs within their interval
    /// @param chance how often chance brings a number so unlikely, were nine in ten inside
    /// @param promise `kept`, or what the intervals are: `too-narrow` or `too-wide`
    /// @param bounded runs that were told a bound, of which `passed` cost more
    public record Fared(
            int runs,
            double bias,
            double lowerQuarter,
            double upperQuarter,
            double spread,
            int inside,
            double chance,
            String promise,
            int bounded,
            int passed) {
        static Fared of(TrackRecord fared) {
            return new Fared(
                    fared.runs(),
                    rounded(fared.bias()),
                    rounded(fared.lowerQuarter()),
                    rounded(fared.upperQuarter()),
                    rounded(fared.spread()),
                    fared.inside(),
                    fared.chance(),
                    fared.promise().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    fared.bounded(),
                    fared.passed());
        }
    }

    public record FamilyLine(String family, Fared fared) {}

    /// @param from when the first of its runs ended
    public record StretchLine(Instant from, Instant to, Fared fared) {}
}
