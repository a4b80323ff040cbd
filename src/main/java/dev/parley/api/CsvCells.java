package dev.parley.api;

/// Keeps text from being taken for a formula by a spreadsheet.
final class CsvCells {
    private static final String BEGINS_A_FORMULA = "=+-@\t\r\n＝＋－＠";

    private CsvCells() {}

    /// The text, with an apostrophe before it when it begins like a formula.
    static String safe(String text) {
        return !text.isEmpty() && BEGINS_A_FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
