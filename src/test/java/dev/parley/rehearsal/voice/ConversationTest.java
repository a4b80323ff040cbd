package dev.parley.rehearsal.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rehearsal.voice.Casts.Cast;
import dev.parley.rehearsal.voice.Casts.Member;
import dev.parley.rehearsal.voice.Simulation.Said;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final List<Pattern> FLAWS = List.of(
            Pattern.compile(" {2,}"),
            Pattern.compile("[{}|]|//"),
            Pattern.compile("\\s[,.;:?!]"),
            Pattern.compile("[,;:]{2}|\\.\\.|\\?\\.|!\\."),
            Pattern.compile(
                    "(?i)\\ba (?:apple|hour|honest|officer|urban|engineer|incident|emergency|old|early|empty|open)\\b"),
            Pattern.compile("(?i)\\ban (?:hospital|midwife|farmer|user|union|shop)\\b"),
            Pattern.compile("(?i)\\b(the|a|an|of|to|in|is|are|and|with|for|about|on) \\1\\b(?!-)"),
            Pattern.compile("(?i)\\bthe (?:the|a|an|my|your|this)\\b|\\ba the\\b"),
            Pattern.compile("(?i)It is your turn|at most \\d+ words|\\[|\\]"),
            Pattern.compile("(?m)^\\s*[a-z]"),
            Pattern.compile("[.?!] [a-z]"));

    private final PersonaVoice voice = new PersonaVoice();

    @Test
    void noSentenceComesTwiceInARun() {
        for (Cast cast : Casts.ALL) {
            for (long seed = 1; seed <= 3; seed++) {
                Map<String, String> seen = new HashMap<>();
                int turn = 0;
                for (Said said : Simulation.run(voice, cast, 60, seed)) {
                    turn++;
                    for (String sentence : said.text().split("(?<=[.!?])[\"”]?\\s+|\\n+")) {
                        String normal = sentence.toLowerCase()
                                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                                .strip();
                        String before = seen.put(normal, "turn " + turn);
                        assertThat(before)
                                .as("said again in turn %d, seed %d: %s", turn, seed, sentence)
                                .isNull();
                    }
                }
            }
        }
    }

    @Test
    void theGrammarIsClean() {
        for (Cast cast : Casts.ALL) {
            for (Said said : Simulation.run(voice, cast, 60, 11)) {
                for (Pattern flaw : FLAWS) {
                    assertThat(flaw.matcher(said.text().replace("\n- ", "\n- X"))
                                    .find())
                            .as("%s in: %s", flaw, said.text())
                            .isFalse();
                }
                assertThat(said.text()).doesNotStartWith(said.speaker().name());
                assertThat(said.text()).matches("(?s).*[.?!]\"?$|(?s).*\\n- [^\\n]+$");
            }
        }
    }

    @Test
    void mostRepliesTakeUpWordsOfTheSpeakerBefore() {
        int takenUp = 0;
        int replies = 0;
        for (Cast cast : Casts.ALL) {
            for (long seed = 1; seed <= 2; seed++) {
                List<Said> run = Simulation.run(voice, cast, 40, seed);
                for (int i = 1; i < run.size(); i++) {
                    Set<String> shared = content(run.get(i - 1).text());
                    shared.retainAll(content(run.get(i).text()));
                    replies++;
                    takenUp += shared.isEmpty() ? 0 : 1;
                }
            }
        }
        assertThat(takenUp / (double) replies).isGreaterThan(0.7);
    }

    @Test
    void personasAreToldApartWithNamesHidden() {
        for (Cast cast : List.of(Casts.CITY, Casts.HOSPITAL)) {
            Map<Member, Map<String, Double>> centroids = new HashMap<>();
            for (long seed = 1; seed <= 4; seed++) {
                for (Said said : Simulation.run(voice, cast, 40, seed)) {
                    Map<String, Double> centroid = centroids.computeIfAbsent(said.speaker(), who -> new HashMap<>());
                    features(cast, said.text()).forEach((word, weight) -> centroid.merge(word, weight, Double::sum));
                }
            }
            int right = 0;
            int all = 0;
            for (long seed = 101; seed <= 103; seed++) {
                Map<Member, StringBuilder> texts = new HashMap<>();
                for (Said said : Simulation.run(voice, cast, 40, seed)) {
                    StringBuilder text = texts.computeIfAbsent(said.speaker(), who -> new StringBuilder());
                    text.append(said.text()).append(' ');
                    if (Prose.words(text.toString()) > 150) {
                        right += nearest(centroids, features(cast, text.toString()))
                                        .equals(said.speaker())
                                ? 1
                                : 0;
                        all++;
                        text.setLength(0);
                    }
                }
            }
            System.out.println("told apart: " + right + " of " + all);
            assertThat(right / (double) all).isGreaterThanOrEqualTo(0.8);
        }
    }

    @Test
    void theClosingPhraseComesLateOrNever() {
        int ended = 0;
        for (long seed = 1; seed <= 10; seed++) {
            List<Said> run = Simulation.run(voice, Casts.RIVER, 40, seed);
            for (int turn = 0; turn < run.size(); turn++) {
                boolean says = run.get(turn).text().toLowerCase().contains("we have a deal");
                assertThat(says && turn < 8).as("turn %d, seed %d", turn, seed).isFalse();
            }
            ended += run.stream().anyMatch(said -> said.text().contains("we have a deal")) ? 1 : 0;
        }
        assertThat(ended).isGreaterThan(5);
    }

    @Test
    void aQuestionIsPutToANamedOtherNowAndThen() {
        List<Said> run = Simulation.run(voice, Casts.CITY, 40, 5);
        long asked = run.stream()
                .filter(said -> Casts.CITY.members().stream()
                        .filter(other -> !other.equals(said.speaker()))
                        .anyMatch(other -> said.text()
                                .matches("(?s).*\\b" + address(other) + "\\b[^.]*\\?.*|(?s).*[^.]*\\b" + address(other)
                                        + "\\?.*")))
                .count();
        assertThat(asked).isBetween(8L, 36L);
    }

    @Test
    void theSentencesNeverNameTheSpeakerItself() {
        for (Said said : Simulation.run(voice, Casts.HOSPITAL, 40, 3)) {
            assertThat(said.text()).doesNotContain(said.speaker().name().split(" ")[0] + ",");
        }
    }

    private static String address(Member member) {
        return new Person(member.name(), member.role()).address();
    }

    private static Set<String> content(String text) {
        Set<String> words = new HashSet<>();
        for (String word : Prose.normal(text).split(" ")) {
            if (word.length() > 3 && !Words.stop(word) && !Frames.common(word)) {
                words.add(word);
            }
        }
        return words;
    }

    /// Words and pairs of words, names and the persona's own topics taken out, so that only the manner is left.
    private static Map<String, Double> features(Cast cast, String text) {
        Set<String> hidden = new HashSet<>();
        for (Member member : cast.members()) {
            hidden.addAll(Arrays.asList(
                    Prose.normal(member.name() + " " + member.topics() + " " + String.join(" ", member.goals()))
                            .split(" ")));
        }
        List<String> words = new ArrayList<>(Arrays.asList(Prose.normal(text).split(" ")));
        words.removeIf(word -> hidden.contains(word) && !Words.stop(word));
        Map<String, Double> features = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            features.merge(words.get(i), 1.0, Double::sum);
            if (i > 0) {
                features.merge(words.get(i - 1) + " " + words.get(i), 1.0, Double::sum);
            }
        }
        features.replaceAll((word, count) -> Math.sqrt(count));
        return features;
    }

    private static Member nearest(Map<Member, Map<String, Double>> centroids, Map<String, Double> features) {
        Map<String, Integer> spread = new HashMap<>();
        centroids.values().forEach(centroid -> centroid.keySet().forEach(word -> spread.merge(word, 1, Integer::sum)));
        return centroids.entrySet().stream()
                .max(java.util.Comparator.comparingDouble(
                        entry -> cosine(entry.getValue(), features, spread, centroids.size())))
                .orElseThrow()
                .getKey();
    }

    private static double cosine(
            Map<String, Double> centroid, Map<String, Double> text, Map<String, Integer> spread, int all) {
        double dot = 0;
        double norm = 0;
        for (Map.Entry<String, Double> entry : centroid.entrySet()) {
            double rarity = Math.log(1 + all / (double) spread.getOrDefault(entry.getKey(), all)) - Math.log(2) + 0.05;
            dot += entry.getValue() * text.getOrDefault(entry.getKey(), 0.0) * rarity;
            norm += entry.getValue() * entry.getValue() * rarity;
        }
        return dot / Math.sqrt(norm);
    }
}
