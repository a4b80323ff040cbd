package dev.parley.planning.estimate;

import dev.parley.planning.Projection;
import dev.parley.planning.Projection.ProjectedTurn;
import dev.parley.planning.Projection.Told;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// A projection by place instead of by name, since it is played through thousands of times for each estimate. Arrays
/// have one place for each turn, or for each of the speakers, who stand in the order of their ids.
final class Course {
    final List<String> speakers;
    final double[] standing;
    final @Nullable Told[] told;
    final int turns;
    final int[] likely;
    final int[][] possible;
    final boolean[] again;
    final double[] transcript;
    final double[] instruction;
    final double[] mostTokens;
    final boolean[] choice;
    final double[] choicePrefix;
    final double[] choiceInstruction;
    final double[] choiceReply;
    final double nameTokens;
    final boolean phraseMayEnd;
    final double mostTokensBilled;
    final double mostSeconds;

    Course(Projection projection) {
        var ahead = projection.turns();
        this.speakers = List.copyOf(projection.speakers());
        this.standing = speakers.stream()
                .mapToDouble(
                        speaker -> Objects.requireNonNull(projection.standing().get(speaker)))
                .toArray();
        this.told = speakers.stream().map(projection.told()::get).toArray(Told[]::new);
        this.turns = ahead.size();
        this.likely = ahead.stream()
                .mapToInt(turn -> speakers.indexOf(turn.speech().persona()))
                .toArray();
        this.possible = ahead.stream().map(this::possible).toArray(int[][]::new);
        this.again = speaksAgain();
        this.transcript = each(ahead, turn -> turn.speech().prompt().transcript());
        this.instruction = each(ahead, turn -> turn.speech().prompt().instruction());
        this.mostTokens = each(ahead, turn -> turn.speech().reply().mostTokens());
        this.choice = new boolean[turns];
        this.choicePrefix = new double[turns];
        this.choiceInstruction = new double[turns];
        this.choiceReply = new double[turns];
        for (int i = 0; i < turns; i++) {
            for (var one : ahead.get(i).choice()) {
                choice[i] = true;
                choicePrefix[i] = one.prompt().standing() + one.prompt().transcript();
                choiceInstruction[i] = one.prompt().instruction();
                choiceReply[i] = one.reply().likelyTokens();
            }
        }
        this.nameTokens = projection.nameTokens();
        var ends = projection.ends();
        this.phraseMayEnd = ends.phraseMayEnd();
        this.mostTokensBilled = ends.tokens() == null ? Double.MAX_VALUE : ends.tokens();
        this.mostSeconds = ends.time() == null ? Double.MAX_VALUE : ends.time().toMillis() / 1000.0;
    }

    private static double[] each(List<ProjectedTurn> turns, ToDoubleFunction<ProjectedTurn> what) {
        return turns.stream().mapToDouble(what).toArray();
    }

    /// Nobody decides who opens a conversation: the likely speaker does.
    private int[] possible(ProjectedTurn turn) {
        var who = new ArrayList<String>(turn.turn() == 1 ? Set.of() : turn.anyoneElse());
        who.add(turn.speech().persona());
        return who.stream().mapToInt(speakers::indexOf).sorted().toArray();
    }

    boolean asksForSpeakers() {
        for (var asks : choice) {
            if (asks) {
                return true;
            }
        }
        return false;
    }

    /// Who spoke last before these turns; -1 when nobody has.
    int spokeBefore() {
        for (int i = 0; i < told.length; i++) {
            var last = told[i];
            if (last != null && last.turnsAgo() == 1) {
                return i;
            }
        }
        return -1;
    }

    private boolean[] speaksAgain() {
        var speaks = new boolean[turns];
        var later = new HashSet<Integer>();
        for (int i = turns - 1; i >= 0; i--) {
            speaks[i] = !later.add(likely[i]);
        }
        return speaks;
    }
}
