package dev.parley.rehearsal.voice;

import dev.parley.rehearsal.Voice.Heard;
import dev.parley.rehearsal.voice.Dialogue.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Answers who speaks next: whoever was asked last, else whoever has said least.
final class SpeakerChoice {
    private static final Pattern CANDIDATES = Pattern.compile(
            "(?im)^\\s*\\[?answer with one (?:name|word|choice|option|letter)[^:\\n]*:\\s*([^\\n]+?)\\]?\\s*$");

    private SpeakerChoice() {}

    static @Nullable String answer(Heard heard, Dice dice) {
        List<String> names = List.of();
        for (int i = heard.turns().size() - 1; i >= 0 && names.isEmpty(); i--) {
            names = candidates(heard.turns().get(i).text());
        }
        if (names.isEmpty()) {
            names = candidates(heard.system());
        }
        return names.isEmpty() ? null : choose(heard, names, dice);
    }

    private static List<String> candidates(String text) {
        Matcher line = CANDIDATES.matcher(text);
        List<String> names = new ArrayList<>();
        if (line.find()) {
            for (String name : line.group(1).split(";")) {
                String bare = name.strip().replaceFirst("\\.$", "");
                if (!bare.isEmpty()) {
                    names.add(bare);
                }
            }
        }
        return names;
    }

    private static String choose(Heard heard, List<String> names, Dice dice) {
        List<Person> people = names.stream().map(name -> new Person(name, "")).toList();
        List<Utterance> said = Dialogue.of(heard, List.of(), "").utterances();
        Utterance last = null;
        for (Utterance utterance : said) {
            last = names.contains(utterance.speaker()) ? utterance : last;
        }
        if (last != null) {
            String addressed = addressed(last, people);
            if (addressed != null) {
                return addressed;
            }
        }
        double[] weights = new double[names.size()];
        for (int i = 0; i < weights.length; i++) {
            String name = names.get(i);
            long turns = said.stream()
                    .filter(utterance -> utterance.speaker().equals(name))
                    .count();
            boolean justSpoke = last != null && last.speaker().equals(name);
            weights[i] = justSpoke && names.size() > 1 ? 0 : Math.pow(0.2, Math.min(turns, 60));
        }
        int index = dice.weighted(weights);
        return names.get(Math.max(index, 0));
    }

    private static @Nullable String addressed(Utterance last, List<Person> people) {
        List<String> sentences = Prose.sentences(last.text());
        for (int i = sentences.size() - 1; i >= 0; i--) {
            if (sentences.get(i).contains("?")) {
                for (Person person : people) {
                    if (!person.name().equals(last.speaker()) && person.namedIn(sentences.get(i))) {
                        return person.name();
                    }
                }
            }
        }
        return null;
    }
}
