package dev.parley.web;

import java.util.List;

/// All scripts, and what is wrong with files of the library.
public record LibraryPage(List<Card> scripts, List<FileProblem> problems) {
    public LibraryPage {
        scripts = List.copyOf(scripts);
        problems = List.copyOf(problems);
    }

    /// A script in a few words.
    public record Card(
            String id, String title, String kind, String scenario, List<Member> cast, int turns, Amount likely) {
        public Card {
            cast = List.copyOf(cast);
        }
    }

    public record Member(String name, String look) {}
}
