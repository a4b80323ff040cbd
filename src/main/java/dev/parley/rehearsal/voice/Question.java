package dev.parley.rehearsal.voice;

import dev.parley.rehearsal.voice.Dialogue.Utterance;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A question put to the persona.
record Question(Utterance from, String text, String kind) {
    private static final Pattern WH = Pattern.compile(
            "\\b(how much|how many|how often|how long|how soon|what figure|cost|how|why|whose|whom|who|when|where|what|which)\\b");
    private static final Pattern VIEW = Pattern.compile(
            "how (?:do|did|would|does) (?:you (?:see|view|feel|come)|[^?]* (?:feel|look))|what do you (?:think|make)|another way|where you sit|your (?:view|opinion|position)|do you suppose|in mind with");
    private static final Pattern AUXILIARY_FIRST = Pattern.compile(
            "^(?:[^,]{2,40}, )?(?:and |but |so |then )?(?:is|are|was|were|do|does|did|can|could|will|would|shall|should|have|has|may|might)\\b");

    /// The newest question to the persona since it last spoke: by name, or by being the last thing said to all.
    static @Nullable Question to(Brief brief, Dialogue talk) {
        List<Utterance> unanswered = talk.unanswered();
        for (int i = 0; i < unanswered.size(); i++) {
            Utterance utterance = unanswered.get(i);
            List<String> sentences = Prose.sentences(utterance.text());
            for (int at = sentences.size() - 1; at >= 0; at--) {
                String sentence = sentences.get(at);
                if (!sentence.contains("?")) {
                    continue;
                }
                boolean named = brief.self().namedIn(sentence);
                boolean namedBefore = at > 0 && brief.self().namedIn(sentences.get(at - 1));
                boolean other = brief.others().stream()
                        .anyMatch(person ->
                                person.namedIn(sentence) && !person.name().equals(utterance.speaker()));
                boolean toAll = i == 0 && at == sentences.size() - 1 && !other;
                if (named || toAll || (namedBefore && !other)) {
                    return new Question(utterance, sentence, kind(sentence));
                }
            }
        }
        return null;
    }

    static String kind(String sentence) {
        String lower = sentence.toLowerCase(Locale.ROOT).replace('*', ' ');
        if (VIEW.matcher(lower).find()) {
            return "view";
        }
        if (AUXILIARY_FIRST.matcher(lower).find()) {
            return lower.matches(".*\\w or \\w.*") && !lower.contains("yes or no") && !lower.contains(", or ")
                    ? "choice"
                    : "whether";
        }
        Matcher wh = WH.matcher(lower);
        if (!wh.find()) {
            return "whether";
        }
        return switch (wh.group(1)) {
            case "how much" -> lower.contains("how much of") ? "share" : "much";
            case "how many", "how often", "what figure" -> "share";
            case "cost" -> "much";
            case "how long", "how soon", "when" -> "when";
            case "how" -> "how";
            case "why" -> "why";
            case "which" -> "choice";
            case "who", "whom", "whose" -> "who";
            default -> lower.contains(" cost") ? "much" : "what";
        };
    }
}
