package dev.parley.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Rows of text whose columns line up: words to the left, numbers to the right, amounts by their points.
final class TextColumns {
    private static final String GAP = "  ";

    private final List<List<Cell>> rows = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();

    private enum Side {
        LEFT,
        RIGHT,
        POINT
    }

    record Cell(String text, Side side) {
        static Cell left(String text) {
            return new Cell(text, Side.LEFT);
        }

        static Cell right(String text) {
            return new Cell(text, Side.RIGHT);
        }

        static Cell amount(String text) {
            return new Cell(text, Side.POINT);
        }

        private String fraction() {
            int point = text.indexOf('.');
            return side != Side.POINT || point < 0 ? "" : text.substring(point);
        }
    }

    void add(List<Cell> row) {
        rows.add(List.copyOf(row));
    }

    /// Draws a line below what was added so far.
    void addLine() {
        lines.add(rows.size());
    }

    void print(PrintStream out) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        var fractions = new int[columns];
        var widths = new int[columns];
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                fractions[i] = Math.max(fractions[i], row.get(i).fraction().length());
            }
        }
        for (var row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] =
                        Math.max(widths[i], atPoint(row.get(i), fractions[i]).length());
            }
        }
        int all = GAP.length() * Math.max(0, columns - 1);
        for (int width : widths) {
            all += width;
        }
        for (int r = 0; r < rows.size(); r++) {
            if (lines.contains(r)) {
                out.println("─".repeat(all));
            }
            out.println(line(rows.get(r), widths, fractions));
        }
    }

    private static String line(List<Cell> row, int[] widths, int[] fractions) {
        var line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            var text = atPoint(row.get(i), fractions[i]);
            var space = " ".repeat(widths[i] - text.length());
            line.append(i == 0 ? "" : GAP).append(row.get(i).side() == Side.LEFT ? text + space : space + text);
        }
        return line.toString().stripTrailing();
    }

    private static String atPoint(Cell cell, int fraction) {
        return cell.side() == Side.POINT
                ? cell.text() + " ".repeat(fraction - cell.fraction().length())
                : cell.text();
    }
}
