package dev.parley.web;

import dev.parley.conversation.Cast;
import dev.parley.conversation.Message;
import dev.parley.conversation.RunStatus;
import dev.parley.library.Library;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.Projector;
import dev.parley.planning.estimate.Casting;
import dev.parley.planning.estimate.Estimator;
import dev.parley.planning.estimate.Knowledge;
import dev.parley.run.Command;
import dev.parley.run.Repeats;
import dev.parley.run.RunReport;
import dev.parley.run.RunRequest;
import dev.parley.run.RunRest;
import dev.parley.run.Runs;
import dev.parley.run.ScriptEstimates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// Estimates as the house does, and reports of runs that never were.
@Alternative
@ApplicationScoped
public class MadeRuns implements Runs {
    static final ModelId UNPRICED = ModelId.parse("nobody/knows");
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final List<RunRequest> started = new CopyOnWriteArrayList<>();
    private final List<Integer> asked = new CopyOnWriteArrayList<>();
    private final List<String> keys = new CopyOnWriteArrayList<>();
    private final Library library;
    private final Map<String, UUID> byKey = new HashMap<>();

    MadeRuns(Library library) {
        this.library = library;
    }

    /// Of each command.
    List<String> keys() {
        return List.copyOf(keys);
    }

    /// How many runs each start wanted.
    List<Integer> asked() {
        return List.copyOf(asked);
    }

    List<RunRequest> started() {
        return List.copyOf(started);
    }

    @Override
    public StartedAll startAll(Repeats repeats) {
        asked.add(repeats.count());
        var request = repeats.first();
        if (request.script().id().equals("hostile")) {
            return new StartedAll.Refused("mode", "no " + MadeLibrary.HOSTILE);
        }
        started.add(request);
        var run = byKey.computeIfAbsent(String.valueOf(request.idempotencyKey()), _ -> MadeReports.RUNNING);
        return new StartedAll.Accepted(Collections.nCopies(repeats.count(), run));
    }

    @Override
    public Estimated estimate(RunRequest request) {
        if (request.models().containsValue(ModelId.parse("retired/model"))) {
            return new Estimated.Refused("models.mara", "retired/model is no longer served");
        }
        var contents = library.contents();
        return new ScriptEstimates(
                        contents.personas(),
                        contents.catalogue(),
                        contents.prices(),
                        text -> text.length() / 4,
                        NOW,
                        Knowledge.NONE)
                .estimate(request);
    }

    @Override
    public Optional<RunReport> report(UUID run) {
        return reports().all().stream()
                .filter(report -> report.summary().id().equals(run))
                .findFirst();
    }

    @Override
    public Optional<RunReport> renewedReport(UUID run) {
        return report(run)
                .map(report -> report.summary().status().isEnded()
                        ? report
                        : new RunReport(
                                report.summary(),
                                report.script(),
                                report.totals(),
                                report.cast(),
                                report.byPersona(),
                                report.estimate(),
                                rest(report),
                                report.messages(),
                                report.paid()));
    }

    private RunRest rest(RunReport report) {
        var contents = library.contents();
        var script = java.util.Objects.requireNonNull(
                contents.scripts().get(report.summary().script()));
        var cast = new Cast(report.cast().stream()
                .map(member -> contents.personas().get(member.persona()))
                .toList());
        var models = new HashMap<String, Model>();
        report.cast()
                .forEach(member -> models.put(
                        member.persona(),
                        contents.catalogue().find(member.model()).orElseGet(() -> Model.unlisted(member.model()))));
        var said = report.messages().stream()
                .map(message -> new Message(message.turn(), message.persona(), message.text()))
                .toList();
        var projection = new Projector(script, cast, text -> text.length() / 4).after(said);
        var estimate = new Estimator(contents.prices(), NOW, 3, Knowledge.NONE, projection, 7)
                .estimate(new Casting(models, null));
        return new RunRest(said.size(), report.totals().usd(), Usd.ZERO, estimate);
    }

    @Override
    public List<RunReport.RunSummary> newest(int most, int skip) {
        return reports().all().stream()
                .map(RunReport::summary)
                .skip(skip)
                .limit(most)
                .toList();
    }

    @Override
    public Commanded command(UUID run, Command command, @Nullable String key) {
        keys.add(String.valueOf(key));
        if (report(run).isEmpty()) {
            return new Commanded.NoSuchRun();
        }
        return switch (command) {
            case Command.Resume _ -> new Commanded.Conflict(RunStatus.FINISHED, "the run is finished");
            case Command.Branch _ -> new Commanded.Branched(MadeReports.QUEUED);
            case Command.Inject(var _, var text) when text.isBlank() -> new Commanded.Refused("text", "says nothing");
            case Command.Pause _, Command.Stop _, Command.SpeakNext _, Command.Inject _, Command.Regenerate _ ->
                new Commanded.Accepted(null);
        };
    }

    private MadeReports reports() {
        var script =
                java.util.Objects.requireNonNull(library.contents().scripts().get("ban-cars"));
        var made = (Estimated.Made)
                estimate(new RunRequest(script, dev.parley.conversation.RunMode.REHEARSAL, Map.of(), null, null));
        return new MadeReports(library.contents(), script, made.estimate());
    }
}
