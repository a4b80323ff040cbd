package dev.parley.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/// The pages alone: a library and runs made for them, no engine and no database.
public final class PagesProfile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(MadeLibrary.class, MadeRuns.class, MadeKeys.class, MadeCosts.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.arc.exclude-types",
                "dev.parley.run.*,dev.parley.ledger.*,dev.parley.archive.*,dev.parley.api.*,dev.parley.app.*,"
                        + "dev.parley.web.ProviderKeys,dev.parley.web.LedgerSums",
                "quarkus.hibernate-orm.enabled",
                "false",
                "quarkus.datasource.jdbc",
                "false",
                "quarkus.datasource.devservices.enabled",
                "false",
                "quarkus.flyway.enabled",
                "false");
    }
}
