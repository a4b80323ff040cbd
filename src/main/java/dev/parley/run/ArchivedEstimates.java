package dev.parley.run;

import dev.parley.conversation.RunMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/// Past estimates as archive and ledger have them.
@ApplicationScoped
class ArchivedEstimates implements PastEstimates {
    private final DataSource database;

    ArchivedEstimates(DataSource database) {
        this.database = database;
    }

    @Override
    public List<PastEstimate> newest(RunMode mode) {
        try (var connection = database.getConnection()) {
            return FinishedRuns.readWithoutMessages(connection, mode, MOST).stream()
                    .map(PastEstimate::of)
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException("past estimates could not be read: " + e.getMessage(), e);
        }
    }
}
