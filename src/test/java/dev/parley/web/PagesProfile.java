package dev.parley.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pages alone: a library and runs made for them, no engine and no database.
public final class PagesProfile implements QuarkusTestProfile {
    /// Not the whole room: what turns the errors of all requests into answers is a part of the pages too.
    private static final String API_RESOURCES = Stream.of(
                    "Alerts",
                    "Budgets",
                    "Cost",
                    "Costs",
                    "Estimates",
                    "Library",
                    "Models",
                    "PriceImports",
                    "Rehearsal",
                    "Reprice",
                    "RunEvents",
                    "Runs")
            .map(name -> "dev.parley.api." + name + "Resource,")
            .collect(Collectors.joining());

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(
                MadeLibrary.class,
                MadeRuns.class,
                MadeKeys.class,
                MadeCosts.class,
                MadeEstimates.class,
                MadeImports.class,
                MadeBudgets.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "quarkus.arc.exclude-types",
                "dev.parley.run.*,dev.parley.ledger.*,dev.parley.archive.*,dev.parley.app.*," + API_RESOURCES
                        + "dev.parley.web.ProviderKeys,dev.parley.web.LedgerSums,dev.parley.web.LedgerBudgets",
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
