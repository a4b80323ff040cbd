package dev.parley.run;

import dev.parley.conversation.RunStatus;
import dev.parley.provider.ModelClient;
import dev.parley.provider.RetryPolicy;
import dev.parley.tokens.TokenCounter;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/// Runs the runs of this node, each on a virtual thread of its own, and notices those that a dead node left.
@ApplicationScoped
class RunEngine {
    private static final Logger LOG = Logger.getLogger(RunEngine.class);
    private static final int MOST_RUNS = 2_000;
    private static final Duration FINISH_TURNS = Duration.ofSeconds(10);
    private static final Duration CUT_OFF = Duration.ofSeconds(5);

    private final RunStore store;
    private final Combiner combiner;
    private final RunEvents events;
    private final Nodes nodes;
    private final ModelClient client;
    private final Paces paces;
    private final TokenCounter counter;
    private final Clock clock;
    private final Map<UUID, Sitting> running = new ConcurrentHashMap<>();
    private volatile Consumer<List<UUID>> orphans = _ -> {};
    private volatile boolean ending;

    RunEngine(
            RunStore store,
            Combiner combiner,
            RunEvents events,
            Nodes nodes,
            ModelClient client,
            Paces paces,
            TokenCounter counter,
            Clock clock) {
        this.store = store;
        this.combiner = combiner;
        this.paces = paces;
        this.events = events;
        this.nodes = nodes;
        this.client = client;
        this.counter = counter;
        this.clock = clock;
    }

    /// Begins a run, or goes on with it, unless this node has it already.
    ///
    /// @return false when there is no room for it here
    boolean begin(UUID run) {
        if (ending || running.size() >= MOST_RUNS) {
            return false;
        }
        running.computeIfAbsent(run, _ -> new Sitting(sitting -> carryOut(run, sitting)));
        return true;
    }

    /// From now on hears of runs that nobody works on.
    void onOrphans(Consumer<List<UUID>> listener) {
        orphans = listener;
    }

    /// Cuts off the message that the run is waiting for, if this node has it.
    void interrupt(UUID run) {
        var sitting = running.get(run);
        if (sitting != null) {
            sitting.cutOff.request();
        }
    }

    @Scheduled(every = "3s", delayed = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lookAround() {
        if (ending) {
            return;
        }
        nodes.sayAlive();
        // Those whose way to the database broke off are ours still.
        nodes.own().stream().filter(run -> !running.containsKey(run)).forEach(this::begin);
        orphans.accept(nodes.orphans(MOST_RUNS));
    }

    void end(@Observes ShutdownEvent event) throws InterruptedException {
        ending = true;
        if (!awaitRuns(FINISH_TURNS)) {
            running.values().forEach(sitting -> sitting.cutOff.request());
            awaitRuns(CUT_OFF);
        }
    }

    private boolean awaitRuns(Duration most) throws InterruptedException {
        var deadline = clock.instant().plus(most);
        for (var sitting : running.values()) {
            var left = Duration.between(clock.instant(), deadline);
            if (left.isNegative() || !sitting.thread.join(left)) {
                return false;
            }
        }
        return true;
    }

    private void carryOut(UUID run, Sitting sitting) {
        try {
            store.sayAlive();
            var lease = store.claim(run, nodes.self());
            if (lease.isPresent()) {
                loopOrFail(lease.get(), sitting);
            }
        } catch (Lease.Lost e) {
            LOG.infof("run %s goes on elsewhere", run);
        } catch (RuntimeException e) {
            LOG.errorf(e, "run %s lost its database and is taken up again", run);
        } finally {
            events.endText(run);
            running.remove(run);
        }
    }

    private void loopOrFail(Lease lease, Sitting sitting) {
        try {
            loop(lease, sitting);
        } catch (Lease.Lost e) {
            throw e;
        } catch (RuntimeException | Error e) {
            if (BrokenConnection.isBehind(e)) {
                // Nothing is wrong with the run: it stands as it was last written, and goes on from there.
                throw e;
            }
            LOG.errorf(e, "run %s failed", lease.run());
            var reason = "an error inside Parley broke it off; nothing that was said or paid is lost";
            store.leave(lease, new Leaving(RunStatus.FAILED, reason, 0));
        }
    }

    private void loop(Lease lease, Sitting sitting) {
        combiner.give(new Order.GiveUp(lease, "the program ended before the reply came"))
                .await();
        var standing = store.standing(lease);
        var run = standing.run();
        var context = RunContext.of(run, store.spending(run.id), paces, counter);
        var admittance = new Admittance(store, sitting.cutOff, clock);
        var caller = new Caller(combiner, admittance, client, RetryPolicy.USUAL, sitting.cutOff, clock);
        var turns = new TurnTaker(context, lease, caller, combiner, events, clock);
        store.tell(lease, Happening.status(RunStatus.RUNNING, null));
        new RunLoop(context, lease, turns, store, clock, run.activeMs).run(standing, () -> ending);
    }

    /// A run's stay on this node.
    private static final class Sitting {
        private final CutOff cutOff = new CutOff();
        private final Thread thread;

        Sitting(Consumer<Sitting> work) {
            thread = Thread.ofVirtual().name("run").start(() -> work.accept(this));
        }
    }
}
