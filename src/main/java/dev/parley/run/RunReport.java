package dev.parley.run;

import dev.parley.conversation.CheckedReply;
import dev.parley.conversation.Origin;
import dev.parley.conversation.RunMode;
import dev.parley.conversation.RunStatus;
import dev.parley.conversation.Script;
import dev.parley.model.ModelId;
import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate;
import dev.parley.pricing.PriceUsed;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A run as it stands: what was said, by whom, and what it cost. The rows of `byPersona` add up to `totals`.
///
/// @param script as it was asked for
/// @param estimate from before its first call
/// @param rest what is still to come, estimated anew; null where nothing is, or nobody asked
/// @param paid the known cost of all calls up to and with each message, hidden ones and lost attempts included
public record RunReport(
        RunSummary summary,
        Script script,
        Totals totals,
        List<CastRow> cast,
        List<PersonaRow> byPersona,
        Estimate estimate,
        @Nullable RunRest rest,
        List<MessageRow> messages,
        List<Usd> paid) {
    public RunReport {
        cast = List.copyOf(cast);
        byPersona = List.copyOf(byPersona);
        messages = List.copyOf(messages);
        paid = List.copyOf(paid);
    }

    /// A run in one line.
    ///
    /// @param turns how many are planned; messages tell how many were taken
    /// @param project what the run and its calls are booked on
    /// @param user who asked for it
    /// @param cutShort whether money ran out before the conversation was over
    /// @param parent where it branched off; null when it began by itself
    /// @param estimated null when no price was known
    public record RunSummary(
            UUID id,
            String script,
            String title,
            String kind,
            RunMode mode,
            String project,
            String user,
            RunStatus status,
            @Nullable String stopReason,
            boolean cutShort,
            @Nullable Parent parent,
            long seed,
            int turns,
            int messages,
            @Nullable Usd budget,
            Usd usd,
            long unknownCalls,
            @Nullable Usd estimated,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {}

    /// @param turn the last one that was taken over
    public record Parent(UUID run, int turn) {}

    /// @param usd the known part
    /// @param unknownCalls calls whose cost is not known
    /// @param unknownUpTo what these can have cost at the most; null when not even that is known
    /// @param saved by caches, against the same input all fresh
    /// @param assumedUsd the part of `usd` that was priced by the operator's price for unknown models
    public record Totals(
            Usd usd, long unknownCalls, @Nullable Usd unknownUpTo, Usage usage, Usd saved, Usd assumedUsd, long calls) {
        public boolean known() {
            return unknownCalls == 0;
        }
    }

    /// @param color a number from 0 that stays the same for a member of the cast
    public record CastRow(String persona, String name, String role, ModelId model, int color) {}

    /// @param persona null for calls of no persona
    public record PersonaRow(
            @Nullable String persona, String name, int color, int messages, Usage usage, Usd usd, long unknownCalls) {}

    /// What a person said or another run brought along has no call, no usage, and costs nothing here.
    ///
    /// @param modelAsked null when no model was
    /// @param modelUsed null when no model said it
    /// @param usage null when the provider told none
    /// @param saved by caches; null when the cost is not known
    /// @param price the row that priced it; null when unpriced
    /// @param attempts how many calls to its model it took
    /// @param callId null when there was none
    public record MessageRow(
            int turn,
            String persona,
            String name,
            int color,
            String text,
            List<CheckedReply.Flag> flags,
            Origin origin,
            @Nullable ModelId modelAsked,
            @Nullable ModelId modelUsed,
            @Nullable String modelReturned,
            @Nullable Usage usage,
            Cost cost,
            Map<TokenClass, Usd> byClass,
            @Nullable Usd saved,
            @Nullable PriceUsed price,
            String speakerWhy,
            String decisionWhy,
            long latencyMs,
            int attempts,
            @Nullable UUID callId,
            Instant at) {
        public MessageRow {
            flags = List.copyOf(flags);
            byClass = Map.copyOf(byClass);
        }

        /// Whether the cost is by the operator's price for unknown models.
        public boolean isAssumed() {
            return price != null && price.assumed();
        }
    }
}
