package dev.parley.run;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells failures of the way to the database, after which the same transaction may well succeed, from those of what it
/// was told to do. States are those of PostgreSQL's manual, appendix A.
final class BrokenConnection {
    private static final int MOST_LOOKED_AT = 100;
    private static final String CONNECTION_CLASS = "08";

    /// Serialization failure, deadlock, administrator's shutdown, crash, not yet ready, too long idle, too many
    /// connections at the moment.
    private static final Set<String> PASSING =
            Set.of("40001", "40P01", "57P01", "57P02", "57P03", "25P03", "57P05", "53300");

    private BrokenConnection() {}

    /// Whether a broken connection is behind this failure, however deep.
    static boolean isBehind(Throwable failure) {
        var seen = Collections.<Throwable>newSetFromMap(new IdentityHashMap<>());
        var left = new ArrayDeque<Throwable>();
        left.add(failure);
        while (!left.isEmpty() && seen.size() < MOST_LOOKED_AT) {
            var one = left.remove();
            if (!seen.add(one)) {
                continue;
            }
            if (one instanceof SQLException e) {
                if (isOne(e)) {
                    return true;
                }
                add(left, e.getNextException());
            }
            add(left, one.getCause());
            // The transaction manager keeps what made a commit fail beside its own exception.
            for (var suppressed : one.getSuppressed()) {
                left.add(suppressed);
            }
        }
        return false;
    }

    private static void add(ArrayDeque<Throwable> left, @Nullable Throwable one) {
        if (one != null) {
            left.add(one);
        }
    }

    private static boolean isOne(SQLException e) {
        var state = e.getSQLState();
        return state == null
                ? isOfThePool(e.getMessage())
                : state.startsWith(CONNECTION_CLASS) || PASSING.contains(state);
    }

    /// The pool gives its own failures no state.
    private static boolean isOfThePool(@Nullable String message) {
        var words = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return words.contains("acquisition timeout") || words.contains("creating new connection");
    }
}
