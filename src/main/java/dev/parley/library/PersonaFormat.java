package dev.parley.library;

import static dev.parley.library.Shape.Field.optional;
import static dev.parley.library.Shape.Field.required;

import dev.parley.conversation.Persona;
import dev.parley.library.Shape.Form;
import dev.parley.library.Shape.ListOf;
import dev.parley.library.Shape.Text;
import dev.parley.model.ModelId;
import java.util.HashMap;
import java.util.Optional;

/// The files of `personas/`.
final class PersonaFormat {
    static final int MOST_TEXT_CHARACTERS = 20_000;

    static final Shape.Fields SHAPE = Shape.Fields.of(
            required("name", new Text(100, Form.NAME), "Full name, as it stands before each of their messages."),
            required("role", new Text(200, Form.LINE), "Trade or part in a few words, as in urban planner."),
            required(
                    "about",
                    new Text(MOST_TEXT_CHARACTERS, Form.FREE),
                    "Who they are: history, convictions, blind spots. The model reads it before every turn."),
            required(
                    "voice",
                    new Text(MOST_TEXT_CHARACTERS, Form.FREE),
                    "How they speak: rhythm, favourite words, habits, what they never say."),
            required(
                    "goals",
                    new ListOf(new Text(1_000, Form.FREE), 1, 20),
                    "What they want from a conversation, most important first."),
            optional(
                    "topics",
                    new ListOf(new Text(200, Form.LINE), 0, 50),
                    "What they know and care about, a few words each."),
            required(
                    "model",
                    new Text(200, Form.MODEL),
                    "The model they speak through unless a script or the researcher says otherwise."),
            optional(
                    "fallbacks",
                    new ListOf(new Text(200, Form.MODEL), 0, Persona.MOST_FALLBACKS),
                    "Models that are asked, in this order, for a message that the one before has given up on."),
            optional(
                    "temperature",
                    Shape.Decimal.between("0", "2"),
                    "Sent where the model allows one; absent leaves the provider's own."),
            optional(
                    "reasoning_effort",
                    Shape.Choice.of("none", "minimal", "low", "medium", "high"),
                    "Asked for where the model knows it; absent leaves the provider's own."),
            Shape.Field.extra());

    private PersonaFormat() {}

    /// The persona, or empty with everything that is wrong in `findings`.
    static Optional<Persona> read(String id, String text, Findings findings) {
        var root = YamlReader.read(text, findings);
        root.ifPresent(file -> {
            new ShapeCheck(findings).check(file, SHAPE, "");
            checkFallbacks(file, findings);
        });
        return findings.isEmpty() ? root.map(file -> persona(id, file)) : Optional.empty();
    }

    /// No model is asked twice for the same message.
    private static void checkFallbacks(Node.Mapping file, Findings findings) {
        var places = new HashMap<String, String>();
        file.text("model").ifPresent(model -> places.put(model, "model"));
        var items = file.items("fallbacks");
        for (int i = 0; i < items.size(); i++) {
            var field = "fallbacks[" + i + "]";
            if (items.get(i) instanceof Node.Scalar scalar) {
                var model = scalar.text().strip();
                var earlier = places.putIfAbsent(model, field);
                if (earlier != null) {
                    findings.add(scalar.line(), field, "'" + model + "' stands already in " + earlier);
                }
            }
        }
    }

    private static Persona persona(String id, Node.Mapping file) {
        return new Persona(
                id,
                file.requiredText("name"),
                file.requiredText("role"),
                file.requiredText("about"),
                file.requiredText("voice"),
                file.texts("goals"),
                file.texts("topics"),
                ModelId.parse(file.requiredText("model")),
                file.texts("fallbacks").stream().map(ModelId::parse).toList(),
                file.text("temperature").map(Double::valueOf).orElse(null),
                file.text("reasoning_effort").orElse(null));
    }
}
