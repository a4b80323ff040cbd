package dev.parley.rehearsal.voice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who speaks, as the system text tells it.
///
/// @param topics what the persona knows and cares about, best known first
/// @param issues what the scenario is about
/// @param goals infinitives without "to"
/// @param facts sentences about the persona in the first person, without full stop
/// @param closing the words that end the conversation, when the text names them
record Brief(
        Person self,
        Style style,
        Domain domain,
        List<Phrase> topics,
        List<Phrase> issues,
        List<String> goals,
        List<String> facts,
        List<Person> cast,
        @Nullable String closing,
        String currency) {
    Brief {
        topics = List.copyOf(topics);
        issues = List.copyOf(issues);
        goals = List.copyOf(goals);
        facts = List.copyOf(facts);
        cast = List.copyOf(cast);
    }

    List<Person> others() {
        return cast.stream().filter(person -> !person.equals(self)).toList();
    }
}
