package dev.parley.planning.estimate;

import dev.parley.planning.cache.CacheForecast;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Plays a run through on every path of the [Draws]. In floating point: what leaves it are multiples, never amounts.
final class Chances {
    /// Fresh, read, written, output.
    private static final int CLASSES = 4;

    /// As many paths tell how far two casts are apart, when both take the same ones.
    private static final int FEW = 64;

    private final Draws draws;
    private final double[] weights;
    private final double endsPerTurn;
    private final Map<Asked, double[][]> tokens = new HashMap<>();

    /// @param weights how often each speaker speaks beside the others, where it is open
    /// @param endsPerTurn how likely a phrase ends a run after a turn, where one can
    Chances(Draws draws, double[] weights, double endsPerTurn) {
        this.draws = draws;
        this.weights = weights;
        this.endsPerTurn = endsPerTurn;
    }

    private record Asked(List<@Nullable Manner> manners, int paths) {}

    /// How what is paid up to each turn scatters.
    Spread spread(Troupe troupe, int turns) {
        var paid = new double[turns][Draws.PATHS];
        var rates = troupe.rates();
        var noise = new double[rates.length];
        for (int path = 0; path < Draws.PATHS; path++) {
            noise(troupe, path, noise);
            var run = new Paid(rates, noise, turns, troupe.mostUsd());
            troupe.play().play(new Chance(draws, path, troupe.speaking(), weights, endsPerTurn), run);
            var byTurn = run.byTurn();
            for (int turn = 0; turn < turns; turn++) {
                paid[turn][path] = byTurn[turn];
            }
        }
        return Spread.of(paid, mean(troupe, turns));
    }

    /// How the whole scatters.
    Spread spreadOfWhole(Troupe troupe, int turns) {
        return troupe.mostUsd() < Double.MAX_VALUE ? spread(troupe, turns) : spreadOfWhole(troupe, turns, Draws.PATHS);
    }

    /// Nearly the same from few paths: `own`, of which all paths are known, tells how far these few are off.
    Spread spreadBeside(Troupe troupe, Troupe own, int turns) {
        if (troupe.mostUsd() < Double.MAX_VALUE) {
            return spread(troupe, turns);
        }
        var taken = spreadOfWhole(own, turns, FEW);
        var really = spreadOfWhole(own, turns, Draws.PATHS);
        return taken.isLike(really)
                ? spreadOfWhole(troupe, turns, FEW).corrected(taken, really)
                : spreadOfWhole(troupe, turns, Draws.PATHS);
    }

    /// Casts of the same manners share their paths.
    private Spread spreadOfWhole(Troupe troupe, int turns, int paths) {
        if (turns == 0) {
            return Spread.of(new double[0][], new double[0]);
        }
        var played = tokens.computeIfAbsent(new Asked(troupe.manners(), paths), asked -> tokens(troupe, asked.paths));
        var rates = troupe.rates();
        var noise = new double[rates.length];
        var paid = new double[paths];
        for (int path = 0; path < paths; path++) {
            noise(troupe, path, noise);
            paid[path] = dollars(played[path], rates, noise);
        }
        Arrays.fill(noise, 1);
        return Spread.of(paid, dollars(played[paths], rates, noise));
    }

    private double[] mean(Troupe troupe, int turns) {
        var noise = new double[troupe.rates().length];
        Arrays.fill(noise, 1);
        var run = new Paid(troupe.rates(), noise, turns, troupe.mostUsd());
        troupe.play().play(Fate.MEAN, run);
        return run.byTurn();
    }

    /// By path; the last one is the mean.
    private double[][] tokens(Troupe troupe, int paths) {
        var tokens = new double[paths + 1][troupe.rates().length * CLASSES];
        for (int path = 0; path < paths; path++) {
            troupe.play()
                    .play(new Chance(draws, path, troupe.speaking(), weights, endsPerTurn), new Summed(tokens[path]));
        }
        troupe.play().play(Fate.MEAN, new Summed(tokens[paths]));
        return tokens;
    }

    private static double dollars(double[] tokens, TokenRates[] rates, double[] noise) {
        double sum = 0;
        for (int who = 0; who < rates.length; who++) {
            int at = who * CLASSES;
            sum += noise[who]
                    * (tokens[at] * rates[who].fresh()
                            + tokens[at + 1] * rates[who].read()
                            + tokens[at + 2] * rates[who].write()
                            + tokens[at + 3] * rates[who].output());
        }
        return sum;
    }

    /// How many times as many tokens as taken each model bills on this path.
    private void noise(Troupe troupe, int path, double[] noise) {
        for (int who = 0; who < noise.length; who++) {
            int model = troupe.sameModelAs()[who];
            double doubt = troupe.doubt(who);
            noise[who] = model < who ? noise[model] : Math.exp(doubt * draws.tokens()[path][model] - doubt * doubt / 2);
        }
    }

    /// Adds up tokens by speaker and class, the chooser last.
    private static final class Summed implements Account {
        private final double[] tokens;

        Summed(double[] tokens) {
            this.tokens = tokens;
        }

        @Override
        public boolean speech(int turn, int speaker, CacheForecast input, double output, double reasoning) {
            add(speaker * CLASSES, input, output);
            return true;
        }

        @Override
        public void choice(int turn, CacheForecast input, double output) {
            add(tokens.length - CLASSES, input, output);
        }

        private void add(int at, CacheForecast input, double output) {
            tokens[at] += input.fresh();
            tokens[at + 1] += input.read();
            tokens[at + 2] += input.written();
            tokens[at + 3] += output;
        }
    }

    /// Adds up dollars turn by turn.
    private static final class Paid implements Account {
        private final TokenRates[] rates;
        private final double[] noise;
        private final double[] paid;
        private final double most;
        private double sum;
        private int turns;

        Paid(TokenRates[] rates, double[] noise, int turns, double most) {
            this.rates = rates;
            this.noise = noise;
            this.paid = new double[turns];
            this.most = most;
        }

        @Override
        public boolean speech(int turn, int speaker, CacheForecast input, double output, double reasoning) {
            add(speaker, input, output);
            paid[turn] = sum;
            turns = turn + 1;
            return sum < most;
        }

        @Override
        public void choice(int turn, CacheForecast input, double output) {
            add(rates.length - 1, input, output);
        }

        private void add(int who, CacheForecast input, double output) {
            var rate = rates[who];
            sum += noise[who]
                    * (input.fresh() * rate.fresh()
                            + input.read() * rate.read()
                            + input.written() * rate.write()
                            + output * rate.output());
        }

        /// Whatever ended the run, nothing more is paid after it.
        double[] byTurn() {
            Arrays.fill(paid, turns, paid.length, sum);
            return paid;
        }
    }
}
