package dev.parley.app;

import dev.parley.ledger.Webhook;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the environment says about this start.
///
/// @param home the data folder
/// @param library the folder that holds personas, scripts and pricing
/// @param database an outside PostgreSQL; empty for the embedded one
/// @param rehearsalUrl stand-ins that run elsewhere; empty for our own
record Settings(Path home, Path library, int port, Optional<OutsideDatabase> database, Optional<String> rehearsalUrl) {
    private static final int DEFAULT_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;

    /// @throws IllegalArgumentException when a setting cannot be used, naming it
    static Settings from(Function<String, @Nullable String> env) {
        // To be refused at the start rather than at the first alert.
        Webhook.from(env);
        return new Settings(
                path(env, "PARLEY_HOME", ".parley"),
                path(env, "PARLEY_LIBRARY", "."),
                port(text(env, "PARLEY_PORT").orElse(Integer.toString(DEFAULT_PORT))),
                text(env, "PARLEY_DATABASE_URL")
                        .map(url -> OutsideDatabase.of(
                                url,
                                text(env, "PARLEY_DATABASE_USER").orElse(null),
                                text(env, "PARLEY_DATABASE_PASSWORD").orElse(null))),
                text(env, "PARLEY_REHEARSAL_URL"));
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below, in words.
        }
        throw new IllegalArgumentException("PARLEY_PORT must be 0 to " + HIGHEST_PORT + ", found " + text);
    }

    private static Path path(Function<String, @Nullable String> env, String name, String otherwise) {
        return Path.of(text(env, name).orElse(otherwise)).toAbsolutePath().normalize();
    }

    private static Optional<String> text(Function<String, @Nullable String> env, String name) {
        var value = env.apply(name);
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
    }
}
