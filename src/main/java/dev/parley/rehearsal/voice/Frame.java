package dev.parley.rehearsal.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A sentence, or a few in a row, with slots to fill.
///
/// @param grams the turns of words by which the frame is recognised in what was said
/// @param words about how many words it makes
record Frame(int id, String style, List<List<Piece>> sentences, List<Long> grams, int words) {
    static final Set<String> SLOTS = Set.of(
            "name", "to", "role", "theirs", "asked", "mine", "issue", "goal", "quote", "bio", "people", "place",
            "record", "image", "trouble", "pct", "sum", "month", "day", "season", "phrase");
    static final Set<String> FUNCTIONS = Set.of("is", "has", "does", "s", "es", "ies", "it", "them", "its", "a", "n");
    private static final Pattern SLOT = Pattern.compile("\\{(?:(\\w+):)?([^{}]+)}");
    private static final Set<String> WORDY =
            Set.of("bio", "goal", "quote", "image", "trouble", "place", "theirs", "mine", "issue", "asked", "record");

    sealed interface Piece {
        record Literal(String text) implements Piece {}

        record Slot(String function, String argument) implements Piece {}
    }

    static Frame parse(int id, String line) {
        int bar = line.indexOf(" | ");
        if (bar < 0) {
            throw new IllegalArgumentException("frame without style: " + line);
        }
        List<List<Piece>> sentences = new ArrayList<>();
        List<Long> grams = new ArrayList<>();
        int words = 0;
        for (String sentence : line.substring(bar + 3).split(" // ")) {
            List<Piece> pieces = pieces(sentence);
            sentences.add(pieces);
            for (Piece piece : pieces) {
                switch (piece) {
                    case Piece.Literal literal -> {
                        String normal = Prose.normal(literal.text());
                        grams.addAll(Memory.grams(normal));
                        words += Prose.words(normal);
                    }
                    case Piece.Slot slot ->
                        words +=
                                slot.argument().equals("bio") || slot.argument().equals("goal")
                                        ? 9
                                        : slot.function().isEmpty() && WORDY.contains(slot.argument())
                                                ? 3
                                                : slot.function().matches("s|es|ies") ? 0 : 1;
                }
            }
        }
        return new Frame(id, line.substring(0, bar).strip(), List.copyOf(sentences), List.copyOf(grams), words);
    }

    private static List<Piece> pieces(String sentence) {
        List<Piece> pieces = new ArrayList<>();
        Matcher slot = SLOT.matcher(sentence);
        int from = 0;
        while (slot.find()) {
            if (slot.start() > from) {
                pieces.add(new Piece.Literal(sentence.substring(from, slot.start())));
            }
            pieces.add(new Piece.Slot(slot.group(1) == null ? "" : slot.group(1), slot.group(2)));
            from = slot.end();
        }
        if (from < sentence.length()) {
            pieces.add(new Piece.Literal(sentence.substring(from)));
        }
        return List.copyOf(pieces);
    }

    boolean uses(String argument) {
        return sentences.stream()
                .flatMap(List::stream)
                .anyMatch(piece ->
                        piece instanceof Piece.Slot slot && slot.argument().equals(argument));
    }

    /// The sentences with their slots filled, or null when a slot has nothing to fill it with.
    @Nullable
    List<String> fill(Slots slots) {
        List<String> filled = new ArrayList<>();
        for (List<Piece> sentence : sentences) {
            StringBuilder text = new StringBuilder();
            for (Piece piece : sentence) {
                String part = switch (piece) {
                    case Piece.Literal literal -> literal.text();
                    case Piece.Slot slot -> slots.value(slot.function(), slot.argument());
                };
                if (part == null) {
                    return null;
                }
                text.append(part);
            }
            filled.add(text.toString());
        }
        return filled;
    }
}
