package dev.parley.archive;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows of what people asked of runs. Whoever reads or writes them has locked the run.
public final class CommandRows {
    private CommandRows() {}

    /// @param details JSON
    /// @param answer JSON
    public record Command(long id, String kind, String details, String answer) {}

    /// What came with this key; empty when nothing did.
    public static Optional<Command> find(Connection connection, UUID run, String key) throws SQLException {
        try (var select = connection.prepareStatement(
                "select id, kind, details, answer from run_command where run_id = ? and key = ?")) {
            select.setObject(1, run);
            select.setString(2, key);
            return read(select).stream().findFirst();
        }
    }

    /// Those whose time has not come yet, in the order in which they were asked for.
    public static List<Command> waiting(Connection connection, UUID run) throws SQLException {
        try (var select = connection.prepareStatement("""
                select id, kind, details, answer from run_command
                where run_id = ? and applied_at is null order by id""")) {
            select.setObject(1, run);
            return read(select);
        }
    }

    /// @param appliedAt null when its time has not come yet
    public static void add(
            Connection connection,
            UUID run,
            String key,
            String kind,
            String details,
            String answer,
            Instant at,
            @Nullable Instant appliedAt)
            throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into run_command (run_id, key, kind, details, answer, at, applied_at)
                values (?, ?, ?, ?, ?, ?, ?)""")) {
            insert.setObject(1, run);
            insert.setString(2, key);
            insert.setString(3, kind);
            insert.setString(4, details);
            insert.setString(5, answer);
            insert.setObject(6, at.atOffset(ZoneOffset.UTC));
            insert.setObject(7, appliedAt == null ? null : appliedAt.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /// None of the run's waits any longer.
    public static void setApplied(Connection connection, UUID run, Instant at) throws SQLException {
        try (var update = connection.prepareStatement(
                "update run_command set applied_at = ? where run_id = ? and applied_at is null")) {
            update.setObject(1, at.atOffset(ZoneOffset.UTC));
            update.setObject(2, run);
            update.executeUpdate();
        }
    }

    private static List<Command> read(PreparedStatement select) throws SQLException {
        try (var rows = select.executeQuery()) {
            var commands = new ArrayList<Command>();
            while (rows.next()) {
                commands.add(new Command(rows.getLong(1), rows.getString(2), rows.getString(3), rows.getString(4)));
            }
            return commands;
        }
    }
}
