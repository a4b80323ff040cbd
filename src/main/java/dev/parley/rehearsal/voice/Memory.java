package dev.parley.rehearsal.voice;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Every sentence and every turn of words heard so far, so that none comes twice.
final class Memory {
    private static final int LONGEST_GRAM = 3;

    private final Set<String> sentences = new HashSet<>();
    private final Counts grams = new Counts();

    void hear(String text) {
        for (String sentence : Prose.sentences(text)) {
            String normal = Prose.normal(sentence);
            sentences.add(normal);
            String[] words = normal.split(" ");
            for (int length = 1; length <= LONGEST_GRAM; length++) {
                for (int i = 0; i + length <= words.length; i++) {
                    grams.add(hash(words, i, length));
                }
            }
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
            seen += grams.of(gram) > 0 ? 1 : 0;
        }
        return seen / (double) frameGrams.size();
    }

    /// How often the thing was spoken of, at most.
    int mentions(String key) {
        String[] words = Prose.normal(key).split(" ");
        int length = Math.min(LONGEST_GRAM, words.length);
        int least = Integer.MAX_VALUE;
        for (int i = 0; i + length <= words.length; i++) {
            least = Math.min(least, grams.of(hash(words, i, length)));
        }
        return least;
    }

    /// Hashes of each three words in a row.
    static List<Long> grams(String normal) {
        String[] words = normal.split(" ");
        Long[] grams = new Long[Math.max(0, words.length - LONGEST_GRAM + 1)];
        for (int i = 0; i < grams.length; i++) {
            grams[i] = hash(words, i, LONGEST_GRAM);
        }
        return List.of(grams);
    }

    private static long hash(String[] words, int from, int length) {
        long hash = length;
        for (int i = from; i < from + length; i++) {
            hash = hash * 1_000_003L + words[i].hashCode();
        }
        return hash;
    }
}
