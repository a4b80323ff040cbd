package dev.parley.rehearsal.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Small operations on English text: sentences, words, capitals, contractions.
final class Prose {
    private static final Pattern SENTENCE_END = Pattern.compile(
            "(?<!\\b(?:St|Dr|Mr|Mrs|Ms|Prof|No|vs|e\\.g|i\\.e)\\.)(?<=[.!?])\\s+|\\n+(?:\\s*[-*] )?|(?<=[.!?][\"”])\\s+");
    private static final Pattern NOT_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Prose() {}

    static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (String part : SENTENCE_END.split(text)) {
            if (!part.isBlank()) {
                sentences.add(part.strip());
            }
        }
        return sentences;
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
        return NOT_WORD.matcher(lower.replace("cannot", "can not"))
                .replaceAll(" ")
                .strip();
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
