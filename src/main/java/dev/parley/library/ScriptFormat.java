package dev.parley.library;

import static dev.parley.library.Shape.Field.optional;
import static dev.parley.library.Shape.Field.required;

import dev.parley.conversation.Script;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.conversation.StopRules;
import dev.parley.library.Shape.Form;
import dev.parley.library.Shape.Text;
import dev.parley.library.Shape.Whole;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files of `scripts/`.
final class ScriptFormat {
    static final int MOST_VARIABLES = 100;
    static final int MOST_VARIABLE_CHARACTERS = 2_000;

    private static final long MOST_STOP_TOKENS = 1_000_000_000;
    private static final long MOST_STOP_SECONDS = 30L * 24 * 3600;
    static final int DEFAULT_MAX_TOKENS = 400;
    private static final int DEFAULT_WORDS = 120;
    private static final long DEFAULT_SEED = 1;
    private static final String DEFAULT_KIND = "other";
    private static final String DEFAULT_POLICY = "round-robin";

    private static final Text MODEL = new Text(200, Form.MODEL);
    private static final Text PERSONA_ID = new Text(100, Form.ID);

    private static final Shape.Fields CAST_MEMBER = Shape.Fields.of(
            required("persona", PERSONA_ID, "Id of a persona: the name of its file without the ending."),
            optional("model", MODEL, "What the persona speaks through in this script, instead of its own model."));

    private static final Shape.Fields MODEL_SELECTED = Shape.Fields.of(
            required("kind", Shape.Choice.of("model-selected"), "A model reads along and names the next speaker."),
            required("model", MODEL, "The model that chooses. Its calls are paid like any other."));

    private static final Shape.Fields STOP = Shape.Fields.of(
            required("turns", new Whole(1, StopRules.MOST_TURNS), "The conversation ends after this many turns."),
            optional(
                    "usd",
                    Shape.Decimal.between("0.000001", "1000000"),
                    "It ends once this much is spent, in US dollars."),
            optional(
                    "tokens",
                    new Whole(1, MOST_STOP_TOKENS),
                    "It ends once this many tokens are billed, input and output together."),
            optional("seconds", new Whole(1, MOST_STOP_SECONDS), "It ends after this time."),
            optional(
                    "phrase",
                    new Text(200, Form.LINE),
                    "It ends after the message that contains these words, in small or capital letters."));

    private static final Shape.Fields REPLY = Shape.Fields.of(
            optional(
                    "max_tokens",
                    new Whole(1, Script.ReplyLimits.MOST_TOKENS),
                    "The most tokens that a reply may bill, reasoning included; 400 unless said."),
            optional(
                    "words",
                    new Whole(1, Script.ReplyLimits.MOST_TOKENS),
                    "The number of words that speakers are asked to stay under; 120 unless said."),
            optional(
                    "min_tokens",
                    new Whole(1, Script.ReplyLimits.MOST_TOKENS),
                    "The shortest reply that is worth paying for when a budget runs out, at most max_tokens; twice the"
                            + " words unless said."));

    static final Shape.Fields SHAPE = Shape.Fields.of(
            required("title", new Text(200, Form.LINE), "What the conversation is called."),
            optional(
                    "kind",
                    Shape.Choice.of(
                            "panel", "debate", "interview", "negotiation", "design-review", "support-call", "other"),
                    "The family it belongs to; estimates learn by it; other unless said."),
            required(
                    "scenario",
                    new Text(PersonaFormat.MOST_TEXT_CHARACTERS, Form.FREE),
                    "What everybody in the conversation knows. {{name}} is replaced by the variable of that name."),
            optional(
                    "opening",
                    new Text(PersonaFormat.MOST_TEXT_CHARACTERS, Form.FREE),
                    "What is said before the first turn. {{name}} is replaced here too."),
            required(
                    "cast",
                    new Shape.ListOf(new Shape.Either(PERSONA_ID, CAST_MEMBER), 1, Script.MOST_SPEAKERS),
                    "Who takes part: ids of personas, in the order in which they speak when it is round-robin."),
            optional(
                    "policy",
                    new Shape.Either(Shape.Choice.of("round-robin", "random", "addressed-next"), MODEL_SELECTED),
                    "Who speaks next: in turn, drawn by the seed, whoever was addressed, or chosen by a model; in turn"
                            + " unless said."),
            required("stop", STOP, "When the conversation ends: at whichever comes first."),
            optional("reply", REPLY, "How long a reply may be."),
            optional(
                    "variables",
                    new Shape.TextByName(Form.VARIABLE, MOST_VARIABLES, MOST_VARIABLE_CHARACTERS),
                    "Values for {{name}} in scenario and opening; a run may give others."),
            optional(
                    "seed",
                    new Whole(Long.MIN_VALUE, Long.MAX_VALUE),
                    "Drives every random choice, so that a run can be repeated; 1 unless said."),
            Shape.Field.extra());

    private ScriptFormat() {}

    /// The script, or empty with everything that is wrong in `findings`.
    static Optional<Script> read(String id, String text, KnownPersonas personas, Findings findings) {
        var root = YamlReader.read(text, findings);
        root.ifPresent(file -> {
            new ShapeCheck(findings).check(file, SHAPE, "");
            new ScriptCheck(file, personas, findings).check();
        });
        return findings.isEmpty() ? root.map(file -> script(id, file)) : Optional.empty();
    }

    private static Script script(String id, Node.Mapping file) {
        var stop = file.mapping("stop").orElseThrow();
        var reply = file.mapping("reply");
        return new Script(
                id,
                file.requiredText("title"),
                file.text("kind").orElse(DEFAULT_KIND),
                file.requiredText("scenario"),
                file.text("opening").orElse(null),
                file.items("cast").stream().map(ScriptFormat::castMember).toList(),
                policy(file),
                stops(stop),
                new Script.ReplyLimits(
                        reply.flatMap(limits -> limits.text("max_tokens"))
                                .map(ScriptFormat::whole)
                                .orElse(DEFAULT_MAX_TOKENS),
                        reply.flatMap(limits -> limits.text("words"))
                                .map(ScriptFormat::whole)
                                .orElse(DEFAULT_WORDS),
                        reply.flatMap(limits -> limits.text("min_tokens"))
                                .map(ScriptFormat::whole)
                                .orElse(null)),
                variables(file),
                file.text("seed")
                        .map(seed -> new BigDecimal(seed).longValueExact())
                        .orElse(DEFAULT_SEED));
    }

    private static Script.CastMember castMember(Node item) {
        return item instanceof Node.Mapping member
                ? new Script.CastMember(member.requiredText("persona"), model(member))
                : new Script.CastMember(((Node.Scalar) item).text().strip(), null);
    }

    private static SpeakerPolicy policy(Node.Mapping file) {
        var chooser = file.mapping("policy");
        if (chooser.isPresent()) {
            return new SpeakerPolicy.ModelSelected(ModelId.parse(chooser.get().requiredText("model")));
        }
        return switch (file.text("policy").orElse(DEFAULT_POLICY)) {
            case "random" -> new SpeakerPolicy.SeededRandom();
            case "addressed-next" -> new SpeakerPolicy.AddressedNext();
            case "round-robin" -> new SpeakerPolicy.RoundRobin();
            default -> throw new IllegalStateException("unchecked policy: " + file.text("policy"));
        };
    }

    private static StopRules stops(Node.Mapping stop) {
        return new StopRules(
                whole(stop.requiredText("turns")),
                stop.text("usd").map(Usd::of).orElse(null),
                stop.text("tokens")
                        .map(tokens -> new BigDecimal(tokens).longValueExact())
                        .orElse(null),
                stop.text("seconds")
                        .map(seconds -> Duration.ofSeconds(new BigDecimal(seconds).longValueExact()))
                        .orElse(null),
                stop.text("phrase").orElse(null));
    }

    private static Map<String, String> variables(Node.Mapping file) {
        var variables = new HashMap<String, String>();
        file.mapping("variables")
                .ifPresent(mapping ->
                        mapping.entries().keySet().forEach(name -> variables.put(name, mapping.requiredText(name))));
        return variables;
    }

    private static @Nullable ModelId model(Node.Mapping member) {
        return member.text("model").map(ModelId::parse).orElse(null);
    }

    private static int whole(String text) {
        return new BigDecimal(text).intValueExact();
    }
}
