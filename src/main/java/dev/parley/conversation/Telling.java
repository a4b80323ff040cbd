package dev.parley.conversation;

import dev.parley.conversation.Segment.Kind;
import dev.parley.conversation.Segment.Role;
import dev.parley.tokens.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Tells a conversation of many voices to a model that knows two roles: its own earlier messages are its own,
/// everybody else's come with their name. Persona text stands first, so that all runs of a persona share it as a
/// cached prefix, and nothing is added after the last message, so that each prompt is a prefix of the persona's next
/// one: providers that cache up to the end of the newest message would otherwise write every prompt and never read
/// one.
public final class Telling {
    private static final String SCENE = "Scene: ";
    private static final String SILENT_OPENING = "The conversation begins.";

    private final Script script;
    private final Cast cast;
    private final TokenCounter counter;

    public Telling(Script script, Cast cast, TokenCounter counter) {
        this.script = script;
        this.cast = cast;
        this.counter = counter;
    }

    /// The prompt for `speaker`'s next message.
    public Prompt speech(Persona speaker, List<Message> transcript) {
        var segments = new ArrayList<Segment>();
        segments.add(personaSegment(speaker));
        segments.add(scenarioSegment(speaker));
        segments.add(openingSegment());
        for (var message : transcript) {
            if (!message.text().isEmpty()) {
                segments.add(told(message, speaker));
            }
        }
        if (segments.getLast().role() != Role.OTHERS) {
            segments.add(segment(Kind.INSTRUCTION, Role.OTHERS, "[Nobody else spoke. Go on, " + speaker.name() + ".]"));
        }
        return new Prompt(segments);
    }

    /// The prompt with which a model is asked who speaks next.
    public Prompt speakerChoice(List<Message> transcript, List<Persona> candidates) {
        var segments = new ArrayList<Segment>();
        segments.add(segment(
                Kind.SCENARIO,
                Role.SYSTEM,
                "You choose who speaks next in a conversation between " + peopleInWords()
                        + ".\nYou never take part yourself.\n\nScenario:\n"
                        + script.filledScenario().strip()));
        segments.add(openingSegment());
        for (var message : transcript) {
            if (!message.text().isEmpty()) {
                segments.add(heard(message));
            }
        }
        segments.add(segment(
                Kind.INSTRUCTION,
                Role.OTHERS,
                "[Who should speak next?]\nAnswer with one name only: "
                        + candidates.stream().map(Persona::name).collect(Collectors.joining("; "))));
        return new Prompt(segments);
    }

    private Segment personaSegment(Persona speaker) {
        var text = new StringBuilder("You are " + speaker.name() + ", " + speaker.role() + ".\n\n");
        text.append(speaker.about().strip());
        text.append("\n\nHow you speak:\n").append(speaker.voice().strip());
        if (!speaker.goals().isEmpty()) {
            text.append("\n\nWhat you want:\n- ").append(String.join("\n- ", speaker.goals()));
        }
        if (!speaker.topics().isEmpty()) {
            text.append("\n\nYou care and know about: ").append(String.join(", ", speaker.topics()));
        }
        return segment(Kind.PERSONA, Role.SYSTEM, text.toString());
    }

    private Segment scenarioSegment(Persona speaker) {
        return segment(
                Kind.SCENARIO,
                Role.SYSTEM,
                "Scenario:\n" + script.filledScenario().strip() + "\n\nIn this conversation: " + peopleInWords()
                        + ".\nYou speak only as " + speaker.name()
                        + ". Never write a line for anybody else, and do not put your name before your words.\n"
                        + "Answer in at most " + script.reply().words() + " words.");
    }

    private Segment openingSegment() {
        var opening = script.filledOpening();
        var text = opening == null || opening.isBlank() ? SILENT_OPENING : opening.strip();
        return segment(Kind.TRANSCRIPT, Role.OTHERS, SCENE + text);
    }

    private Segment told(Message message, Persona hearer) {
        return message.persona().equals(hearer.id())
                ? segment(Kind.TRANSCRIPT, Role.SELF, message.text())
                : heard(message);
    }

    /// A message as everybody but its speaker is told it.
    public Segment heard(Message message) {
        return segment(
                Kind.TRANSCRIPT, Role.OTHERS, cast.persona(message.persona()).name() + ": " + message.text());
    }

    private String peopleInWords() {
        return cast.personas().stream()
                .map(persona -> persona.name() + " (" + persona.role() + ")")
                .collect(Collectors.joining(", "));
    }

    private Segment segment(Kind kind, Role role, String text) {
        return new Segment(kind, role, text, counter.count(text));
    }
}
