package dev.parley.library;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.reader.ReaderException;

/// Turns the text of a file into nodes, straight from the parser's events: nothing is resolved, expanded or rounded,
/// and every node keeps its line. Anchors, aliases and tags are refused, so that a short file cannot grow.
final class YamlReader {
    private static final int DEEPEST = 20;
    private static final int MOST_NODES = 100_000;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\.\\d+|\\d+(\\.\\d*)?)([eE][-+]?\\d{1,2})?");

    private final Findings findings;
    private final Iterator<Event> events;
    private int nodes;

    private YamlReader(Iterator<Event> events, Findings findings) {
        this.events = events;
        this.findings = findings;
    }

    /// The root of the file's one document; empty, with a finding, when it cannot be read as YAML or is no mapping.
    static Optional<Node.Mapping> read(String text, Findings findings) {
        var options = new LoaderOptions();
        options.setCodePointLimit(Math.max(1, text.length()));
        try {
            var events = new Yaml(options).parse(new StringReader(text)).iterator();
            return new YamlReader(events, findings).document();
        } catch (Refused refused) {
            findings.add(refused.line, "", refused.words);
        } catch (ReaderException unprintable) {
            var before = text.substring(0, Math.min(unprintable.getPosition(), text.length()));
            findings.add(
                    1 + (int) before.chars().filter(c -> c == '\n').count(),
                    "",
                    "a character that may not stand in YAML: U+%04X".formatted(unprintable.getCodePoint()));
        } catch (MarkedYAMLException unreadable) {
            findings.add(lineOf(unreadable), "", inWords(unreadable, text));
        } catch (YAMLException unreadable) {
            findings.addForFile("not readable as YAML: " + unreadable.getMessage());
        }
        return Optional.empty();
    }

    private Optional<Node.Mapping> document() {
        Node root = null;
        while (events.hasNext()) {
            var event = events.next();
            if (event instanceof DocumentStartEvent start && root != null) {
                throw new Refused(lineOf(start), "a second document begins here; expected one document in a file");
            }
            if (event instanceof NodeEvent) {
                root = node(event, 0, "");
            }
        }
        if (root instanceof Node.Mapping mapping) {
            return Optional.of(mapping);
        }
        if (root == null || (root instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.NOTHING)) {
            findings.addForFile("the file is empty");
        } else {
            findings.add(root.line(), "", "found " + root.inWords() + "; expected fields, each written `name: value`");
        }
        return Optional.empty();
    }

    private Node node(Event event, int depth, String path) {
        int line = lineOf(event);
        if (++nodes > MOST_NODES) {
            throw new Refused(line, "more than " + MOST_NODES + " values in one file");
        }
        if (depth > DEEPEST) {
            throw new Refused(line, "nested more than " + DEEPEST + " levels deep");
        }
        if (event instanceof NodeEvent named && named.getAnchor() != null) {
            findings.add(line, path, "anchors and aliases (&name, *name) are not read; write the value out");
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar, line, path);
            case SequenceStartEvent start -> {
                refuseTag(start.getTag(), line, path);
                yield sequence(line, depth, path);
            }
            case MappingStartEvent start -> {
                refuseTag(start.getTag(), line, path);
                yield mapping(line, depth, path);
            }
            case AliasEvent alias -> new Node.Scalar(line, "*" + alias.getAnchor(), Node.Kind.TEXT, false);
            default -> throw new Refused(line, "not readable as YAML: " + event.getEventId());
        };
    }

    private Node.Scalar scalar(ScalarEvent event, int line, String path) {
        refuseTag(event.getTag(), line, path);
        var kind = event.getScalarStyle() == ScalarStyle.PLAIN ? kindOf(event.getValue()) : Node.Kind.TEXT;
        return new Node.Scalar(line, event.getValue(), kind, event.getScalarStyle() == ScalarStyle.LITERAL);
    }

    private Node.Sequence sequence(int line, int depth, String path) {
        List<Node> items = new ArrayList<>();
        for (var event = events.next(); !event.is(Event.ID.SequenceEnd); event = events.next()) {
            items.add(node(event, depth + 1, path + "[" + items.size() + "]"));
        }
        return new Node.Sequence(line, items);
    }

    private Node.Mapping mapping(int line, int depth, String path) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        for (var event = events.next(); !event.is(Event.ID.MappingEnd); event = events.next()) {
            var key = node(event, depth + 1, path);
            var field = key instanceof Node.Scalar name ? Node.path(path, name.text()) : path;
            var value = node(events.next(), depth + 1, field);
            if (!(key instanceof Node.Scalar scalar)) {
                findings.add(key.line(), path, "found " + key.inWords() + " as a field's name; expected text");
                continue;
            }
            var earlier = entries.putIfAbsent(scalar.text(), new Node.Entry(key.line(), value));
            if (earlier != null) {
                findings.add(
                        key.line(),
                        field,
                        "'" + scalar.text() + "' stands twice here, first in line " + earlier.line());
            }
        }
        return new Node.Mapping(line, entries);
    }

    private void refuseTag(@Nullable String tag, int line, String path) {
        if (tag != null) {
            findings.add(line, path, "tags (!name) are not read, found " + tag);
        }
    }

    private static Node.Kind kindOf(String plain) {
        return switch (plain) {
            case "", "~", "null", "Null", "NULL" -> Node.Kind.NOTHING;
            case "true", "True", "TRUE", "false", "False", "FALSE" -> Node.Kind.YES_NO;
            default -> NUMBER.matcher(plain).matches() ? Node.Kind.NUMBER : Node.Kind.TEXT;
        };
    }

    private static int lineOf(Event event) {
        return event.getStartMark().getLine() + 1;
    }

    private static int lineOf(MarkedYAMLException exception) {
        var mark = exception.getProblemMark() != null ? exception.getProblemMark() : exception.getContextMark();
        return mark == null ? 0 : mark.getLine() + 1;
    }

    private static String inWords(MarkedYAMLException exception, String text) {
        var line = text.lines()
                .skip(Math.max(0, lineOf(exception) - 1))
                .findFirst()
                .orElse("");
        if (line.indexOf('\t') >= 0 && line.substring(0, line.indexOf('\t')).isBlank()) {
            return "the line begins with a tab; expected spaces";
        }
        var context = exception.getContext() == null ? "" : exception.getContext() + ": ";
        return "not readable as YAML: " + context + exception.getProblem();
    }

    /// Ends the reading of a file that goes beyond a limit.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final String words;

        Refused(int line, String words) {
            super(words);
            this.line = line;
            this.words = words;
        }
    }
}
