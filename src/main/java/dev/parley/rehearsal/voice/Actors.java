package dev.parley.rehearsal.voice;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// People and bodies of people: they act, so a talk is seldom about them.
final class Actors {
    private static final Set<String> BODIES = Words.list("actor");
    private static final Set<String> PEOPLE = Domain.all().stream()
            .flatMap(domain -> domain.people().stream())
            .map(Words::head)
            .collect(Collectors.toUnmodifiableSet());

    private Actors() {}

    static boolean include(Phrase phrase) {
        String head = Words.head(phrase.text().toLowerCase(Locale.ROOT));
        return BODIES.contains(head) || PEOPLE.contains(head);
    }
}
