package dev.parley.app;

import java.sql.Connection;
import java.sql.SQLException;

/// How far the tables are: the number of the last migration.
final class SchemaVersion {
    /// What this Parley's queries are written for.
    static final String NEEDED = "5";

    private SchemaVersion() {}

    /// Of a database; `none` before any migration.
    static String of(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            var there = statement.executeQuery("select to_regclass('flyway_schema_history') is not null");
            if (!there.next() || !there.getBoolean(1)) {
                return "none";
            }
            var last = statement.executeQuery(
                    "select version from flyway_schema_history where success order by installed_rank desc limit 1");
            return last.next() ? last.getString(1) : "none";
        }
    }
}
