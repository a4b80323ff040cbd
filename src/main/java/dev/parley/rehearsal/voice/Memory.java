package dev.parley.rehearsal.voice;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Every sentence and every turn of words heard so far, so that none comes twice.
final class Memory {
    private final Set<String> sentences = new HashSet<>();
    private final Set<Long> grams = new HashSet<>();
    private final StringBuilder all = new StringBuilder();

    void hear(String text) {
        for (String sentence : Prose.sentences(text)) {
            String normal = Prose.normal(sentence);
            sentences.add(normal);
            grams.addAll(grams(normal));
            all.append(' ').append(normal);
        }
    }

    boolean knows(String text) {
        for (String sentence : Prose.sentences(text)) {
            if (sentences.contains(Prose.normal(sentence))) {
                return true;
            }
        }
        return false;
    }

    /// Which share of a frame's turns of words was heard before, from 0 to 1.
    double familiarity(List<Long> frameGrams) {
        if (frameGrams.isEmpty()) {
            return 0;
        }
        int seen = 0;
        for (Long gram : frameGrams) {
            seen += grams.contains(gram) ? 1 : 0;
        }
        return seen / (double) frameGrams.size();
    }

    /// How often the thing was spoken of.
    int mentions(String key) {
        String normal = " " + Prose.normal(key);
        int count = 0;
        int at = all.indexOf(normal);
        while (at >= 0 && count < 100) {
            count++;
            at = all.indexOf(normal, at + normal.length());
        }
        return count;
    }

    /// Hashes of each three words in a row, or of the pair when there are but two.
    static List<Long> grams(String normal) {
        if (normal.isEmpty()) {
            return List.of();
        }
        String[] words = normal.split(" ");
        if (words.length < 3) {
            return List.of();
        }
        Long[] grams = new Long[words.length - 2];
        for (int i = 0; i + 2 < words.length; i++) {
            long hash = words[i].hashCode();
            hash = hash * 1_000_003L + words[i + 1].hashCode();
            grams[i] = hash * 1_000_003L + words[i + 2].hashCode();
        }
        return List.of(grams);
    }
}
