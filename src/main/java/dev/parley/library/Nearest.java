package dev.parley.library;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Guesses what somebody who mistyped a word may have meant.
final class Nearest {
    private Nearest() {}

    /// The known word that is written most like `word`, if it is near enough to be a guess.
    static Optional<String> to(String word, Collection<String> known) {
        int farthest = Math.max(1, word.length() / 3);
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= farthest)
                .filter(candidate -> distance(candidate, word) <= farthest)
                .min(Comparator.comparingInt((String candidate) -> distance(candidate, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /// The guess as the end of a message, empty when there is none.
    static String question(String word, Collection<String> known) {
        return to(word, known).map(guess -> "; did you mean '" + guess + "'?").orElse("");
    }

    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
