package dev.parley.rehearsal.wire;

import java.util.ArrayList;
import java.util.List;

/// Cuts a reply into the few words that one event of a stream carries.
final class Chunks {
    private static final int WORDS = 4;

    private Chunks() {}

    /// Parts that make the text again; none for an empty text.
    static List<String> of(String text) {
        List<String> chunks = new ArrayList<>();
        int from = 0;
        int words = 0;
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == ' ' && ++words == WORDS) {
                chunks.add(text.substring(from, i));
                from = i;
                words = 0;
            }
        }
        if (from < text.length()) {
            chunks.add(text.substring(from));
        }
        return chunks;
    }
}
