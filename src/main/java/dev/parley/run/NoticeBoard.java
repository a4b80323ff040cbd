package dev.parley.run;

import dev.parley.ledger.AlertNotice;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Hears what other nodes have committed, on a connection of its own.
@ApplicationScoped
public class NoticeBoard {
    private static final Logger LOG = Logger.getLogger(NoticeBoard.class);
    private static final int LOOK_MS = 5_000;
    private static final long AFTER_FAILURE_MS = 500;

    private final DataSource database;
    private final RunEvents events;
    private final List<Runnable> ofCutOffs = new CopyOnWriteArrayList<>();
    private final List<Runnable> ofAlerts = new CopyOnWriteArrayList<>();
    private @Nullable Thread thread;
    private volatile boolean ending;

    NoticeBoard(DataSource database, RunEvents events) {
        this.database = database;
        this.events = events;
    }

    /// From now on hears that somebody wants a run cut off.
    void onCutOffs(Runnable listener) {
        ofCutOffs.add(listener);
    }

    /// From now on hears that alerts or budgets have changed.
    public void onAlerts(Runnable listener) {
        ofAlerts.add(listener);
    }

    void begin(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("notices").daemon().start(this::listen);
    }

    void end(@Observes ShutdownEvent event) {
        ending = true;
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void listen() {
        while (!ending) {
            try (var connection = database.getConnection()) {
                hear(connection);
            } catch (SQLException e) {
                if (!ending) {
                    LOG.debug("no notices for a moment", e);
                    pause();
                }
            }
        }
    }

    private void hear(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(
                    "listen " + Notices.RUNS + "; listen " + AlertNotice.CHANNEL + "; listen " + Notices.CUT_OFFS);
        }
        // Whatever was said while nobody listened.
        events.allChanged();
        ofAlerts.forEach(Runnable::run);
        ofCutOffs.forEach(Runnable::run);
        var server = connection.unwrap(PGConnection.class);
        try {
            while (!ending) {
                var notices = server.getNotifications(LOOK_MS);
                if (notices == null || notices.length == 0) {
                    // Whether it still stands is seen only when something is asked.
                    connection.isValid(LOOK_MS / 1_000);
                    continue;
                }
                for (var notice : notices) {
                    tell(notice.getName(), notice.getParameter());
                }
            }
        } finally {
            try (var statement = connection.createStatement()) {
                statement.execute("unlisten *");
            }
        }
    }

    private void tell(String channel, String content) {
        switch (channel) {
            case AlertNotice.CHANNEL -> ofAlerts.forEach(Runnable::run);
            case Notices.CUT_OFFS -> ofCutOffs.forEach(Runnable::run);
            default ->
                events.changed(Arrays.stream(content.split(",", -1))
                        .map(UUID::fromString)
                        .toList());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_FAILURE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
