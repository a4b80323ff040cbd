package dev.parley.library;

import dev.parley.model.ModelId;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;

/// What a file of the library may hold. The reader checks files by it and the JSON Schemas are written from it, so that
/// the two cannot differ.
sealed interface Shape {
    /// For messages: what was expected.
    default String inWords() {
        return switch (this) {
            case Text text -> text.form.words;
            case Whole _ -> "a whole number";
            case Decimal _ -> "a number";
            case YesNo _ -> "true or false";
            case Choice(var values) -> "one of " + String.join(", ", values);
            case ListOf _ -> "a list";
            case TextByName _, FieldsByName _, Fields _, Anything _ -> "a mapping";
            case Either either -> either.scalar.inWords() + " or a mapping";
        };
    }

    record Text(int mostCharacters, Form form) implements Shape {}

    record Whole(long least, long most) implements Shape {}

    record Decimal(BigDecimal least, BigDecimal most) implements Shape {
        static Decimal between(String least, String most) {
            return new Decimal(new BigDecimal(least), new BigDecimal(most));
        }
    }

    record YesNo() implements Shape {}

    record Choice(List<String> values) implements Shape {
        static Choice of(String... values) {
            return new Choice(List.of(values));
        }
    }

    record ListOf(Shape item, int least, int most) implements Shape {}

    /// Free names with a scalar each.
    record TextByName(Form name, int mostEntries, int mostCharacters) implements Shape {}

    /// Free names with a mapping each.
    record FieldsByName(Form name, int mostEntries, Fields entry) implements Shape {}

    record Fields(List<Field> fields) implements Shape {
        static Fields of(Field... fields) {
            return new Fields(List.of(fields));
        }

        List<String> names() {
            return fields.stream().map(Field::name).toList();
        }
    }

    /// A scalar as the short form of a mapping.
    record Either(Shape scalar, Fields mapping) implements Shape {}

    /// A mapping that is accepted and not looked into.
    record Anything() implements Shape {}

    /// A named part of a mapping.
    ///
    /// @param description for the schema, one sentence
    record Field(String name, Shape shape, boolean required, String description) {
        static Field required(String name, Shape shape, String description) {
            return new Field(name, shape, true, description);
        }

        static Field optional(String name, Shape shape, String description) {
            return new Field(name, shape, false, description);
        }

        /// The field in which every format lets authors keep what Parley does not read.
        static Field extra() {
            return optional("extra", new Anything(), "Anything else you want to keep here; it is not read.");
        }
    }

    /// How a text is written. The patterns mean the same in Java and in JSON Schema.
    enum Form {
        FREE("text", "\\S"),
        LINE("one line of text", "^[^\\r\\n]*\\S[^\\r\\n]*$"),
        NAME("a name on one line without ':', '[' or ']'", "^[^\\r\\n:\\[\\]]*[^\\s:\\[\\]][^\\r\\n:\\[\\]]*$"),
        ID("an id of small letters, digits and hyphens, as in mara-lindqvist", "^[a-z0-9]+(-[a-z0-9]+)*$"),
        MODEL(
                "a model written provider/name, as in openai/gpt-6-luna",
                "^" + ModelId.PROVIDER_PATTERN + "/" + ModelId.NAME_PATTERN + "$"),
        MODEL_NAME("a model's name at its provider, or *", "^" + ModelId.NAME_PATTERN + "$|^\\*$"),
        VARIABLE("a name of letters, digits and _ that begins with a letter", "^[A-Za-z][A-Za-z0-9_]*$"),
        ZONE("a time zone as in Europe/Berlin", "^[A-Za-z][A-Za-z0-9_+/-]*$"),
        DAY("a day written 2026-11-01", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        UTC_WINDOW(
                "a part of the day written 01:00-04:00",
                "^([01][0-9]|2[0-3]):[0-5][0-9]-([01][0-9]|2[0-3]):[0-5][0-9]$"),
        LINK("a link that begins with https://", "^https://\\S+$");

        private final String words;
        private final Pattern pattern;

        Form(String words, String regex) {
            this.words = words;
            this.pattern = Pattern.compile(regex);
        }

        String words() {
            return words;
        }

        String regex() {
            return pattern.pattern();
        }

        boolean fits(String text) {
            return pattern.matcher(text).find();
        }
    }
}
