package dev.parley.app;

import io.quarkus.flyway.FlywayConfigurationCustomizer;
import jakarta.inject.Singleton;
import java.util.Map;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/// Keeps other nodes from migrating meanwhile by a lock of the session. Flyway's own choice is one of a transaction
/// that stays idle while a migration runs, and the server ends idle transactions: see `application.properties`.
@Singleton
class MigrationLock implements FlywayConfigurationCustomizer {
    @Override
    public void customize(FluentConfiguration configuration) {
        configuration.configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
    }
}
