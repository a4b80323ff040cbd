package dev.parley.rehearsal.voice;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What the voice knows of English words: which of them end a noun phrase, and which are plural.
final class Words {
    private static final Map<String, List<String>> LISTS = Resource.sections("words.txt");
    private static final Pattern CONJUGATED = Pattern.compile("(\\w+)\\{(?:s|es):");
    private static final Set<String> STOP = list("stop");
    private static final Set<String> VERBS = inflected(verbs());
    private static final Set<String> PLURAL = list("plural");
    private static final Set<String> SINGULAR = list("singular");
    private static final Set<String> LINKS = Set.of(
            "of", "in", "on", "for", "with", "to", "from", "at", "by", "under", "between", "before", "after", "against",
            "as", "without", "that", "who", "which", "nobody", "per", "sealed");
    private static final Set<String> HOMOGRAPHS = list("homograph");
    private static final Set<String> NEVER = list("never");
    private static final Set<String> ADJECTIVES = list("adjective");
    private static final Set<String> SCENERY = list("scenery");
    private static final Set<String> IRREGULAR = list("past");
    private static final Pattern ADJECTIVE_END = Pattern.compile(".*(?:ful|ous|less|ible)");
    private static final Set<String> SUPERLATIVE_LIKE =
            Set.of("harvest", "interest", "request", "protest", "contest", "conquest", "rainforest", "manifest");
    private static final Set<String> NOUNS_IN_ING = list("ing");

    private Words() {}

    static Set<String> list(String name) {
        return LISTS.getOrDefault(name, List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .collect(Collectors.toUnmodifiableSet());
    }

    /// The listed verbs and those that the frames conjugate, which others' replies are full of.
    private static Set<String> verbs() {
        Set<String> verbs = new HashSet<>(list("verb"));
        for (String file : Resource.FRAME_FILES) {
            for (List<String> lines : Resource.sections(file).values()) {
                for (String line : lines) {
                    Matcher conjugated = CONJUGATED.matcher(line);
                    while (conjugated.find()) {
                        verbs.add(conjugated.group(1));
                    }
                }
            }
        }
        return verbs;
    }

    private static Set<String> inflected(Set<String> verbs) {
        Set<String> all = new HashSet<>(verbs);
        for (String verb : verbs) {
            String stem = verb.endsWith("e") ? verb.substring(0, verb.length() - 1) : verb;
            all.add(verb + "s");
            all.add(verb + "es");
            all.add(stem + "ed");
            all.add(stem + "ing");
            all.add(verb + verb.charAt(verb.length() - 1) + "ed");
            all.add(verb + verb.charAt(verb.length() - 1) + "ing");
            if (verb.endsWith("y")) {
                all.add(verb.substring(0, verb.length() - 1) + "ies");
                all.add(verb.substring(0, verb.length() - 1) + "ied");
            }
        }
        return Set.copyOf(all);
    }

    static boolean stop(String word) {
        return STOP.contains(word);
    }

    static boolean verb(String word) {
        return VERBS.contains(word) || (word.endsWith("ing") && word.length() > 5 && !NOUNS_IN_ING.contains(word));
    }

    /// Whether the word may not be the last of a phrase.
    static boolean unfit(String word) {
        return NEVER.contains(word)
                || ADJECTIVES.contains(word)
                || (word.length() > 6 && ADJECTIVE_END.matcher(word).matches())
                || participle(word)
                || (word.endsWith("est") && word.length() > 6 && !SUPERLATIVE_LIKE.contains(word));
    }

    /// Whether the word, with or without a final s, is a noun as well as a verb.
    static boolean homograph(String word) {
        return HOMOGRAPHS.contains(word)
                || (word.endsWith("s") && HOMOGRAPHS.contains(word.substring(0, word.length() - 1)));
    }

    /// A past participle that does not show it by its end.
    static boolean irregular(String word) {
        return IRREGULAR.contains(word);
    }

    /// Whether the phrase names a piece of the scene, which is nothing to argue about.
    static boolean scenery(Phrase phrase) {
        return SCENERY.contains(head(phrase.key()));
    }

    /// Whether a bare plural after the word is its object, and not the rest of a longer noun phrase.
    static boolean takesObject(String word) {
        return VERBS.contains(word) && !word.endsWith("ing") && !participle(word);
    }

    static boolean adverb(String word) {
        return word.length() > 5 && word.endsWith("ly") && !NOUNS_IN_ING.contains(word);
    }

    static boolean participle(String word) {
        return word.length() > 4 && word.endsWith("ed") && !NOUNS_IN_ING.contains(word);
    }

    static boolean plural(String phrase) {
        String lower = phrase.toLowerCase(Locale.ROOT).replace("*", "");
        if (lower.contains(" and ")) {
            return true;
        }
        String head = head(lower);
        if (PLURAL.contains(head) || head.endsWith("people")) {
            return true;
        }
        return head.endsWith("s") && !head.endsWith("ss") && !head.endsWith("'s") && !SINGULAR.contains(head);
    }

    static String head(String phrase) {
        String head = "";
        for (String word : phrase.split(" ")) {
            if (!head.isEmpty() && LINKS.contains(word)) {
                break;
            }
            head = word;
        }
        return head;
    }

    /// "a" or "an" with the word, by its sound as far as spelling shows it.
    static String withArticle(String noun) {
        String lower = noun.toLowerCase(Locale.ROOT);
        boolean vowel = lower.matches("^(?:[aeio]|u(?!ni|se|sa|ti|ro)|hour|honest|heir|mri|sre|x-).*")
                || noun.matches("^[AEFHILMNORSX][A-Z]+\\b.*");
        return (vowel ? "an " : "a ") + noun;
    }
}
