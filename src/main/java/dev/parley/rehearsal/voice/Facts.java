package dev.parley.rehearsal.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Turns what a text says about a persona into what the persona may say of itself; doubtful sentences are left out.
final class Facts {
    private static final Set<String> PRONOUN_SUBJECTS = Set.of("She", "He", "They");
    private static final Map<String, String> FIRST_PERSON =
            Map.of("is", "am", "has", "have", "does", "do", "goes", "go", "was", "was", "were", "was", "are", "am");
    private static final Set<String> UNCHANGED_S = Set.of("always", "was", "sometimes", "perhaps", "once");
    private static final java.util.regex.Pattern POINTING = java.util.regex.Pattern.compile(
            "(?i)\\b(?:about|of|to|for|with|from) (?:it|that|this|them)\\b(?! \\p{L}+s\\b)|\\b(?:tells?|does|did|do) it\\b");
    private static final int LONGEST_FACT_WORDS = 24;

    private Facts() {}

    static List<String> of(Person self, String text, int limit) {
        List<String> facts = new ArrayList<>();
        for (String sentence : Prose.sentences(text)) {
            if (facts.size() == limit) {
                break;
            }
            String fact = fact(self, sentence);
            if (fact != null) {
                facts.add(fact);
            }
        }
        return facts;
    }

    private static @Nullable String fact(Person self, String sentence) {
        String bare = sentence.replaceFirst("[.!]+$", "").strip();
        if (!sentence.endsWith(".") || Prose.words(bare) < 4 || Prose.words(bare) > LONGEST_FACT_WORDS) {
            return null;
        }
        if (bare.matches(".*[\"“”?;:()].*") || POINTING.matcher(bare).find()) {
            return null;
        }
        if (bare.startsWith("You ") || bare.startsWith("You've ")) {
            String rest = bare.replaceFirst("^You've ", "You have ").substring(4);
            return rest.matches("(?i).*\\byou(?:rself|'\\w+)?\\b.*") ? null : "I " + own(secondPerson(rest));
        }
        int space = bare.indexOf(' ');
        String subject = bare.startsWith(self.name() + " ") ? self.name() : bare.substring(0, space);
        boolean about =
                subject.equals(self.name()) || subject.equals(self.address()) || PRONOUN_SUBJECTS.contains(subject);
        String rest = bare.substring(subject.length()).strip();
        if (!about
                || rest.matches("(?i).*\\b(?:she|he|they|him|them|herself|himself|themselves|hers)\\b.*|.*\\b"
                        + java.util.regex.Pattern.quote(self.address()) + "\\b.*")) {
            return null;
        }
        String verb = rest.replaceFirst(" .*", "");
        String changed = firstPerson(verb);
        String tail = rest.substring(verb.length());
        if (tail.matches(
                ".*\\bher(?: (?:to|and|in|at|for|with|from|by|on|that|as|or|into)\\b.*|$)|.*\\b(?:and|but|who) (?:still |now |then |also |often |never |always |has |is )?\\w+s\\b.*")) {
            return null;
        }
        return changed == null ? null : "I " + changed + tail.replaceAll("\\b(?:her|his|their)\\b", "my");
    }

    private static String secondPerson(String rest) {
        return rest.replaceFirst("^are ", "am ").replaceFirst("^were ", "was ").replaceFirst("^aren't ", "am not ");
    }

    private static String own(String text) {
        return text.replaceAll("\\byours\\b", "mine")
                .replaceAll("\\byour\\b", "my")
                .replaceAll("\\b(and|but) are\\b", "$1 am");
    }

    private static @Nullable String firstPerson(String verb) {
        String known = FIRST_PERSON.get(verb);
        if (known != null) {
            return known;
        }
        if (!verb.equals(verb.toLowerCase(Locale.ROOT)) || verb.endsWith("ly") || UNCHANGED_S.contains(verb)) {
            return null;
        }
        if (verb.endsWith("ies")) {
            return verb.substring(0, verb.length() - 3) + "y";
        }
        if (verb.matches(".*(?:ch|sh|ss|x|zz)es")) {
            return verb.substring(0, verb.length() - 2);
        }
        return verb.endsWith("s") && !verb.endsWith("ss") ? verb.substring(0, verb.length() - 1) : verb;
    }
}
