package dev.parley.planning.estimate;

import dev.parley.planning.cache.CacheForecast;
import dev.parley.tokens.Usage;
import java.util.ArrayList;
import java.util.List;

/// The calls of a run in which every reply is of mean length.
final class MeanRun implements Account {
    /// No persona's.
    static final int HIDDEN = -1;

    private final double[] standing;
    private final List<MeanCall> calls = new ArrayList<>();

    /// @param standing tokens of each speaker's standing text
    MeanRun(double[] standing) {
        this.standing = standing;
    }

    /// @param turn place among the turns ahead, from 0
    /// @param speaker place among the speakers, or [#HIDDEN]
    /// @param standing how much of its input is standing text
    record MeanCall(int turn, int speaker, Usage input, Usage reply, long standing) {
        Usage usage() {
            return input.plus(reply);
        }
    }

    List<MeanCall> calls() {
        return calls;
    }

    @Override
    public boolean speech(int turn, int speaker, CacheForecast input, double output, double reasoning) {
        calls.add(new MeanCall(turn, speaker, usage(input), reply(output, reasoning), Math.round(standing[speaker])));
        return true;
    }

    @Override
    public void choice(int turn, CacheForecast input, double output) {
        calls.add(new MeanCall(turn, HIDDEN, usage(input), reply(output, 0), 0));
    }

    private static Usage usage(CacheForecast input) {
        return new Usage(Math.round(input.fresh()), Math.round(input.read()), Math.round(input.written()), 0, 0, 0);
    }

    private static Usage reply(double output, double reasoning) {
        long whole = Math.round(output);
        return new Usage(0, 0, 0, 0, whole, Math.min(whole, Math.round(reasoning)));
    }
}
