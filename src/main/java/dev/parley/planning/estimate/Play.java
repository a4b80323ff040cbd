package dev.parley.planning.estimate;

import dev.parley.planning.cache.CacheForecast;
import org.jspecify.annotations.Nullable;

/// Plays the turns ahead through, in tokens of each speaker's model. The exact sum and every path of chance go the same
/// way here; only who decides and who takes it down differ.
final class Play {
    private final Course course;
    private final Manner[] manners;
    private final @Nullable Manner chooser;
    private final double secondsPerTurn;
    private final CacheForecast[] caches;
    private final CacheForecast choices = new CacheForecast();
    private final int turns;

    /// @param manners of the course's speakers, in their order
    /// @param chooser the manner of the model that is asked for speakers; null where none is
    Play(Course course, Manner[] manners, @Nullable Manner chooser, double secondsPerTurn) {
        this.course = course;
        this.manners = manners;
        this.chooser = chooser;
        this.secondsPerTurn = secondsPerTurn;
        this.caches = new CacheForecast[manners.length];
        for (int i = 0; i < caches.length; i++) {
            caches[i] = new CacheForecast();
        }
        this.turns = (int) Math.min(course.turns, Math.ceil(course.mostSeconds / secondsPerTurn));
    }

    /// Plays it once.
    void play(Fate fate, Account account) {
        if (course.mostTokensBilled <= 0) {
            return;
        }
        begin();
        double said = 0;
        double tokens = 0;
        int before = course.spokeBefore();
        for (int i = 0; i < turns; i++) {
            double at = i * secondsPerTurn;
            if (chooser != null && course.choice[i]) {
                tokens += choose(chooser, i, said, at, account);
            }
            int speaker = fate.speaker(i, course.likely[i], course.possible[i], before);
            var manner = manners[speaker];
            double factor = manner.tokens().factor();
            double visible = fate.visible(i, speaker, manner);
            double output = manner.output(visible);
            double reasoning = manner.reasoning(visible);
            double most = course.mostTokens[i];
            if (output > most) {
                // Thoughts come first; what is said is cut off.
                output = most;
                reasoning = Math.min(reasoning, most);
                visible = (output - reasoning) / factor;
            }
            double prefix = course.standing[speaker] + course.transcript[i] + said;
            double instruction = course.instruction[i];
            caches[speaker].next(manner.cache(), prefix * factor, instruction * factor, course.again[i], at);
            boolean goesOn = account.speech(i, speaker, caches[speaker], output, reasoning);
            said += visible + course.nameTokens;
            tokens += (prefix + instruction) * factor + output;
            before = speaker;
            if (!goesOn || tokens >= course.mostTokensBilled || (course.phraseMayEnd && fate.endsWith(i))) {
                return;
            }
        }
    }

    private void begin() {
        for (int i = 0; i < caches.length; i++) {
            var told = course.told[i];
            caches[i].begin(
                    manners[i].cache(),
                    told == null ? 0 : told.prefix() * manners[i].tokens().factor(),
                    told == null ? 0 : -told.turnsAgo() * secondsPerTurn);
        }
        if (chooser != null) {
            choices.begin(chooser.cache(), 0, 0);
        }
    }

    /// @return tokens billed for it
    private double choose(Manner chooser, int turn, double said, double at, Account account) {
        double factor = chooser.tokens().factor();
        double prefix = (course.choicePrefix[turn] + said) * factor;
        double instruction = course.choiceInstruction[turn] * factor;
        choices.next(chooser.cache(), prefix, instruction, true, at);
        double output = course.choiceReply[turn] * factor;
        account.choice(turn, choices, output);
        return prefix + instruction + output;
    }
}
