package dev.parley.model;

import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How like a text other texts are: first by the words and numbers that they share, then by the edits between them.
record Likeness(String text, Set<String> words) {
    private static final Pattern WORD = Pattern.compile("[a-z]+|[0-9]+(\\.[0-9]+)*");
    private static final int WHOLE = 1_000;

    Likeness(String text) {
        this(text, words(text));
    }

    Rank to(String other) {
        var theirs = words(other);
        var shared = new HashSet<>(words);
        shared.retainAll(theirs);
        return new Rank(2 * WHOLE * shared.size() / Math.max(1, words.size() + theirs.size()), edits(text, other));
    }

    /// Sorts the likest first.
    ///
    /// @param sharedPermille how many of both texts' words are shared, in thousandths
    /// @param edits letters to add, drop or replace
    record Rank(int sharedPermille, int edits) implements Comparable<Rank> {
        private static final Comparator<Rank> LIKEST_FIRST =
                Comparator.comparingInt(Rank::sharedPermille).reversed().thenComparingInt(Rank::edits);

        @Override
        public int compareTo(Rank other) {
            return LIKEST_FIRST.compare(this, other);
        }
    }

    private static Set<String> words(String text) {
        return WORD.matcher(text.toLowerCase(java.util.Locale.ROOT))
                .results()
                .map(java.util.regex.MatchResult::group)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        int[] current = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            int[] swap = previous;
            previous = current;
            current = swap;
        }
        return previous[to.length()];
    }
}
