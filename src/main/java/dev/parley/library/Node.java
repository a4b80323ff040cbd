package dev.parley.library;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A piece of a YAML file that knows its line, counted from 1.
sealed interface Node {
    int line();

    /// The path of a field inside another, as in `stop.turns`.
    static String path(String outer, String name) {
        return outer.isEmpty() ? name : outer + "." + name;
    }

    /// For messages: what was found, as in "the number 7" or "a list".
    default String inWords() {
        return switch (this) {
            case Scalar scalar -> scalar.kind.words + (scalar.kind == Kind.NOTHING ? "" : scalar.shortened());
            case Sequence _ -> "a list";
            case Mapping _ -> "a mapping";
        };
    }

    /// What a scalar is, by YAML's core rules. Anything in quotes is text.
    enum Kind {
        TEXT("the text "),
        NUMBER("the number "),
        YES_NO("the value "),
        NOTHING("nothing");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /// A single value as it was written.
    ///
    /// @param literal whether the text stood in a `|` block, so that its lines are the file's lines
    record Scalar(int line, String text, Kind kind, boolean literal) implements Node {
        private static final int MOST_SHOWN = 60;
        private static final int MOST_DIGITS = 40;

        /// The line of the file in which the character at `index` of the text stands.
        int lineOf(int index) {
            return literal
                    ? line
                            + 1
                            + (int) text.substring(0, index)
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count()
                    : line;
        }

        /// Whether it is a number short enough to be read.
        boolean isNumber() {
            return kind == Kind.NUMBER && text.length() <= MOST_DIGITS;
        }

        String shortened() {
            var shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
            return kind == Kind.TEXT ? "'" + shown.strip() + "'" : shown;
        }
    }

    record Sequence(int line, List<Node> items) implements Node {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /// Entries in the order of the file.
    record Mapping(int line, Map<String, Entry> entries) implements Node {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        @Nullable
        Node value(String key) {
            var entry = entries.get(key);
            return entry == null ? null : entry.value;
        }

        /// The text of a scalar without the blanks around it; empty when the key is absent or holds something else.
        Optional<String> text(String key) {
            return value(key) instanceof Scalar scalar && scalar.kind != Kind.NOTHING
                    ? Optional.of(scalar.text.strip())
                    : Optional.empty();
        }

        /// The same for a key that is known to be there.
        String requiredText(String key) {
            return text(key).orElseThrow(() -> new IllegalStateException("unchecked field: " + key));
        }

        Optional<Mapping> mapping(String key) {
            return value(key) instanceof Mapping mapping ? Optional.of(mapping) : Optional.empty();
        }

        /// The items of a list; none when the key is absent or holds something else.
        List<Node> items(String key) {
            return value(key) instanceof Sequence sequence ? sequence.items : List.of();
        }

        List<String> texts(String key) {
            return items(key).stream()
                    .filter(Scalar.class::isInstance)
                    .map(item -> ((Scalar) item).text.strip())
                    .toList();
        }

        /// The line of the key; that of the mapping when the key is absent.
        int lineOf(String key) {
            var entry = entries.get(key);
            return entry == null ? line : entry.line;
        }
    }

    record Entry(int line, Node value) {}
}
