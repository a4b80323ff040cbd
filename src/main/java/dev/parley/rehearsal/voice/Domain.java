package dev.parley.rehearsal.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The words of a trade: whom it serves, where it works, what it writes down, what goes wrong, what it compares with.
record Domain(
        String name,
        List<String> match,
        List<String> people,
        List<String> places,
        List<String> records,
        List<String> troubles,
        List<String> images) {
    private static final int WORTH_OF_ROLE = 6;
    private static final List<Domain> ALL = load();
    private static final String SUPPLIED = supplied();

    static List<Domain> all() {
        return ALL;
    }

    /// The domain whose words turn up most, those in the role counting most.
    static Domain of(String role, String rest) {
        String roleText = " " + Prose.normal(role) + " ";
        String restText = " " + Prose.normal(rest) + " ";
        Domain best = ALL.getFirst();
        int bestScore = 1;
        for (Domain domain : ALL) {
            int score = 0;
            for (String word : domain.match) {
                score += roleText.contains(" " + word + " ") ? WORTH_OF_ROLE : 0;
                score += restText.contains(" " + word + " ") ? 1 : 0;
            }
            if (score > bestScore) {
                best = domain;
                bestScore = score;
            }
        }
        return best;
    }

    /// Whether some trade's lists hold the words, so that they came from a frame and not from the talk.
    static boolean supplies(String key) {
        return SUPPLIED.contains(" " + Prose.normal(key) + " ");
    }

    private static String supplied() {
        StringBuilder text = new StringBuilder();
        for (Domain domain : ALL) {
            for (List<String> list :
                    List.of(domain.people, domain.places, domain.records, domain.troubles, domain.images)) {
                list.forEach(
                        words -> text.append(' ').append(Prose.normal(words)).append(" /"));
            }
        }
        return text.toString();
    }

    private static List<Domain> load() {
        List<Domain> domains = new ArrayList<>();
        for (Map.Entry<String, List<String>> section :
                Resource.sections("domains.txt").entrySet()) {
            List<String> lines = section.getValue();
            domains.add(new Domain(
                    section.getKey(),
                    values(lines, "match", ","),
                    values(lines, "people", ";"),
                    values(lines, "place", ";"),
                    values(lines, "record", ";"),
                    values(lines, "trouble", ";"),
                    values(lines, "image", ";")));
        }
        return List.copyOf(domains);
    }

    private static List<String> values(List<String> lines, String key, String separator) {
        for (String line : lines) {
            if (line.startsWith(key + ":")) {
                List<String> values = new ArrayList<>();
                for (String value : line.substring(key.length() + 1).split(separator)) {
                    if (!value.isBlank()) {
                        values.add(key.equals("match") ? value.strip().toLowerCase(Locale.ROOT) : value.strip());
                    }
                }
                return List.copyOf(values);
            }
        }
        return List.of();
    }
}
