package dev.parley.rehearsal.voice;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads what a persona cares and knows about; topics that are clauses and no things are cut to the thing or left out.
final class TopicLine {
    private static final Pattern CLAUSE_TAIL = Pattern.compile("(?i) and (?:what|who|how|why|when|where|being) .*");
    private static final Set<String> NO_THING = Set.of(
            "what", "who", "whom", "whose", "which", "why", "how", "when", "where", "whether", "if", "not", "to",
            "being", "doing", "having");
    private static final int LONGEST_TOPIC_WORDS = 7;

    private TopicLine() {}

    static List<Phrase> read(String line) {
        Map<String, Phrase> topics = new LinkedHashMap<>();
        for (String topic : line.replace('\n', ' ').replaceFirst("\\.\\s*$", "").split("[,;]")) {
            String bare =
                    CLAUSE_TAIL.matcher(topic.strip().replaceFirst("^and ", "")).replaceFirst("");
            if (standsAlone(bare)) {
                Phrase phrase = Phrase.of(bare);
                topics.putIfAbsent(phrase.key(), phrase);
            }
        }
        return List.copyOf(topics.values());
    }

    private static boolean standsAlone(String topic) {
        if (topic.isEmpty() || Prose.words(topic) > LONGEST_TOPIC_WORDS || topic.matches(".*[\"“”].*")) {
            return false;
        }
        String[] words = topic.toLowerCase(Locale.ROOT).split(" ");
        if (NO_THING.contains(words[0]) || words.length > 1 && Words.irregular(words[0])) {
            return false;
        }
        for (String word : words) {
            if (Words.adverb(word)) {
                return false;
            }
        }
        return true;
    }
}
