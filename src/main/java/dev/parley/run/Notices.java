package dev.parley.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/// Tells all nodes what has changed, once the transaction is committed.
final class Notices {
    /// Ids of runs, separated by commas: something was told of them, or is wanted of them.
    static final String RUNS = "parley_runs";

    /// No content: somebody wants a run cut off.
    static final String CUT_OFFS = "parley_cut_offs";

    /// PostgreSQL takes 8,000 bytes.
    private static final int MOST_IDS = 200;

    private Notices() {}

    static void ofRuns(Connection connection, Collection<UUID> runs) throws SQLException {
        if (runs.isEmpty()) {
            return;
        }
        try (var notify = connection.prepareStatement("select pg_notify(?, ?)")) {
            var ids = new ArrayList<>(runs);
            for (int first = 0; first < ids.size(); first += MOST_IDS) {
                notify.setString(1, RUNS);
                notify.setString(2, text(ids.subList(first, Math.min(ids.size(), first + MOST_IDS))));
                notify.execute();
            }
        }
    }

    static void ofCutOffs(Connection connection) throws SQLException {
        try (var notify = connection.createStatement()) {
            notify.execute("notify " + CUT_OFFS);
        }
    }

    private static String text(List<UUID> ids) {
        return String.join(",", ids.stream().map(UUID::toString).toList());
    }
}
