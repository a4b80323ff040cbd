package dev.parley.run;

import dev.parley.conversation.RunMode;
import dev.parley.conversation.Script.ReplyLimits;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate;
import dev.parley.planning.estimate.Past;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A run that came to its own end, as far as later estimates can learn from it.
///
/// @param family the kind of its script
/// @param cast ids of all who took part
/// @param isOpen whether a message or a model decided who spoke
/// @param replies how long its replies were asked to be
/// @param hasPhrase whether a phrase could have ended it, `byPhrase` whether one did
/// @param estimate from before its first call; null when it cannot be read
/// @param actual what it cost; null when a part of that is unknown
/// @param messages that a model said and a provider billed
public record FinishedRun(
        UUID id,
        String script,
        String title,
        String family,
        RunMode mode,
        Instant endedAt,
        List<String> cast,
        boolean isOpen,
        ReplyLimits replies,
        int turns,
        boolean hasPhrase,
        boolean byPhrase,
        @Nullable Estimate estimate,
        @Nullable Usd actual,
        List<Billed> messages) {
    public FinishedRun {
        messages = List.copyOf(messages);
        cast = List.copyOf(cast);
        if (cast.isEmpty()) {
            throw new IllegalArgumentException("nobody took part in run " + id);
        }
    }

    public int castSize() {
        return cast.size();
    }

    /// A message as its provider billed it.
    ///
    /// @param promptTokens of its prompt by the base tokenizer; null for runs of earlier versions
    /// @param input all of it, by the model's own tokenizer, as is `output`
    /// @param reasoning the part of `output` that nobody saw
    public record Billed(
            String persona,
            ModelId model,
            @Nullable Long promptTokens,
            long input,
            long output,
            long reasoning,
            long latencyMs) {}

    /// How far off its estimate was, before any correction; empty where either is not known in full, and
    /// for estimates of earlier versions, which were off in other ways.
    public Optional<Past> past() {
        var grounds = estimate == null ? null : estimate.grounds();
        if (actual == null
                || actual.isZero()
                || grounds == null
                || estimate == null
                || estimate.counting().isEmpty()
                || !estimate.unpriced().isEmpty()) {
            return Optional.empty();
        }
        var low = grounds.low();
        var likely = grounds.likely();
        var high = grounds.high();
        if (low == null || likely == null || high == null || low.isZero()) {
            return Optional.empty();
        }
        return Optional.of(new Past(
                family,
                castSize(),
                low.amount().doubleValue(),
                likely.amount().doubleValue(),
                high.amount().doubleValue(),
                actual.amount().doubleValue()));
    }
}
