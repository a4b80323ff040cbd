package dev.parley.conversation;

/// Text from outside made fit to keep: without control characters but line breaks and tabs, and without halves of
/// surrogate pairs, neither of which a database takes.
public final class PlainText {
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    public static String of(String text) {
        var kept = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            i += Character.charCount(codePoint);
            if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
                kept.append(REPLACEMENT);
            } else if (codePoint == '\n' || codePoint == '\t' || !Character.isISOControl(codePoint)) {
                kept.appendCodePoint(codePoint);
            }
        }
        return kept.toString();
    }

    /// Whether the text is fit to keep as it is.
    public static boolean isFit(String text) {
        return of(text).equals(text.replace("\r", ""));
    }

    /// The text, cut to at most `most` characters.
    public static String of(String text, int most) {
        var kept = of(text);
        if (kept.length() <= most) {
            return kept;
        }
        int end = Character.isHighSurrogate(kept.charAt(most - 1)) ? most - 1 : most;
        return kept.substring(0, end);
    }
}
