package dev.parley.run;

import dev.parley.archive.Archive;
import dev.parley.archive.MessageEntity;
import dev.parley.archive.RunEntity;
import dev.parley.archive.RunSnapshot;
import dev.parley.archive.SnapshotJson;
import dev.parley.conversation.CheckedReply;
import dev.parley.conversation.Origin;
import dev.parley.conversation.Persona;
import dev.parley.conversation.RunMode;
import dev.parley.conversation.RunStatus;
import dev.parley.ledger.CallEntity;
import dev.parley.ledger.Ledger;
import dev.parley.ledger.RunCost;
import dev.parley.ledger.RunSum;
import dev.parley.ledger.Settlement;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts together what archive and ledger know of a run.
@ApplicationScoped
class RunReports {
    private static final String NOBODY = "speaker choices";

    private final Archive archive;
    private final Ledger ledger;

    RunReports(Archive archive, Ledger ledger) {
        this.archive = archive;
        this.ledger = ledger;
    }

    /// All that stands of a run, at one moment.
    record Read(RunEntity run, List<MessageEntity> messages, List<CallEntity> calls) {}

    @Transactional
    Optional<Read> read(UUID id) {
        return archive.run(id).map(run -> new Read(run, archive.messages(id), ledger.calls(id)));
    }

    /// @param rest what is still to come; null where nothing is, or nobody asked
    static RunReport report(Read read, @Nullable RunRest rest) {
        var run = read.run;
        var messages = read.messages;
        var calls = read.calls;
        var snapshot = SnapshotJson.read(run.snapshot, RunSnapshot.class);
        var estimate = SnapshotJson.read(run.estimate, Estimate.class);
        var cast = cast(snapshot);
        var sum = RunSum.of(calls);
        return new RunReport(
                summary(run, messages.size(), new RunCost(sum.usd(), sum.unknownCalls()), estimate),
                snapshot.script(),
                totals(sum, calls.size()),
                List.copyOf(cast.values()),
                byPersona(cast, messages, calls),
                estimate,
                rest,
                messageRows(cast, messages, calls),
                paid(messages, calls));
    }

    @Transactional
    List<RunReport.RunSummary> newest(int most, int skip) {
        var runs = archive.newest(most, skip);
        var ids = runs.stream().map(run -> run.id).toList();
        var messages = archive.messageCounts(ids);
        var costs = ledger.costs(ids);
        return runs.stream()
                .map(run -> summary(
                        run,
                        messages.getOrDefault(run.id, 0),
                        costs.getOrDefault(run.id, RunCost.NOTHING),
                        SnapshotJson.read(run.estimate, Estimate.class)))
                .toList();
    }

    private static RunReport.RunSummary summary(RunEntity run, int messages, RunCost cost, Estimate estimate) {
        return new RunReport.RunSummary(
                run.id,
                run.script,
                run.title,
                run.kind,
                RunMode.ofWireName(run.mode),
                run.project,
                run.username,
                RunStatus.ofWireName(run.status),
                run.stopReason,
                run.cutShort,
                run.parentRunId == null ? null : new RunReport.Parent(run.parentRunId, run.parentTurn),
                run.seed,
                run.turns,
                messages,
                run.budgetUsd == null ? null : new Usd(run.budgetUsd),
                cost.usd(),
                cost.unknownCalls(),
                estimate.likely(),
                run.createdAt,
                run.startedAt,
                run.endedAt);
    }

    private static RunReport.Totals totals(RunSum sum, int calls) {
        return new RunReport.Totals(
                sum.usd(), sum.unknownCalls(), sum.unknownUpTo(), sum.usage(), sum.saved(), sum.assumedUsd(), calls);
    }

    private static Map<String, RunReport.CastRow> cast(RunSnapshot snapshot) {
        var rows = new java.util.LinkedHashMap<String, RunReport.CastRow>();
        for (Persona persona : snapshot.personas()) {
            var model = java.util.Objects.requireNonNull(snapshot.models().get(persona.id()));
            rows.put(
                    persona.id(),
                    new RunReport.CastRow(persona.id(), persona.name(), persona.role(), model, rows.size()));
        }
        return rows;
    }

    private static List<RunReport.PersonaRow> byPersona(
            Map<String, RunReport.CastRow> cast, List<MessageEntity> messages, List<CallEntity> calls) {
        var spoken =
                messages.stream().collect(Collectors.groupingBy(message -> message.persona, Collectors.counting()));
        var byPersona = new HashMap<@Nullable String, List<CallEntity>>();
        for (var call : calls) {
            byPersona.computeIfAbsent(call.persona, _ -> new ArrayList<>()).add(call);
        }
        var rows = new ArrayList<RunReport.PersonaRow>();
        for (var member : cast.values()) {
            var sum = RunSum.of(byPersona.getOrDefault(member.persona(), List.of()));
            int said = spoken.getOrDefault(member.persona(), 0L).intValue();
            rows.add(new RunReport.PersonaRow(
                    member.persona(), member.name(), member.color(), said, sum.usage(), sum.usd(), sum.unknownCalls()));
        }
        var hidden = RunSum.of(byPersona.getOrDefault(null, List.of()));
        rows.add(new RunReport.PersonaRow(
                null, NOBODY, cast.size(), 0, hidden.usage(), hidden.usd(), hidden.unknownCalls()));
        return rows;
    }

    private static List<RunReport.MessageRow> messageRows(
            Map<String, RunReport.CastRow> cast, List<MessageEntity> messages, List<CallEntity> calls) {
        var byId = calls.stream().collect(Collectors.toMap(call -> call.id, call -> call));
        var rows = new ArrayList<RunReport.MessageRow>();
        for (var message : messages) {
            var call = message.callId == null ? null : java.util.Objects.requireNonNull(byId.get(message.callId));
            var member = java.util.Objects.requireNonNull(cast.get(message.persona));
            var settlement = call == null ? Settlement.NO_CALL : Settlement.of(call);
            rows.add(new RunReport.MessageRow(
                    message.turn,
                    message.persona,
                    member.name(),
                    member.color(),
                    message.text,
                    flags(message.flags),
                    Origin.ofWireName(message.origin),
                    message.modelAsked == null ? null : ModelId.parse(message.modelAsked),
                    message.modelUsed == null ? null : ModelId.parse(message.modelUsed),
                    call == null ? null : call.modelReturned,
                    settlement.usage(),
                    settlement.cost(),
                    settlement.byClass(),
                    settlement.saved(),
                    settlement.price(),
                    message.speakerWhy,
                    message.decisionWhy,
                    call == null || call.latencyMs == null ? 0 : call.latencyMs,
                    call == null ? 0 : call.attempt,
                    message.callId,
                    message.createdAt));
        }
        return rows;
    }

    private static List<Usd> paid(List<MessageEntity> messages, List<CallEntity> calls) {
        var byTurn = new TreeMap<Integer, Usd>();
        for (var call : calls) {
            if (call.usd != null) {
                byTurn.merge(call.turn, new Usd(call.usd), Usd::plus);
            }
        }
        var paid = new ArrayList<Usd>();
        for (var message : messages) {
            var before = paid.isEmpty() ? Usd.ZERO : paid.getLast();
            paid.add(before.plus(byTurn.getOrDefault(message.turn, Usd.ZERO)));
        }
        return paid;
    }

    private static List<CheckedReply.Flag> flags(String names) {
        return names.isEmpty()
                ? List.of()
                : Arrays.stream(names.split(",", -1))
                        .map(CheckedReply.Flag::valueOf)
                        .toList();
    }
}
