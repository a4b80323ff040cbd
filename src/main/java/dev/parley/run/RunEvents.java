package dev.parley.run;

import dev.parley.archive.Archive;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Hands the events of a run to everybody on this node who follows it, whichever node wrote them: told that a run has
/// changed, it reads what is new. Who comes late, or comes back, first gets what is kept and the text so far of the
/// message under way.
@ApplicationScoped
public class RunEvents {
    private static final Logger LOG = Logger.getLogger(RunEvents.class);

    private final Archive archive;
    private final Map<UUID, Channel> channels = new ConcurrentHashMap<>();
    private final Set<UUID> changed = new HashSet<>();
    private @Nullable Thread reader;

    RunEvents(Archive archive) {
        this.archive = archive;
    }

    /// Follows a run from after the event `after`; 0 from its beginning.
    public Subscription follow(UUID run, long after) {
        var subscription = new Subscription(run, after);
        channels.compute(run, (_, present) -> {
            var channel = present == null ? new Channel() : present;
            channel.add(subscription);
            return channel;
        });
        try {
            subscription.startWith(kept(run, after));
        } catch (RuntimeException e) {
            // Nobody will close what nobody was given.
            subscription.close();
            throw e;
        }
        return subscription;
    }

    /// Something was told of these runs, here or on another node.
    void changed(Collection<UUID> runs) {
        synchronized (changed) {
            for (var run : runs) {
                if (channels.containsKey(run)) {
                    changed.add(run);
                }
            }
            if (reader == null && !changed.isEmpty()) {
                reader = Thread.ofVirtual().name("run-events").start(this::read);
            }
            changed.notifyAll();
        }
    }

    /// Anything may have been told, of any run: the way to the other nodes was broken.
    void allChanged() {
        changed(List.copyOf(channels.keySet()));
    }

    @PreDestroy
    void end() {
        synchronized (changed) {
            if (reader != null) {
                reader.interrupt();
            }
        }
    }

    /// A piece of the text under way.
    void publishText(UUID run, int turn, String persona, String piece) {
        channels.computeIfAbsent(run, _ -> new Channel()).publishText(turn, persona, piece);
    }

    /// The text under way is complete or given up.
    void endText(UUID run) {
        channels.computeIfPresent(run, (_, channel) -> channel.endText() ? null : channel);
    }

    private void read() {
        try {
            while (true) {
                for (var run : take()) {
                    var channel = channels.get(run);
                    if (channel != null) {
                        readOne(run, channel);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<UUID> take() throws InterruptedException {
        synchronized (changed) {
            while (changed.isEmpty()) {
                changed.wait();
            }
            var runs = List.copyOf(changed);
            changed.clear();
            return runs;
        }
    }

    private void readOne(UUID run, Channel channel) throws InterruptedException {
        try {
            var last = channel.readUpTo();
            if (last != null) {
                channel.publish(kept(run, last));
            }
        } catch (RuntimeException e) {
            LOG.warnf("events of run %s could not be read and are read again: %s", run, e.getMessage());
            Thread.sleep(1_000);
            changed(List.of(run));
        }
    }

    private List<RunEvent> kept(UUID run, long after) {
        var kept = new ArrayList<RunEvent>();
        for (var event : archive.events(run, after)) {
            kept.add(new RunEvent(event.id, event.type, event.data));
        }
        return kept;
    }

    private void leave(Subscription subscription) {
        channels.computeIfPresent(subscription.run, (_, channel) -> channel.remove(subscription) ? null : channel);
    }

    /// Everybody on this node who follows one run.
    private static final class Channel {
        private final List<Subscription> subscriptions = new ArrayList<>();
        private final StringBuilder text = new StringBuilder();
        private @Nullable String speaker;
        private int turn;

        synchronized void add(Subscription subscription) {
            subscriptions.add(subscription);
            if (speaker != null) {
                subscription.underWay = Happening.token(turn, speaker, text.toString(), true);
            }
        }

        /// The number of the last event that every follower has; null when nobody has begun to follow.
        synchronized @Nullable Long readUpTo() {
            return subscriptions.stream()
                    .map(Subscription::last)
                    .min(Long::compare)
                    .orElse(null);
        }

        synchronized void publish(List<RunEvent> events) {
            events.forEach(event -> subscriptions.forEach(subscription -> subscription.offer(event)));
        }

        synchronized void publishText(int newTurn, String persona, String piece) {
            boolean fromStart = speaker == null;
            speaker = persona;
            turn = newTurn;
            text.append(piece);
            var event = Happening.token(newTurn, persona, piece, fromStart);
            subscriptions.forEach(subscription -> subscription.offer(event));
        }

        synchronized boolean endText() {
            speaker = null;
            text.setLength(0);
            return subscriptions.isEmpty();
        }

        synchronized boolean remove(Subscription subscription) {
            subscriptions.remove(subscription);
            return subscriptions.isEmpty() && speaker == null;
        }
    }

    /// One follower. A follower that does not keep up loses pieces of text, never an event with a number.
    public final class Subscription implements AutoCloseable {
        private static final int MOST_WAITING = 2_000;

        private final UUID run;
        private final ArrayDeque<RunEvent> waiting = new ArrayDeque<>();
        private @Nullable RunEvent underWay;
        private boolean started;
        private long last;

        private Subscription(UUID run, long after) {
            this.run = run;
            this.last = after;
        }

        private synchronized long last() {
            return last;
        }

        private synchronized void startWith(List<RunEvent> kept) {
            var sinceThen = List.copyOf(waiting);
            waiting.clear();
            started = true;
            kept.forEach(this::offer);
            if (underWay != null) {
                waiting.add(underWay);
            }
            sinceThen.forEach(this::offer);
        }

        private synchronized void offer(RunEvent event) {
            var id = event.id();
            if (id == null && waiting.size() >= MOST_WAITING) {
                return;
            }
            if (started && id != null) {
                if (id <= last) {
                    return;
                }
                last = id;
            }
            waiting.add(event);
            notifyAll();
        }

        /// The next event; null when none came within `waitMs`.
        public synchronized @Nullable RunEvent next(long waitMs) throws InterruptedException {
            if (waiting.isEmpty()) {
                wait(waitMs);
            }
            return waiting.poll();
        }

        @Override
        public void close() {
            leave(this);
        }
    }
}
