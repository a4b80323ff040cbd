package dev.parley.library;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a script's shape cannot say: that its cast exists, that nobody stands in it twice, and that every variable it
/// uses has a value. Looks past whatever has the wrong shape, so that one reading reports everything.
final class ScriptCheck {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]{0,200})}}");
    private static final List<String> BARE_POLICIES = List.of("round-robin", "random", "addressed-next");

    private final Node.Mapping file;
    private final KnownPersonas personas;
    private final Findings findings;

    ScriptCheck(Node.Mapping file, KnownPersonas personas, Findings findings) {
        this.file = file;
        this.personas = personas;
        this.findings = findings;
    }

    void check() {
        cast();
        policy();
        reply();
        var declared = file.mapping("variables")
                .map(mapping -> mapping.entries().keySet())
                .orElse(Set.of());
        variablesIn("scenario", declared);
        variablesIn("opening", declared);
    }

    private void cast() {
        Map<String, Integer> lineById = new HashMap<>();
        Map<String, String> idByName = new HashMap<>();
        var items = file.items("cast");
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            boolean isMapping = item instanceof Node.Mapping;
            var id = idNode(item);
            if (id == null) {
                continue;
            }
            var field = "cast[" + i + "]" + (isMapping ? ".persona" : "");
            var persona = id.text().strip();
            var earlier = lineById.putIfAbsent(persona, id.line());
            if (earlier != null) {
                findings.add(id.line(), field, "'" + persona + "' stands twice in the cast, first in line " + earlier);
                continue;
            }
            known(persona, id.line(), field, idByName);
        }
    }

    private void known(String persona, int line, String field, Map<String, String> idByName) {
        var whole = personas.whole().get(persona);
        if (whole != null) {
            var namesake = idByName.putIfAbsent(whole.name(), persona);
            if (namesake != null) {
                findings.add(
                        line,
                        field,
                        "'" + persona + "' and '" + namesake + "' are both named " + whole.name()
                                + "; expected different names in one cast");
            }
        } else if (personas.broken().contains(persona)) {
            findings.add(line, field, "the file of persona '" + persona + "' in personas/ is broken");
        } else if (Shape.Form.ID.fits(persona)) {
            findings.add(
                    line,
                    field,
                    "no persona '" + persona + "' in personas/"
                            + Nearest.question(persona, personas.whole().keySet()));
        }
    }

    private void policy() {
        if (file.value("policy") instanceof Node.Scalar scalar && scalar.text().equals("model-selected")) {
            findings.add(
                    scalar.line(),
                    "policy",
                    "model-selected needs a model: expected {kind: model-selected, model: provider/name}");
        }
        file.mapping("policy").flatMap(policy -> policy.text("kind")).ifPresent(kind -> {
            if (BARE_POLICIES.contains(kind)) {
                findings.add(file.lineOf("policy"), "policy", "expected `policy: " + kind + "`, without a mapping");
            }
        });
    }

    private void reply() {
        var reply = file.mapping("reply").orElse(null);
        if (reply == null) {
            return;
        }
        var least = whole(reply, "min_tokens");
        var most =
                whole(reply, "max_tokens").or(() -> Optional.of(BigInteger.valueOf(ScriptFormat.DEFAULT_MAX_TOKENS)));
        if (least.isPresent() && least.get().compareTo(most.get()) > 0) {
            findings.add(
                    reply.lineOf("min_tokens"),
                    "reply.min_tokens",
                    "found " + least.get() + "; expected at most max_tokens, " + most.get());
        }
    }

    /// Other mistakes in it are found elsewhere.
    private static Optional<BigInteger> whole(Node.Mapping mapping, String field) {
        return mapping.text(field).filter(text -> text.matches("[0-9]{1,9}")).map(BigInteger::new);
    }

    private void variablesIn(String field, Set<String> declared) {
        if (!(file.value(field) instanceof Node.Scalar scalar)) {
            return;
        }
        var placeholders = PLACEHOLDER.matcher(scalar.text());
        while (placeholders.find()) {
            var name = placeholders.group(1).strip();
            int line = scalar.lineOf(placeholders.start());
            if (!Shape.Form.VARIABLE.fits(name)) {
                findings.add(line, field, "found {{" + name + "}}; expected " + Shape.Form.VARIABLE.words());
            } else if (!declared.contains(name)) {
                findings.add(
                        line,
                        field,
                        "{{" + name + "}} is not declared; expected '" + name + "' under variables"
                                + Nearest.question(name, declared));
            }
        }
    }

    private static Node.@Nullable Scalar idNode(Node item) {
        var id = item instanceof Node.Mapping member ? member.value("persona") : item;
        return id instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.TEXT ? scalar : null;
    }
}
