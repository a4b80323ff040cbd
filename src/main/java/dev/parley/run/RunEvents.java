package dev.parley.run;

import dev.parley.archive.Archive;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Hands the events of a run to everybody who follows it. Who comes late, or comes back, first gets what is kept and
/// the text so far of the message under way.
@ApplicationScoped
public class RunEvents {
    private final Archive archive;
    private final Map<UUID, Channel> channels = new ConcurrentHashMap<>();

    RunEvents(Archive archive) {
        this.archive = archive;
    }

    /// Follows a run from after the event `after`; 0 from its beginning.
    public Subscription follow(UUID run, long after) {
        var subscription = new Subscription(run);
        channels.compute(run, (_, present) -> {
            var channel = present == null ? new Channel() : present;
            channel.add(subscription);
            return channel;
        });
        var kept = new ArrayList<RunEvent>();
        try {
            for (var event : archive.events(run, after)) {
                kept.add(new RunEvent(event.id, event.type, event.data));
            }
        } catch (RuntimeException e) {
            // Nobody will close what nobody was given.
            subscription.close();
            throw e;
        }
        subscription.startWith(kept, after);
        return subscription;
    }

    void publish(UUID run, List<RunEvent> events) {
        var channel = channels.get(run);
        if (channel != null) {
            events.forEach(channel::publish);
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

        synchronized void publish(RunEvent event) {
            subscriptions.forEach(subscription -> subscription.offer(event));
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

        private Subscription(UUID run) {
            this.run = run;
        }

        private synchronized void startWith(List<RunEvent> kept, long after) {
            var sinceThen = List.copyOf(waiting);
            waiting.clear();
            last = after;
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
