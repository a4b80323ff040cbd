package dev.parley.rehearsal.voice;

import java.util.Locale;
import java.util.Set;

/// Somebody in the conversation.
///
/// @param role the trade, in lower case where it is no name, possibly empty
record Person(String name, String role) {
    private static final Set<String> DROPPED =
            Set.of("dr", "dr.", "prof", "prof.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.");
    private static final Set<String> KEPT = Set.of(
            "judge",
            "captain",
            "sister",
            "father",
            "brother",
            "sir",
            "lady",
            "chef",
            "coach",
            "officer",
            "detective",
            "professor",
            "doctor",
            "commander",
            "chief",
            "the",
            "uncle",
            "aunt",
            "old");

    /// What others call this person: the first name, without a title that ends in a full stop.
    String address() {
        String[] words = name.split("\\s+");
        if (words.length == 1) {
            return name;
        }
        String first = words[0].toLowerCase(Locale.ROOT);
        if (DROPPED.contains(first)) {
            return words[1];
        }
        return KEPT.contains(first) ? words[0] + " " + words[1] : words[0];
    }

    boolean namedIn(String text) {
        return Prose.mentions(text, address());
    }

    /// Whether any part of the name stands in the text, in any case.
    boolean sharesWord(String text) {
        String padded = " " + Prose.normal(text) + " ";
        for (String word : Prose.normal(name).split(" ")) {
            if (word.length() > 2 && !KEPT.contains(word) && padded.contains(" " + word + " ")) {
                return true;
            }
        }
        return false;
    }
}
