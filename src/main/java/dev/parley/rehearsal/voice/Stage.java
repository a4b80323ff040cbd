package dev.parley.rehearsal.voice;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How far the talk has come; each stage has its own things to say.
enum Stage {
    OPENING(List.of("point", "evidence", "bio", "bridge")),
    PROBING(List.of("probe", "point", "evidence", "bridge", "bio", "image")),
    TRADING(List.of("trade", "bridge", "evidence", "point", "trade", "probe")),
    CLOSING(List.of("close", "trade", "point", "close", "bio", "evidence"));

    private static final Pattern TURN_OF = Pattern.compile("(?i)turn (\\d{1,4}) of (\\d{1,4})");
    private static final int CYCLE_TURNS = 12;

    final List<String> intents;

    Stage(List<String> intents) {
        this.intents = intents;
    }

    static Stage of(int turns, int cast, String instruction) {
        Matcher of = TURN_OF.matcher(instruction);
        double progress = -1;
        if (of.find()) {
            progress = Integer.parseInt(of.group(1)) / (double) Math.max(1, Integer.parseInt(of.group(2)));
        }
        if (turns < cast) {
            return OPENING;
        }
        if (progress >= 0) {
            return progress < 0.45 ? PROBING : progress < 0.8 ? TRADING : CLOSING;
        }
        if (turns < 2 * CYCLE_TURNS) {
            return turns < 8 ? PROBING : turns < 16 ? TRADING : CLOSING;
        }
        int inCycle = turns % CYCLE_TURNS;
        return inCycle < 5 ? PROBING : inCycle < 9 ? TRADING : CLOSING;
    }
}
