package dev.parley.rehearsal.voice;

import dev.parley.rehearsal.Voice.Heard;
import dev.parley.rehearsal.Voice.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What has been said so far, one utterance per speaker's turn, and the instruction that asks for the next.
record Dialogue(List<Utterance> utterances, String instruction) {
    private static final Pattern PREFIX =
            Pattern.compile("^(\\p{Lu}[\\p{L}\\p{M}.'’-]*(?: [\\p{L}\\p{M}.'’-]+){0,4}):\\s+");
    private static final Pattern BRACKETED = Pattern.compile("(?m)^\\s*\\[[^\\]\\n]{1,2000}\\]\\s*$");
    private static final Set<String> STAGE = Set.of("Scene", "Stage", "Narrator", "Moderator", "Opening");

    Dialogue {
        utterances = List.copyOf(utterances);
    }

    /// @param speaker empty when nobody is named
    /// @param stage whether the line sets the scene and is no turn of the cast
    record Utterance(String speaker, String text, boolean own, boolean stage) {}

    static Dialogue of(Heard heard, List<Person> cast, String self) {
        List<Utterance> utterances = new ArrayList<>();
        StringBuilder instruction = new StringBuilder();
        for (Line line : heard.turns()) {
            if (line.own()) {
                utterances.add(new Utterance(self, line.text().strip(), true, false));
                continue;
            }
            Matcher bracketed = BRACKETED.matcher(line.text());
            while (bracketed.find()) {
                instruction.setLength(0);
                instruction.append(bracketed.group().strip());
            }
            split(bracketed.replaceAll(""), cast, self, utterances);
        }
        return new Dialogue(utterances, instruction.toString());
    }

    private static void split(String text, List<Person> cast, String self, List<Utterance> into) {
        String speaker = "";
        StringBuilder said = new StringBuilder();
        for (String paragraph : text.split("\\n\\s*\\n")) {
            Matcher prefix = PREFIX.matcher(paragraph.strip());
            if (prefix.find() && known(prefix.group(1), cast)) {
                add(speaker, said, cast, self, into);
                speaker = prefix.group(1);
                said.append(paragraph.strip().substring(prefix.end()));
            } else {
                said.append(said.isEmpty() ? "" : "\n\n").append(paragraph.strip());
            }
        }
        add(speaker, said, cast, self, into);
    }

    private static boolean known(String name, List<Person> cast) {
        return cast.size() <= 1
                || STAGE.contains(name)
                || cast.stream().anyMatch(person -> person.name().equals(name));
    }

    private static void add(String speaker, StringBuilder said, List<Person> cast, String self, List<Utterance> into) {
        if (!said.toString().isBlank()) {
            boolean inCast = cast.stream().anyMatch(person -> person.name().equals(speaker));
            boolean stage = !inCast && (STAGE.contains(speaker) || speaker.isEmpty());
            into.add(new Utterance(speaker, said.toString().strip(), speaker.equals(self), stage));
        }
        said.setLength(0);
    }

    /// Turns of the cast, the scene not counted.
    int turns() {
        return (int) utterances.stream().filter(utterance -> !utterance.stage()).count();
    }

    boolean spokenMyself() {
        return utterances.stream().anyMatch(Utterance::own);
    }

    /// The newest thing that somebody else said.
    @Nullable
    Utterance last() {
        for (int i = utterances.size() - 1; i >= 0; i--) {
            if (!utterances.get(i).own()) {
                return utterances.get(i);
            }
        }
        return null;
    }

    /// What was said since the persona last spoke, newest first.
    List<Utterance> unanswered() {
        List<Utterance> since = new ArrayList<>();
        for (int i = utterances.size() - 1; i >= 0 && !utterances.get(i).own(); i--) {
            since.add(utterances.get(i));
        }
        return since;
    }
}
