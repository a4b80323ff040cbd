package dev.parley.app;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server that is not ours, as JDBC wants it. Its text shows no password.
record OutsideDatabase(
        String jdbcUrl, @Nullable String user, @Nullable String password) {
    /// @param url `jdbc:postgresql://…`, or `postgres://user:password@host:port/name` as hosters give it
    /// @throws IllegalArgumentException when it is neither
    static OutsideDatabase of(String url, @Nullable String user, @Nullable String password) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new OutsideDatabase(url, user, password);
        }
        if (!url.startsWith("postgres://") && !url.startsWith("postgresql://")) {
            throw new IllegalArgumentException("PARLEY_DATABASE_URL must begin with jdbc:postgresql:// or postgres://");
        }
        var uri = URI.create(url);
        var login = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        var port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new OutsideDatabase(
                "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + query,
                user == null && login.length > 0 ? decoded(login[0]) : user,
                password == null && login.length > 1 ? decoded(login[1]) : password);
    }

    @Override
    public String toString() {
        return "an outside PostgreSQL";
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
