package dev.parley.rehearsal.draw;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the limit of an instruction such as "in at most 60 words".
public final class WordLimit {
    private static final int LAST_CHARS = 4000;
    private static final Pattern LIMIT = Pattern.compile(
            "(?:at most|no more than|not more than|up to|under|below|within|fewer than|less than|maximum(?: of)?|max\\.?)"
                    + "(?: about)? (\\d{1,4})(?:[ -]words?\\b)",
            Pattern.CASE_INSENSITIVE);

    private WordLimit() {}

    /// @return the last limit named in the text's end
    public static OptionalInt in(String text) {
        Matcher limit = LIMIT.matcher(text.substring(Math.max(0, text.length() - LAST_CHARS)));
        OptionalInt found = OptionalInt.empty();
        while (limit.find()) {
            int words = Integer.parseInt(limit.group(1));
            found = words > 0 ? OptionalInt.of(words) : found;
        }
        return found;
    }
}
