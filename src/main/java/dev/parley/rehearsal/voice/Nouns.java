package dev.parley.rehearsal.voice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes noun phrases out of running text by word lists alone; it prefers to miss one over taking a broken one.
final class Nouns {
    private static final Pattern TOKEN = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}'’-]*|[^\\s\\p{L}\\p{N}]");
    private static final Set<String> DEFINITE =
            Set.of("the", "a", "an", "this", "these", "those", "our", "my", "your", "their", "his", "her", "its");
    private static final Set<String> AFTER_PLURAL =
            Set.of("and", "or", "are", "were", "have", "would", "will", "can", "could", "should", "must", "do", "did");
    private static final Set<String> OPENERS = Set.of(
            "about", "of", "on", "with", "without", "for", "over", "into", "from", "between", "behind", "against",
            "and", "or", "than", "to");
    private static final Pattern MASS = Pattern.compile(
            ".*(?:ing|ity|ment|ship|ance|ence|ism|ness|tion|sion|age|ure|care|flow|law|time|pay|work|water|food|data|music|safety|money|space|land|soil|traffic|access|trust|staff|power|energy|health|policy|history|security|quality|debt|risk|waste|noise|heat|air|rain|fuel|bread|wine|fish|wood|steel)");
    private static final int LONGEST_PHRASE_WORDS = 3;
    private static final int MOST_PHRASES = 60;

    private Nouns() {}

    static List<Phrase> in(String text) {
        List<String> tokens = tokens(text);
        Map<String, Phrase> found = new LinkedHashMap<>();
        int i = 0;
        while (i < tokens.size() && found.size() < MOST_PHRASES) {
            int end = i;
            while (end < tokens.size() && belongs(tokens, i, end)) {
                end++;
            }
            if (end > i) {
                Phrase phrase = phrase(tokens, i, end);
                if (phrase != null) {
                    found.putIfAbsent(phrase.key(), phrase);
                }
                i = end;
            } else {
                i++;
            }
        }
        return new ArrayList<>(found.values());
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    private static boolean belongs(List<String> tokens, int start, int at) {
        String token = tokens.get(at);
        String lower = token.toLowerCase(Locale.ROOT);
        if (!Character.isLetter(token.charAt(0)) || lower.length() < 2) {
            return false;
        }
        if (Words.stop(lower) || Words.adverb(lower) || lower.contains("'") || lower.contains("’")) {
            return false;
        }
        boolean maybeVerb = at > start && lower.endsWith("s") && Words.homograph(lower);
        if (!Words.verb(lower) && !maybeVerb) {
            return true;
        }
        String before = start > 0 ? tokens.get(start - 1).toLowerCase(Locale.ROOT) : "";
        boolean capitalInside = at > start && Character.isUpperCase(token.charAt(0));
        boolean afterArticle = at == start && DEFINITE.contains(before) && Words.homograph(lower);
        String next = at + 1 < tokens.size() ? tokens.get(at + 1) : ".";
        boolean gerundBeforeNoun = at == start
                && lower.endsWith("ing")
                && (OPENERS.contains(before) && next.matches("\\p{Ll}{3,}s") || DEFINITE.contains(before))
                && next.matches("\\p{Ll}{3,}")
                && !Words.stop(next);
        boolean pluralBeforeEnd = maybeVerb && !Words.plural(tokens.get(at - 1)) && endsPhrase(next);
        return capitalInside || afterArticle || pluralBeforeEnd || gerundBeforeNoun;
    }

    private static boolean endsPhrase(String token) {
        return !Character.isLetterOrDigit(token.charAt(0)) || AFTER_PLURAL.contains(token) || Words.verb(token);
    }

    private static @Nullable Phrase phrase(List<String> tokens, int start, int end) {
        String before = start > 0 ? tokens.get(start - 1).toLowerCase(Locale.ROOT) : ".";
        String last = tokens.get(end - 1).toLowerCase(Locale.ROOT);
        boolean sentenceStart = !Character.isLetterOrDigit(before.charAt(0)) && !before.equals(",");
        if (end - start > LONGEST_PHRASE_WORDS || Words.unfit(last) || last.endsWith("-") || last.length() < 3) {
            return null;
        }
        if (!DEFINITE.contains(before) && Words.participle(tokens.get(start).toLowerCase(Locale.ROOT))) {
            return null;
        }
        StringBuilder text = new StringBuilder();
        for (int i = start; i < end; i++) {
            text.append(i == start ? "" : " ").append(cased(tokens, i, i == start && sentenceStart, end));
        }
        String bare = text.toString();
        if (DEFINITE.contains(before)) {
            return Phrase.of("the " + bare);
        }
        boolean plural = Words.plural(bare);
        if (plural && (sentenceStart || OPENERS.contains(before) || before.equals(",") || Words.takesObject(before))) {
            return Phrase.of(bare);
        }
        boolean massLike = end - start >= 2 && (OPENERS.contains(before) || sentenceStart);
        return massLike
                        && !Character.isUpperCase(bare.charAt(0))
                        && MASS.matcher(last).matches()
                ? Phrase.of(bare)
                : null;
    }

    private static String cased(List<String> tokens, int at, boolean sentenceStart, int end) {
        String token = tokens.get(at);
        boolean nextCapital =
                at + 1 < end && Character.isUpperCase(tokens.get(at + 1).charAt(0));
        boolean acronym = token.length() > 1 && Character.isUpperCase(token.charAt(1));
        return sentenceStart && !nextCapital && !acronym
                ? Character.toLowerCase(token.charAt(0)) + token.substring(1)
                : token;
    }
}
