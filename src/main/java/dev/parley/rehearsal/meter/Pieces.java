package dev.parley.rehearsal.meter;

/// Cuts a text into pieces of 256 to 2,048 characters, at line ends where there are any. Reads from left to right, so
/// that a text and its continuation share all pieces but the last.
final class Pieces {
    private static final int SHORTEST = 256;
    private static final int LONGEST = 2048;

    private Pieces() {}

    /// Where the piece that starts at `from` ends, at most the length of the text.
    static int end(String text, int from) {
        int searchEnd = Math.min(text.length(), from + LONGEST);
        if (searchEnd > from + SHORTEST - 1) {
            int newline = text.indexOf('\n', from + SHORTEST - 1, searchEnd);
            if (newline >= 0) {
                return newline + 1;
            }
        }
        if (text.length() <= from + LONGEST) {
            return text.length();
        }
        int space = text.lastIndexOf(' ', from + LONGEST - 1);
        if (space >= from + SHORTEST) {
            return space;
        }
        int cut = from + LONGEST;
        return Character.isHighSurrogate(text.charAt(cut - 1)) ? cut - 1 : cut;
    }
}
