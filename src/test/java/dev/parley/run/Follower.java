package dev.parley.run;

import dev.parley.app.RunDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What somebody heard who followed a run to its end.
///
/// @param numbers of the events, as they came
record Follower(UUID run, List<String> numbers) {
    private static final long PATIENCE_MS = 60_000;

    static Follower of(RunEvents events, UUID run) throws InterruptedException {
        var numbers = new ArrayList<String>();
        try (var subscription = subscribed(events, run)) {
            while (true) {
                var event = subscription.next(PATIENCE_MS);
                if (event == null) {
                    throw new AssertionError("nothing more was heard of run " + run + " after " + numbers);
                }
                if (event.id() != null) {
                    numbers.add(event.id().toString());
                }
                if (event.type().equals("status")
                        && !RunDriver.parse(event.data())
                                .path("status")
                                .asText()
                                .equals("running")) {
                    return new Follower(run, numbers);
                }
            }
        }
    }

    /// Those who follow ask again when they lose the program.
    private static RunEvents.Subscription subscribed(RunEvents events, UUID run) {
        while (true) {
            try {
                return events.follow(run, 0);
            } catch (RuntimeException e) {
                if (!BrokenConnection.isBehind(e)) {
                    throw e;
                }
            }
        }
    }
}
