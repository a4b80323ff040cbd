package dev.parley.rehearsal.draw;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the limit of an instruction such as "in at most 60 words".
public final class WordLimit {
    private static final int LAST_CHARS = 4000;
    private static final int PHRASE_CHARS = 32;
    private static final Pattern LIMIT = Pattern.compile(
            "(?:at most|no more than|not more than|up to|under|below|within|fewer than|less than|maximum(?: of)?|max\\.?)"
                    + "(?: about)? (\\d{1,4})[ -]$",
            Pattern.CASE_INSENSITIVE);

    private WordLimit() {}

    /// The last limit named in the text's end.
    public static OptionalInt in(String text) {
        int first = Math.max(0, text.length() - LAST_CHARS);
        // Prompts are long and limits rare: look for the word, and only then at what stands before it.
        for (int at = text.lastIndexOf("word"); at > first; at = text.lastIndexOf("word", at - 1)) {
            int words = before(text, at);
            if (words > 0) {
                return OptionalInt.of(words);
            }
        }
        return OptionalInt.empty();
    }

    private static int before(String text, int at) {
        if (at < 2 || !Character.isDigit(text.charAt(at - 2))) {
            return 0;
        }
        Matcher limit = LIMIT.matcher(text).region(Math.max(0, at - PHRASE_CHARS), at);
        return limit.find() ? Integer.parseInt(limit.group(1)) : 0;
    }
}
