package dev.parley.run;

import dev.parley.archive.Archive;
import dev.parley.archive.RunEntity;
import dev.parley.archive.SnapshotJson;
import dev.parley.conversation.RunStatus;
import dev.parley.library.Library;
import dev.parley.planning.estimate.Knowledge;
import dev.parley.provider.ModelClient;
import dev.parley.tokens.TokenCounter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Starts, reports and steers runs.
@ApplicationScoped
class RunCommands implements Runs {
    /// Whoever uses this program; there are no accounts.
    private static final String USER = "local";

    private static final int MOST_LOOKS = 3;

    private final Library library;
    private final ModelClient client;
    private final TokenCounter counter;
    private final Archive archive;
    private final RunBook book;
    private final RunReports reports;
    private final Steering steering;
    private final RunEngine engine;
    private final HandOut handOut;
    private final Experience experience;
    private final Renewal renewal;
    private final Clock clock;

    RunCommands(
            Library library,
            ModelClient client,
            TokenCounter counter,
            Archive archive,
            RunBook book,
            RunReports reports,
            Steering steering,
            RunEngine engine,
            HandOut handOut,
            Experience experience,
            Renewal renewal,
            Clock clock) {
        this.library = library;
        this.client = client;
        this.counter = counter;
        this.archive = archive;
        this.book = book;
        this.reports = reports;
        this.steering = steering;
        this.engine = engine;
        this.handOut = handOut;
        this.experience = experience;
        this.renewal = renewal;
        this.clock = clock;
    }

    /// Nothing is begun before everything is known to be possible.
    @Override
    public StartedAll startAll(Repeats repeats) {
        for (int look = 1; look <= MOST_LOOKS; look++) {
            var preparation = preparation(experience.of(repeats.first().mode()));
            var intents = new ArrayList<Intent>();
            for (var request : repeats.requests()) {
                var intent = intend(request, repeats.count(), preparation);
                if (intent instanceof Intent.Refused(var field, var reason)) {
                    return new StartedAll.Refused(field, reason);
                }
                intents.add(intent);
            }
            var fresh = intents.stream().flatMap(Intent::fresh).toList();
            if (book.addAll(fresh)) {
                handOut.offer(fresh.stream().map(run -> run.id).toList());
                return new StartedAll.Accepted(intents.stream().map(Intent::run).toList());
            }
            // Somebody used one of the keys in between; the next look finds what they started.
        }
        return new StartedAll.Refused("Idempotency-Key", "is being used by others at this moment");
    }

    private Intent intend(RunRequest request, int repeats, Preparation preparation) {
        var digest = RunDigest.of(request, repeats);
        var known = known(request, digest);
        if (known.isPresent()) {
            return known.get();
        }
        return switch (preparation.prepare(request)) {
            case Preparation.Prepared.Wrong(var field, var reason) -> new Intent.Refused(field, reason);
            case Preparation.Prepared.Ready ready -> {
                var unkept = Preparation.unkept(request, ready);
                if (unkept != null) {
                    yield new Intent.Refused("budgetUsd", unkept);
                }
                var unusable = Preparation.unusable(ready.casting(), client, request.mode());
                if (unusable != null) {
                    yield new Intent.Refused(
                            "mode", "a " + request.mode().wireName() + " run needs a key for " + unusable);
                }
                var run = entity(request, preparation, ready);
                run.requestDigest = digest;
                yield new Intent.New(run);
            }
        };
    }

    @Override
    public Estimated estimate(RunRequest request) {
        var preparation = preparation(experience.forEstimates());
        return switch (preparation.prepare(request)) {
            case Preparation.Prepared.Wrong(var field, var reason) -> new Estimated.Refused(field, reason);
            case Preparation.Prepared.Ready ready -> new Estimated.Made(preparation.withComparison(request, ready));
        };
    }

    @Override
    public Optional<RunReport> report(UUID run) {
        return reports.read(run).map(read -> RunReports.report(read, null));
    }

    @Override
    public Optional<RunReport> renewedReport(UUID run) {
        return reports.read(run)
                .map(read -> RunReports.report(read, renewal.rest(read).orElse(null)));
    }

    @Override
    public List<RunReport.RunSummary> newest(int most, int skip) {
        return reports.newest(most, skip);
    }

    @Override
    public Commanded command(UUID run, Command command, @Nullable String key) {
        var taken = steering.take(run, command, key == null ? UUID.randomUUID().toString() : key);
        switch (taken) {
            case Commanded.Branched(var branch) -> handOut.offer(List.of(branch));
            case Commanded.Accepted _ -> follow(run, command);
            case Commanded.Conflict _, Commanded.Refused _, Commanded.NoSuchRun _ -> {}
        }
        return taken;
    }

    private void follow(UUID run, Command command) {
        switch (command) {
            case Command.Resume _, Command.Regenerate _ -> handOut.offer(List.of(run));
            case Command.Stop(boolean now) when now -> engine.interrupt(run);
            case Command.Pause _, Command.Stop _, Command.SpeakNext _, Command.Inject _, Command.Branch _ -> {}
        }
    }

    private Optional<Intent> known(RunRequest request, String digest) {
        var key = request.idempotencyKey();
        if (key == null) {
            return Optional.empty();
        }
        return archive.runByKey(key)
                .map(run -> digest.equals(run.requestDigest)
                        ? new Intent.Known(run.id)
                        : new Intent.Refused("Idempotency-Key", "was used for another request"));
    }

    private Preparation preparation(Knowledge knowledge) {
        var contents = library.contents();
        return new Preparation(
                contents.personas(), contents.catalogue(), contents.prices(), counter, clock.instant(), knowledge);
    }

    @SuppressWarnings("NullAway") // columns without a value are null on purpose
    private RunEntity entity(RunRequest request, Preparation preparation, Preparation.Prepared.Ready ready) {
        var script = request.script();
        var run = new RunEntity();
        run.createdAt = clock.instant();
        run.id = TimeOrderedId.at(run.createdAt);
        run.script = script.id();
        run.title = script.title();
        run.kind = script.kind();
        run.mode = request.mode().wireName();
        run.status = RunStatus.QUEUED.wireName();
        run.seed = script.seed();
        run.turns = script.stops().turns();
        run.budgetUsd = request.budget() == null ? null : request.budget().amount();
        run.project = request.project();
        run.username = USER;
        run.snapshot = SnapshotJson.write(preparation.snapshot(request, ready));
        run.estimate = SnapshotJson.write(ready.estimate());
        run.idempotencyKey = request.idempotencyKey();
        return run;
    }

    /// A request before anything is done for it.
    private sealed interface Intent {
        /// Its run was there before.
        record Known(UUID id) implements Intent {}

        record New(RunEntity entity) implements Intent {}

        record Refused(String field, String reason) implements Intent {}

        default Stream<RunEntity> fresh() {
            return this instanceof New made ? Stream.of(made.entity) : Stream.empty();
        }

        default UUID run() {
            return switch (this) {
                case Known known -> known.id;
                case New made -> made.entity.id;
                case Refused refused -> throw new IllegalStateException("no run: " + refused);
            };
        }
    }
}
