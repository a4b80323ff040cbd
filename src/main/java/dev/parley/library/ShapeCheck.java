package dev.parley.library;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;

/// Holds a file's nodes against a shape and reports everything that does not fit.
final class ShapeCheck {
    private final Findings findings;

    ShapeCheck(Findings findings) {
        this.findings = findings;
    }

    /// @param path of the node's field, as in `cast[1].persona`; empty for the whole file
    void check(Node node, Shape shape, String path) {
        switch (shape) {
            case Shape.Text text -> text(node, text, path);
            case Shape.Whole whole -> whole(node, whole, path);
            case Shape.Decimal decimal -> decimal(node, decimal, path);
            case Shape.YesNo _ -> {
                if (!(node instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.YES_NO)) {
                    mismatch(node, shape, path);
                }
            }
            case Shape.Choice choice -> choice(node, choice, path);
            case Shape.ListOf list -> list(node, list, path);
            case Shape.TextByName byName -> textByName(node, byName, path);
            case Shape.FieldsByName byName -> fieldsByName(node, byName, path);
            case Shape.Fields fields -> fields(node, fields, path);
            case Shape.Either either ->
                check(node, node instanceof Node.Mapping ? either.mapping() : either.scalar(), path);
            case Shape.Anything _ -> {
                if (!(node instanceof Node.Mapping)) {
                    mismatch(node, shape, path);
                }
            }
        }
    }

    private void text(Node node, Shape.Text shape, String path) {
        if (!(node instanceof Node.Scalar scalar) || scalar.kind() == Node.Kind.NOTHING) {
            mismatch(node, shape, path);
            return;
        }
        if (scalar.kind() != Node.Kind.TEXT) {
            report(node, path, "must be text, found " + scalar.inWords() + "; put it in quotes");
            return;
        }
        var text = scalar.text().strip();
        int characters = text.codePointCount(0, text.length());
        if (text.isEmpty()) {
            report(node, path, "must be " + shape.inWords() + ", found an empty text");
        } else if (characters > shape.mostCharacters()) {
            report(node, path, "must be at most " + shape.mostCharacters() + " characters, found " + characters);
        } else if (!shape.form().fits(text) || (shape.form() == Shape.Form.DAY && !isDay(text))) {
            mismatch(node, shape, path);
        }
    }

    private void whole(Node node, Shape.Whole shape, String path) {
        if (!(node instanceof Node.Scalar scalar) || !scalar.isNumber()) {
            mismatch(node, shape, path);
            return;
        }
        var number = new BigDecimal(scalar.text());
        if (number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
            mismatch(node, shape, path);
        } else if (number.compareTo(BigDecimal.valueOf(shape.least())) < 0
                || number.compareTo(BigDecimal.valueOf(shape.most())) > 0) {
            report(node, path, "must be " + shape.least() + " to " + shape.most() + ", found " + scalar.text());
        }
    }

    private void decimal(Node node, Shape.Decimal shape, String path) {
        if (!(node instanceof Node.Scalar scalar) || !scalar.isNumber()) {
            mismatch(node, shape, path);
            return;
        }
        var number = new BigDecimal(scalar.text());
        if (number.compareTo(shape.least()) < 0 || number.compareTo(shape.most()) > 0) {
            var range = shape.least().toPlainString() + " to " + shape.most().toPlainString();
            report(node, path, "must be " + range + ", found " + scalar.text());
        }
    }

    private void choice(Node node, Shape.Choice shape, String path) {
        var found = node instanceof Node.Scalar scalar ? scalar.text().strip() : null;
        if (found == null || !shape.values().contains(found)) {
            var question = found == null ? "" : Nearest.question(found, shape.values());
            report(node, path, "must be " + shape.inWords() + ", found " + node.inWords() + question);
        }
    }

    private void list(Node node, Shape.ListOf shape, String path) {
        if (!(node instanceof Node.Sequence sequence)) {
            mismatch(node, shape, path);
            return;
        }
        int size = sequence.items().size();
        if (size < shape.least() || size > shape.most()) {
            report(node, path, "must have " + shape.least() + " to " + shape.most() + " items, found " + size);
        }
        for (int i = 0; i < Math.min(size, shape.most()); i++) {
            check(sequence.items().get(i), shape.item(), path + "[" + i + "]");
        }
    }

    private void textByName(Node node, Shape.TextByName shape, String path) {
        if (!(node instanceof Node.Mapping mapping)) {
            mismatch(node, shape, path);
            return;
        }
        few(mapping, shape.mostEntries(), path);
        mapping.entries().forEach((name, entry) -> {
            name(name, entry, shape.name(), path);
            if (!(entry.value() instanceof Node.Scalar scalar) || scalar.kind() == Node.Kind.NOTHING) {
                report(
                        entry.value(),
                        Node.path(path, name),
                        "must be text, found " + entry.value().inWords());
            } else if (scalar.text().length() > shape.mostCharacters()) {
                report(scalar, Node.path(path, name), "must be at most " + shape.mostCharacters() + " characters");
            }
        });
    }

    private void fieldsByName(Node node, Shape.FieldsByName shape, String path) {
        if (!(node instanceof Node.Mapping mapping)) {
            mismatch(node, shape, path);
            return;
        }
        few(mapping, shape.mostEntries(), path);
        mapping.entries().forEach((name, entry) -> {
            name(name, entry, shape.name(), path);
            check(entry.value(), shape.entry(), Node.path(path, name));
        });
    }

    private void few(Node.Mapping mapping, int most, String path) {
        if (mapping.entries().size() > most) {
            report(
                    mapping,
                    path,
                    "must have at most " + most + " entries, found "
                            + mapping.entries().size());
        }
    }

    private void name(String name, Node.Entry entry, Shape.Form form, String path) {
        if (!form.fits(name)) {
            findings.add(entry.line(), Node.path(path, name), "found '" + name + "'; expected " + form.words());
        }
    }

    private void fields(Node node, Shape.Fields shape, String path) {
        if (!(node instanceof Node.Mapping mapping)) {
            mismatch(node, shape, path);
            return;
        }
        mapping.entries().forEach((name, entry) -> {
            if (!shape.names().contains(name)) {
                findings.add(entry.line(), Node.path(path, name), unknown(name, shape.names()));
            }
        });
        for (var field : shape.fields()) {
            var value = mapping.value(field.name());
            if (value != null) {
                check(value, field.shape(), Node.path(path, field.name()));
            } else if (field.required()) {
                findings.add(
                        node.line(),
                        Node.path(path, field.name()),
                        field.name() + " is missing; expected " + field.shape().inWords());
            }
        }
    }

    private static String unknown(String name, List<String> known) {
        var question = Nearest.question(name, known);
        return "unknown field '" + name + "'"
                + (question.isEmpty()
                        ? known.stream().collect(Collectors.joining(", ", "; the fields here are ", ""))
                        : question);
    }

    private void mismatch(Node node, Shape shape, String path) {
        report(node, path, "must be " + shape.inWords() + ", found " + node.inWords());
    }

    private void report(Node node, String path, String message) {
        findings.add(node.line(), path, leaf(path) + " " + message);
    }

    private static boolean isDay(String text) {
        try {
            LocalDate.parse(text);
            return true;
        } catch (DateTimeParseException _) {
            return false;
        }
    }

    private static String leaf(String path) {
        return path.isEmpty() ? "the file" : path.substring(path.lastIndexOf('.') + 1);
    }
}
