package dev.parley.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Ended calls in the order in which they went out, a page at a time.
public final class Entries {
    private final DataSource database;

    public Entries(DataSource database) {
        this.database = database;
    }

    /// The place of an entry in the order.
    public record Place(OffsetDateTime at, UUID id) {}

    /// @param last the place of the last row; null when there is none
    public record Page<T>(List<T> rows, @Nullable Place last) {
        public Page {
            rows = List.copyOf(rows);
        }
    }

    /// Reads one row.
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /// The next entries.
    ///
    /// @param after null for the first page
    /// @param columns as SQL over `call`; whoever calls this writes them, no input goes in
    public <T> Page<T> page(CallFilter filter, @Nullable Place after, int most, String columns, RowReader<T> reader) {
        var sql = new Sql().add("select " + columns + ", at as place_at, id as place_id from call where ");
        filter.addEntryCondition(sql, new Span(filter.from(), filter.to()));
        if (after != null) {
            sql.add(" and (at, id) > (?, ?)", after.at(), after.id());
        }
        sql.add(" order by at, id limit ?", most);
        return Transactions.read(database, connection -> {
            try (var statement = sql.prepare(connection);
                    var found = statement.executeQuery()) {
                var rows = new ArrayList<T>();
                var last = after;
                while (found.next()) {
                    rows.add(reader.read(found));
                    last = new Place(
                            found.getObject("place_at", OffsetDateTime.class), found.getObject("place_id", UUID.class));
                }
                return new Page<>(rows, last);
            }
        });
    }
}
