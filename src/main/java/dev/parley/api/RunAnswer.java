package dev.parley.api;

import dev.parley.conversation.CheckedReply;
import dev.parley.ledger.export.UsageAnswer;
import dev.parley.model.ModelId;
import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.run.RunReport;
import dev.parley.run.export.EstimateAnswer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A run as the API gives it.
///
/// @param estimate from before its first call
/// @param rest what is still to come, estimated anew; null when nothing is
public record RunAnswer(
        UUID id,
        String script,
        String title,
        String mode,
        String project,
        String user,
        String status,
        @Nullable String stopReason,
        boolean cutShort,
        @Nullable ParentAnswer parent,
        long seed,
        int turns,
        @Nullable String budgetUsd,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        TotalsAnswer totals,
        List<PersonaAnswer> byPersona,
        Map<String, String> models,
        EstimateAnswer estimate,
        @Nullable RestAnswer rest,
        List<MessageAnswer> messages) {
    static RunAnswer of(RunReport report) {
        var rest = report.rest();
        var run = report.summary();
        var models = new java.util.LinkedHashMap<String, String>();
        report.cast()
                .forEach(member -> models.put(member.persona(), member.model().toString()));
        return new RunAnswer(
                run.id(),
                run.script(),
                run.title(),
                run.mode().wireName(),
                run.project(),
                run.user(),
                run.status().wireName(),
                run.stopReason(),
                run.cutShort(),
                run.parent() == null
                        ? null
                        : new ParentAnswer(run.parent().run(), run.parent().turn()),
                run.seed(),
                run.turns(),
                plain(run.budget()),
                run.createdAt(),
                run.startedAt(),
                run.endedAt(),
                TotalsAnswer.of(report.totals()),
                report.byPersona().stream().map(PersonaAnswer::of).toList(),
                models,
                EstimateAnswer.of(report.estimate()),
                rest == null ? null : RestAnswer.of(rest),
                report.messages().stream().map(MessageAnswer::of).toList());
    }

    private static @Nullable String plain(@Nullable Usd usd) {
        return usd == null ? null : usd.plain();
    }

    private static @Nullable String id(@Nullable ModelId model) {
        return model == null ? null : model.toString();
    }

    /// @param turn the last one that was taken over from it
    public record ParentAnswer(UUID run, int turn) {}

    /// @param usd the known part
    /// @param unknownUpToUsd what the unknown part can be at the most; null when not even that is known
    public record TotalsAnswer(
            String usd,
            boolean known,
            long unknownCalls,
            @Nullable String unknownUpToUsd,
            String savedUsd,
            String assumedUsd,
            long calls,
            Map<String, Long> usage) {
        static TotalsAnswer of(RunReport.Totals totals) {
            return new TotalsAnswer(
                    totals.usd().plain(),
                    totals.known(),
                    totals.unknownCalls(),
                    plain(totals.unknownUpTo()),
                    totals.saved().plain(),
                    totals.assumedUsd().plain(),
                    totals.calls(),
                    UsageAnswer.of(totals.usage()));
        }
    }

    /// @param persona null for calls of no persona
    public record PersonaAnswer(
            @Nullable String persona,
            String name,
            String usd,
            boolean known,
            long unknownCalls,
            int messages,
            Map<String, Long> usage) {
        static PersonaAnswer of(RunReport.PersonaRow row) {
            return new PersonaAnswer(
                    row.persona(),
                    row.name(),
                    row.usd().plain(),
                    row.unknownCalls() == 0,
                    row.unknownCalls(),
                    row.messages(),
                    UsageAnswer.of(row.usage()));
        }
    }

    /// @param origin `model`, `person` or `branch`; only what a model said has a call, and the others cost nothing here
    /// @param usd null when not known
    /// @param reason why it is not known
    /// @param assumed whether the cost is by the operator's price for unknown models
    public record MessageAnswer(
            int turn,
            String persona,
            String name,
            String text,
            List<String> flags,
            String origin,
            @Nullable String modelAsked,
            @Nullable String modelUsed,
            @Nullable String modelReturned,
            @Nullable Map<String, Long> usage,
            @Nullable String usd,
            @Nullable String reason,
            boolean assumed,
            Map<String, String> byClass,
            @Nullable String savedUsd,
            DecisionAnswer decision,
            long latencyMs,
            int attempts,
            @Nullable UUID call,
            Instant at) {
        static MessageAnswer of(RunReport.MessageRow row) {
            var byClass = new java.util.TreeMap<String, String>();
            row.byClass().forEach((tokenClass, usd) -> byClass.put(tokenClass.wireName(), usd.plain()));
            return new MessageAnswer(
                    row.turn(),
                    row.persona(),
                    row.name(),
                    row.text(),
                    row.flags().stream().map(CheckedReply.Flag::words).toList(),
                    row.origin().wireName(),
                    id(row.modelAsked()),
                    id(row.modelUsed()),
                    row.modelReturned(),
                    UsageAnswer.ofNullable(row.usage()),
                    row.cost() instanceof Cost.Known(var usd) ? usd.plain() : null,
                    row.cost() instanceof Cost.Unpriced(var reason) ? reason : null,
                    row.isAssumed(),
                    byClass,
                    plain(row.saved()),
                    new DecisionAnswer(id(row.modelAsked()), id(row.modelUsed()), row.decisionWhy(), row.speakerWhy()),
                    row.latencyMs(),
                    row.attempts(),
                    row.callId(),
                    row.at());
        }
    }

    /// @param why of the model
    /// @param speaker why this persona spoke
    public record DecisionAnswer(
            @Nullable String asked, @Nullable String chosen, String why, String speaker) {}
}
