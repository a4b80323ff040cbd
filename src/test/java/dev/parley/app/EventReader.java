package dev.parley.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads server-sent events as they come.
public final class EventReader implements AutoCloseable {
    private static final long PATIENCE_S = 60;

    private final InputStream in;
    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(100_000);

    EventReader(InputStream in) {
        this.in = in;
        Thread.ofVirtual().start(this::read);
    }

    /// @param id null for events without a number
    /// @param type `comment` for a heartbeat
    public record Event(@Nullable Long id, String type, JsonNode data) {}

    public Event next() {
        try {
            var event = events.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("no event within " + PATIENCE_S + " s");
            }
            return event;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// The next event of this type.
    public Event next(String type) {
        while (true) {
            var event = next();
            if (event.type().equals(type)) {
                return event;
            }
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            Long id = null;
            var type = "message";
            var data = new StringBuilder();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        events.add(new Event(id, type, RunDriver.parse(data.toString())));
                    }
                    id = null;
                    type = "message";
                    data.setLength(0);
                } else if (line.startsWith(":")) {
                    events.add(new Event(null, "comment", RunDriver.parse("{}")));
                } else {
                    var value = line.substring(line.indexOf(':') + 1).strip();
                    switch (line.substring(0, line.indexOf(':'))) {
                        case "id" -> id = Long.valueOf(value);
                        case "event" -> type = value;
                        case "data" -> data.append(value);
                        default -> throw new AssertionError(line);
                    }
                }
            }
        } catch (IOException e) {
            // Closed by the test.
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
