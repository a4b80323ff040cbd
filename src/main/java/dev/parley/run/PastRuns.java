package dev.parley.run;

import dev.parley.conversation.RunMode;
import dev.parley.model.ModelId;
import dev.parley.planning.Projector;
import dev.parley.planning.estimate.Calibration;
import dev.parley.planning.estimate.Knowledge;
import dev.parley.planning.estimate.SpeakerShares;
import dev.parley.planning.length.LengthBook;
import dev.parley.planning.length.Said;
import dev.parley.planning.length.TokenFactors;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;

/// What [FinishedRuns] teach. Rehearsals teach about rehearsals alone.
public final class PastRuns {
    private static final int MOST_RUNS = 400;

    /// What a phrase is taken to do before any run has ended by one weighs as much as so many turns.
    private static final double PRIOR_TURNS = 30;

    /// What a turn is taken to last before any was timed weighs as much as so many messages.
    private static final double PRIOR_MESSAGES = 10;

    private static final double LEAST_SECONDS = 0.01;

    private PastRuns() {}

    /// For runs of this mode.
    public static Knowledge read(Connection database, RunMode mode) throws SQLException {
        return teach(FinishedRuns.read(database, mode, MOST_RUNS));
    }

    /// Where it is not said yet how a script will run: what live runs have taught, or rehearsals where none has ended.
    public static Knowledge readForEstimates(Connection database) throws SQLException {
        var live = read(database, RunMode.LIVE);
        return live.lengths().isEmpty() ? read(database, RunMode.REHEARSAL) : live;
    }

    public static Knowledge teach(Collection<FinishedRun> runs) {
        if (runs.isEmpty()) {
            return Knowledge.NONE;
        }
        var tokens = tokens(runs);
        return new Knowledge(
                LengthBook.of(said(runs, tokens)),
                tokens,
                speakers(runs),
                endsPerTurn(runs),
                secondsPerTurn(runs),
                Calibration.of(runs.stream().flatMap(run -> run.past().stream()).toList()));
    }

    private static List<Said> said(Collection<FinishedRun> runs, TokenFactors tokens) {
        var said = new ArrayList<Said>();
        for (var run : runs) {
            double asked = Projector.reply(run.replies()).likelyTokens();
            for (var message : run.messages()) {
                double factor = tokens.of(message.model()).factor();
                said.add(new Said(
                        message.persona(),
                        message.model(),
                        run.family(),
                        run.id().toString(),
                        run.castSize(),
                        asked,
                        (message.output() - message.reasoning()) / factor,
                        message.reasoning() / factor));
            }
        }
        return said;
    }

    private static TokenFactors tokens(Collection<FinishedRun> runs) {
        return TokenFactors.of(
                billed(runs.stream().flatMap(run -> run.messages().stream()).toList()));
    }

    /// How the models of these messages count.
    public static List<TokenFactors.Billed> billed(Collection<FinishedRun.Billed> messages) {
        var byModel = new HashMap<ModelId, Ratios>();
        for (var message : messages) {
            var counted = message.promptTokens();
            if (counted != null && counted > 0 && message.input() > 0) {
                byModel.computeIfAbsent(message.model(), _ -> new Ratios()).add(counted, message.input());
            }
        }
        var billed = new ArrayList<TokenFactors.Billed>();
        byModel.forEach((model, ratios) -> billed.add(ratios.of(model)));
        return billed;
    }

    private static SpeakerShares speakers(Collection<FinishedRun> runs) {
        var taken = new ArrayList<SpeakerShares.Taken>();
        for (var run : runs) {
            if (run.isOpen()) {
                double even = run.messages().size() / (double) run.castSize();
                for (var persona : run.cast()) {
                    long turns = run.messages().stream()
                            .filter(message -> message.persona().equals(persona))
                            .count();
                    taken.add(new SpeakerShares.Taken(persona, turns, even));
                }
            }
        }
        return SpeakerShares.of(taken);
    }

    private static double endsPerTurn(Collection<FinishedRun> runs) {
        double ends = PRIOR_TURNS * Knowledge.USUAL_ENDS_PER_TURN;
        double turns = PRIOR_TURNS;
        for (var run : runs) {
            ends += run.byPhrase() ? 1 : 0;
            turns += run.hasPhrase() ? run.turns() : 0;
        }
        return Math.min(1, ends / turns);
    }

    private static double secondsPerTurn(Collection<FinishedRun> runs) {
        double seconds = PRIOR_MESSAGES * Knowledge.USUAL_SECONDS_PER_TURN;
        double messages = PRIOR_MESSAGES;
        for (var run : runs) {
            for (var message : run.messages()) {
                seconds += message.latencyMs() / 1000.0;
                messages++;
            }
        }
        return Math.max(LEAST_SECONDS, seconds / messages);
    }

    /// Gathers how one model counts.
    private static final class Ratios {
        private long calls;
        private double counted;
        private double billed;
        private double logs;
        private double squares;

        void add(long counted, long billed) {
            double log = Math.log((double) billed / counted);
            calls++;
            this.counted += counted;
            this.billed += billed;
            logs += log;
            squares += log * log;
        }

        TokenFactors.Billed of(ModelId model) {
            double spread = calls < 2 ? 0 : Math.sqrt(Math.max(0, (squares - logs * logs / calls) / (calls - 1)));
            return new TokenFactors.Billed(model, calls, counted, billed, spread);
        }
    }
}
