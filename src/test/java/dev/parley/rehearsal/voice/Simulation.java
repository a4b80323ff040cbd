package dev.parley.rehearsal.voice;

import dev.parley.rehearsal.Voice;
import dev.parley.rehearsal.Voice.Heard;
import dev.parley.rehearsal.Voice.Line;
import dev.parley.rehearsal.voice.Casts.Cast;
import dev.parley.rehearsal.voice.Casts.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/// Plays a conversation the way the engine tells it to each model.
final class Simulation {
    record Said(Member speaker, String text, int targetTokens) {}

    private Simulation() {}

    static List<Said> run(Voice voice, Cast cast, int turns, long seed) {
        Random random = new Random(seed);
        List<Said> said = new ArrayList<>();
        for (int turn = 0; turn < turns; turn++) {
            Member speaker = cast.members().get(turn % cast.members().size());
            int target = (int) Math.clamp(Math.round(Math.exp(random.nextGaussian() * 0.5 + 4.4)), 25, 400);
            said.add(new Said(speaker, voice.reply(heard(cast, speaker, said, seed), target), target));
        }
        return said;
    }

    static Heard heard(Cast cast, Member self, List<Said> said, long seed) {
        List<Line> lines = new ArrayList<>();
        StringBuilder others = new StringBuilder("Scene: " + cast.scenario());
        for (Said one : said) {
            if (one.speaker().equals(self)) {
                flush(others, lines);
                lines.add(new Line(true, one.text()));
            } else {
                others.append(others.isEmpty() ? "" : "\n\n")
                        .append(one.speaker().name())
                        .append(": ")
                        .append(one.text());
            }
        }
        others.append(others.isEmpty() ? "" : "\n\n")
                .append("[It is your turn, ")
                .append(self.name())
                .append(". Answer in at most 400 words.]");
        flush(others, lines);
        return new Heard(system(cast, self), lines, "stand-in", seed);
    }

    private static void flush(StringBuilder others, List<Line> lines) {
        if (!others.isEmpty()) {
            lines.add(new Line(false, others.toString()));
            others.setLength(0);
        }
    }

    static String system(Cast cast, Member self) {
        String topics = self.topics().isEmpty() ? "" : "You care and know about: " + self.topics() + "\n\n";
        return "You are " + self.name() + ", " + self.role() + ".\n\n" + self.bio() + "\n\nHow you speak:\n"
                + self.speech() + "\n\nWhat you want:\n"
                + self.goals().stream().map(goal -> "- " + goal + "\n").collect(Collectors.joining()) + "\n" + topics
                + "Scenario:\n" + cast.scenario() + "\n\nIn this conversation: "
                + cast.members().stream()
                        .map(one -> one.name() + " (" + one.role() + ")")
                        .collect(Collectors.joining(", "))
                + ".\nYou speak only as " + self.name()
                + ". Never write a line for anybody else, and do not put your name before your words.";
    }

    /// Prints a run, for reading it as a person would: arguments are cast, turns and seed.
    public static void main(String[] args) {
        Cast cast = Casts.ALL.get(Integer.parseInt(args[0]));
        for (Said said : run(new PersonaVoice(), cast, Integer.parseInt(args[1]), Long.parseLong(args[2]))) {
            System.out.println(said.speaker().name() + " (" + said.targetTokens() + "): " + said.text() + "\n");
        }
    }
}
