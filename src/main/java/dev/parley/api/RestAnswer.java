package dev.parley.api;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.run.RunRest;
import dev.parley.run.export.EstimateAnswer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is still to come of a run under way, estimated anew from what was said and billed so far; amounts are decimal
/// strings in USD.
///
/// @param afterTurn how many turns were taken by then
/// @param unpriced models without a price, which the amounts leave out
/// @param usd of the turns ahead alone
/// @param inAll with what was paid before; calls of unknown cost are in its `max` alone
/// @param byTurn the turns ahead; `cumulative` counts from here
public record RestAnswer(
        int afterTurn, List<String> unpriced, Ends usd, Ends inAll, List<EstimateAnswer.TurnLine> byTurn) {
    /// All null when no price is known.
    ///
    /// @param low one run in twenty costs less, one in twenty more than `high`
    /// @param max never passed; null when a price is missing, or a bound of what was paid before
    public record Ends(
            @Nullable String low,
            @Nullable String likely,
            @Nullable String high,
            @Nullable String max) {}

    static RestAnswer of(RunRest rest) {
        var ahead = rest.estimate();
        return new RestAnswer(
                rest.afterTurn(),
                ahead.unpriced().stream().map(ModelId::toString).toList(),
                new Ends(plain(ahead.low()), plain(ahead.likely()), plain(ahead.high()), plain(ahead.max())),
                new Ends(
                        plain(rest.lowInAll()),
                        plain(rest.likelyInAll()),
                        plain(rest.highInAll()),
                        plain(rest.maxInAll())),
                EstimateAnswer.of(ahead).byTurn());
    }

    private static @Nullable String plain(@Nullable Usd usd) {
        return usd == null ? null : usd.plain();
    }
}
