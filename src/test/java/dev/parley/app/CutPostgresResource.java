package dev.parley.app;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A real PostgreSQL server that the program reaches through a proxy. The proxy spares it until it is told otherwise.
/// Broken connections fill the log, so there is none.
public final class CutPostgresResource implements QuarkusTestResourceLifecycleManager {
    private @Nullable EmbeddedPostgres server;
    private @Nullable CuttingProxy proxy;

    @Override
    public Map<String, String> start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .start();
            proxy = new CuttingProxy(server.getPort());
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    "jdbc:postgresql://localhost:" + proxy.port() + "/postgres",
                    "quarkus.datasource.username",
                    "postgres",
                    "quarkus.datasource.password",
                    "postgres",
                    "quarkus.http.test-port",
                    "0",
                    "quarkus.log.console.enabled",
                    "false");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(proxy, new TestInjector.MatchesType(CuttingProxy.class));
        injector.injectIntoFields(server, new TestInjector.MatchesType(EmbeddedPostgres.class));
    }

    @Override
    public void stop() {
        try (var _ = server;
                var _ = proxy) {
            // Both are closed, whatever the other one says to it.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
