package dev.parley.ledger.export;

import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Entries;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Writes ended calls in the order in which they went out, page by page: a million of them need no more memory than a
/// thousand, and no connection is held while a slow reader takes a page.
public final class CallExport {
    private static final int PAGE = 2_000;

    private final Entries entries;

    public CallExport(DataSource database) {
        entries = new Entries(database);
    }

    public void write(CallFilter filter, ExportForm form, OutputStream out) throws IOException {
        // Closed only when all is written: an end would make a torso look whole.
        var file = form.open(CallColumn.names(), out);
        Entries.Place last = null;
        boolean hasMore = true;
        while (hasMore) {
            var page = entries.page(filter, last, PAGE, CallColumn.select(), CallExport::row);
            for (var row : page.rows()) {
                file.write(row);
            }
            last = page.last();
            hasMore = page.rows().size() == PAGE;
        }
        file.close();
    }

    private static Map<String, @Nullable Object> row(ResultSet found) throws SQLException {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < CallColumn.ALL.size(); i++) {
            var column = CallColumn.ALL.get(i);
            row.put(column.name(), column.value(found, i + 1));
        }
        return row;
    }
}
