package dev.parley.web;

import dev.parley.library.Contents;
import java.util.ArrayList;
import java.util.List;

/// All personas in a few words each, and what is wrong with files of the library.
public record PersonasPage(List<Card> personas, List<FileProblem> problems) {
    public PersonasPage {
        personas = List.copyOf(personas);
        problems = List.copyOf(problems);
    }

    public record Card(String id, String name, String role, String topics, String model) {}

    static PersonasPage of(Contents contents) {
        var cards = new ArrayList<Card>();
        for (var persona : contents.personas().values()) {
            cards.add(new Card(
                    persona.id(),
                    persona.name(),
                    persona.role(),
                    String.join(" · ", persona.topics()),
                    persona.model().toString()));
        }
        return new PersonasPage(
                cards,
                contents.problems().stream()
                        .filter(problem -> problem.file().startsWith("personas/"))
                        .map(FileProblem::of)
                        .toList());
    }
}
