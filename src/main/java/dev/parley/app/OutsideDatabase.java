package dev.parley.app;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A PostgreSQL server that is not ours, as JDBC wants it. Its text shows no password.
record OutsideDatabase(
        String jdbcUrl, @Nullable String user, @Nullable String password) {
    private static final String ENCODED = "(?:[^%@:/?#\\s]|%[0-9a-fA-F]{2})*";
    private static final Pattern HOSTERS = Pattern.compile("postgres(?:ql)?://"
            + "(?:(?<user>" + ENCODED + ")(?::(?<password>(?:[^%@/?#\\s]|%[0-9a-fA-F]{2})*))?@)?"
            + "(?<place>(?:[A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+])(?::[0-9]{1,5})?(?:/[^\\s?#]*)?(?:\\?[^\\s#]*)?)");

    /// @param url `jdbc:postgresql://…`, or `postgres://user:password@host:port/name` as hosters give it
    /// @throws IllegalArgumentException when it is neither
    static OutsideDatabase of(String url, @Nullable String user, @Nullable String password) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new OutsideDatabase(url, user, password);
        }
        var parts = HOSTERS.matcher(url);
        if (!parts.matches()) {
            // The address may hold a password, so it is not repeated.
            throw new IllegalArgumentException("PARLEY_DATABASE_URL must be jdbc:postgresql://host/name or "
                    + "postgres://user:password@host:port/name, with special characters written as in %40");
        }
        var inUser = parts.group("user");
        var inPassword = parts.group("password");
        return new OutsideDatabase(
                "jdbc:postgresql://" + parts.group("place"),
                user == null && inUser != null ? decoded(inUser) : user,
                password == null && inPassword != null ? decoded(inPassword) : password);
    }

    @Override
    public String toString() {
        return "an outside PostgreSQL";
    }

    private static String decoded(String text) {
        // In this part of an address a plus is a plus.
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
