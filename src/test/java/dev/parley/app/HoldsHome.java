package dev.parley.app;

import java.nio.file.Path;
import java.sql.DriverManager;

/// A program that starts the database on a data folder, writes a row and waits to be killed.
final class HoldsHome {
    private HoldsHome() {}

    public static void main(String[] args) throws Exception {
        var home = Path.of(args[0]);
        var lock = HomeLock.take(home);
        var database = EmbeddedDatabase.start(home);
        try (var connection = DriverManager.getConnection(database.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists kept (word text)");
            statement.execute("insert into kept values ('killed')");
        }
        System.out.println("ready " + lock);
        System.in.read();
    }
}
