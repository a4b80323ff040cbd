package dev.parley.conversation;

import dev.parley.model.ModelId;
import dev.parley.tokens.TokenCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Personas, scripts and transcripts for tests; a persona's id is its first name in small letters.
public final class Casts {
    public static final ModelId MODEL = ModelId.parse("acme/one");

    /// A token for every four characters begun.
    public static final TokenCounter QUARTERS = text -> (text.length() + 3) / 4;

    private Casts() {}

    public static Persona persona(String name) {
        var id = name.split(" ", -1)[0].toLowerCase(Locale.ROOT);
        return persona(id, name);
    }

    public static Persona persona(String id, String name) {
        return new Persona(
                id, name, "clerk", "About.", "Plainly.", List.of("To win"), List.of(), MODEL, List.of(), null, null);
    }

    public static Cast cast(String... names) {
        return new Cast(Arrays.stream(names).map(Casts::persona).toList());
    }

    public static Script script(Cast cast, SpeakerPolicy policy, int turns) {
        return script(cast, policy, turns, "The street is {{state}}.", "Night falls.");
    }

    public static Script script(Cast cast, SpeakerPolicy policy, int turns, String scenario, @Nullable String opening) {
        return new Script(
                "street",
                "A street",
                "panel",
                scenario,
                opening,
                cast.personas().stream()
                        .map(persona -> new Script.CastMember(persona.id(), null))
                        .toList(),
                policy,
                new StopRules(turns, null, null, null, null),
                new Script.ReplyLimits(200, 90),
                Map.of("state", "empty"),
                7);
    }

    /// Written `persona: text`, one for each turn.
    public static List<Message> said(String... lines) {
        var messages = new ArrayList<Message>();
        for (var line : lines) {
            int colon = line.indexOf(": ");
            messages.add(new Message(messages.size() + 1, line.substring(0, colon), line.substring(colon + 2)));
        }
        return messages;
    }
}
