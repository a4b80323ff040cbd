package dev.parley.rehearsal.voice;

import java.util.Locale;

/// A noun phrase that can stand as the object or the subject of a sentence.
///
/// @param text with its article where it needs one, in the case it has inside a sentence
record Phrase(String text, boolean plural) {
    Phrase {
        if (text.isBlank()) {
            throw new IllegalArgumentException("empty phrase");
        }
    }

    static Phrase of(String text) {
        return new Phrase(text, Words.plural(text));
    }

    /// Lower case and without article, so that "the curb lane" and "a curb lane" are one thing.
    String key() {
        return text.toLowerCase(Locale.ROOT).replaceFirst("^(the|a|an) ", "");
    }

    /// Whether one names the other's thing, wholly or in part.
    boolean overlaps(Phrase other) {
        return key().contains(other.key()) || other.key().contains(key());
    }
}
