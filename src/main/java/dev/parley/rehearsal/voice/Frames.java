package dev.parley.rehearsal.voice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All frames by intent, loaded once, and the words they are made of.
final class Frames {
    private static final Map<String, List<Frame>> BY_INTENT = load();
    private static final Set<String> VOCABULARY = vocabulary();

    private Frames() {}

    static Map<String, List<Frame>> all() {
        return BY_INTENT;
    }

    static List<Frame> of(String intent) {
        List<Frame> frames = BY_INTENT.get(intent);
        if (frames == null) {
            throw new IllegalArgumentException("no frames for intent: " + intent);
        }
        return frames;
    }

    /// Whether the word is one that the frames bring along, and so tells nothing of what the talk is about.
    static boolean common(String word) {
        return VOCABULARY.contains(word);
    }

    private static Map<String, List<Frame>> load() {
        Map<String, List<Frame>> frames = new LinkedHashMap<>();
        int id = 0;
        for (String file : Resource.FRAME_FILES) {
            for (Map.Entry<String, List<String>> section :
                    Resource.sections(file).entrySet()) {
                List<Frame> parsed = new ArrayList<>();
                for (String line : section.getValue()) {
                    parsed.add(Frame.parse(id++, line));
                }
                frames.put(section.getKey(), List.copyOf(parsed));
            }
        }
        return Map.copyOf(frames);
    }

    private static Set<String> vocabulary() {
        Set<String> words = new HashSet<>(Slots.CALENDAR_WORDS);
        for (List<Frame> frames : BY_INTENT.values()) {
            for (Frame frame : frames) {
                for (List<Frame.Piece> sentence : frame.sentences()) {
                    for (Frame.Piece piece : sentence) {
                        if (piece instanceof Frame.Piece.Literal literal) {
                            words.addAll(List.of(Prose.normal(literal.text()).split(" ")));
                        }
                    }
                }
            }
        }
        for (Domain domain : Domain.all()) {
            domain.images()
                    .forEach(image -> words.addAll(List.of(Prose.normal(image).split(" "))));
            domain.places()
                    .forEach(place -> words.addAll(List.of(Prose.normal(place).split(" "))));
        }
        return Set.copyOf(words);
    }
}
