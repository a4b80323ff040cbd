package dev.parley.archive;

import dev.parley.conversation.RunStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows of runs, as whoever writes to a run locks them.
public final class RunRows {
    private RunRows() {}

    /// What has to be known of a run before anything is written to it.
    ///
    /// @param wanted what a person asked for and the run has not yet done
    /// @param directions raised by everything that changes what the next turn must be
    /// @param nextSpeaker of whom a person wants the next message
    public record LockedRun(
            UUID id,
            int epoch,
            @Nullable UUID node,
            @Nullable String wanted,
            int directions,
            @Nullable String nextSpeaker,
            RunStatus status) {}

    /// Locks runs in the order of their ids, until the transaction ends.
    public static Map<UUID, LockedRun> lock(Connection connection, Collection<UUID> ids) throws SQLException {
        try (var select = connection.prepareStatement("""
                select id, epoch, node, wanted, directions, next_speaker, status from run
                where id = any(?) order by id for no key update""")) {
            select.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            try (var rows = select.executeQuery()) {
                var runs = new HashMap<UUID, LockedRun>();
                while (rows.next()) {
                    var id = (UUID) rows.getObject(1);
                    runs.put(
                            id,
                            new LockedRun(
                                    id,
                                    rows.getInt(2),
                                    (UUID) rows.getObject(3),
                                    rows.getString(4),
                                    rows.getInt(5),
                                    rows.getString(6),
                                    RunStatus.ofWireName(rows.getString(7))));
                }
                return runs;
            }
        }
    }

    /// Whoever was asked to speak has spoken.
    public static void clearNextSpeakers(Connection connection, Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement("update run set next_speaker = null where id = any(?)")) {
            update.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            update.executeUpdate();
        }
    }

    /// Runs that waited go on.
    public static void setRunning(Connection connection, Collection<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (var update = connection.prepareStatement(
                "update run set status = 'running', stop_reason = null where id = any(?)")) {
            update.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            update.executeUpdate();
        }
    }
}
