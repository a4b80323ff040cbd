package dev.parley.rehearsal.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Small operations on English text: sentences, words, capitals, contractions.
final class Prose {
    private static final Set<String> ABBREVIATIONS =
            Set.of("St", "Dr", "Mr", "Mrs", "Ms", "Prof", "No", "vs", "e.g", "i.e");

    private Prose() {}

    /// The sentences of a text; a line is never more than one paragraph, and an item of a list is a sentence.
    static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (Character.isWhitespace(c) && ended(text, from, i))) {
                add(text.substring(from, i), sentences);
                from = i + 1;
            }
        }
        add(text.substring(from), sentences);
        return sentences;
    }

    private static boolean ended(String text, int from, int end) {
        int last = end - 1;
        while (last > from && (text.charAt(last) == '"' || text.charAt(last) == '”')) {
            last--;
        }
        if (last < from || ".!?".indexOf(text.charAt(last)) < 0) {
            return false;
        }
        int word = text.lastIndexOf(' ', last) + 1;
        return !ABBREVIATIONS.contains(text.substring(Math.max(word, from), last));
    }

    private static void add(String part, List<String> sentences) {
        String bare = part.strip();
        bare = bare.startsWith("- ") || bare.startsWith("* ") ? bare.substring(2) : bare;
        if (!bare.isBlank()) {
            sentences.add(bare);
        }
    }

    static int words(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean space = Character.isWhitespace(text.charAt(i));
            if (!space && !inside) {
                words++;
            }
            inside = !space;
        }
        return words;
    }

    /// Words in lower case, contractions written out, all else a single space.
    static String normal(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace('’', '\'');
        if (lower.indexOf('\'') >= 0) {
            lower = lower.replace("can't", "can not")
                    .replace("won't", "will not")
                    .replace("n't", " not")
                    .replace("'m ", " am ")
                    .replace("'re ", " are ")
                    .replace("'ll ", " will ")
                    .replace("'ve ", " have ")
                    .replace("it's ", "it is ")
                    .replace("that's ", "that is ")
                    .replace("'d ", " would ");
        }
        return wordsOnly(lower.replace("cannot", "can not"));
    }

    private static String wordsOnly(String text) {
        StringBuilder words = new StringBuilder(text.length());
        boolean gap = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
                if (gap && !words.isEmpty()) {
                    words.append(' ');
                }
                words.append(c);
                gap = false;
            } else {
                gap = true;
            }
        }
        return words.toString();
    }

    /// Whether the name stands in the text as whole words.
    static boolean mentions(String text, String name) {
        int at = text.indexOf(name);
        while (at >= 0) {
            int end = at + name.length();
            boolean before = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
            boolean after = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
            if (before && after) {
                return true;
            }
            at = text.indexOf(name, end);
        }
        return false;
    }

    static String capital(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                return text.substring(0, i) + Character.toUpperCase(c) + text.substring(i + 1);
            }
        }
        return text;
    }

    static String contract(String text) {
        return text.replace("do not ", "don't ")
                .replace("does not ", "doesn't ")
                .replace("did not ", "didn't ")
                .replace("is not ", "isn't ")
                .replace("are not ", "aren't ")
                .replace("was not ", "wasn't ")
                .replace("would not ", "wouldn't ")
                .replace("will not ", "won't ")
                .replace("has not ", "hasn't ")
                .replace("cannot ", "can't ")
                .replace("could not ", "couldn't ")
                .replace("I am ", "I'm ")
                .replace("I would ", "I'd ")
                .replace("I will ", "I'll ")
                .replace("I have been ", "I've been ")
                .replace("I have had ", "I've had ")
                .replace("I have seen ", "I've seen ")
                .replace("it is ", "it's ")
                .replace("It is ", "It's ")
                .replace("that is ", "that's ")
                .replace("That is ", "That's ")
                .replace("let us ", "let's ")
                .replace("Let us ", "Let's ")
                .replace("we are ", "we're ")
                .replace("you are ", "you're ");
    }
}
