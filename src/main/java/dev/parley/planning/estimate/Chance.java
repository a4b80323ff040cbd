package dev.parley.planning.estimate;

/// One path of the [Draws] as a run's fate.
final class Chance implements Fate {
    private final Draws draws;
    private final int path;
    private final double endsPerTurn;
    private final double[] weights;
    private final double[] factors;

    /// @param manners of everybody who may speak
    /// @param weights how often each of them speaks beside the others
    Chance(Draws draws, int path, Manner[] manners, double[] weights, double endsPerTurn) {
        this.draws = draws;
        this.path = path;
        this.endsPerTurn = endsPerTurn;
        this.weights = weights;
        this.factors = new double[manners.length];
        for (int speaker = 0; speaker < factors.length; speaker++) {
            // How many times as much each says on this path. Half of the doubt is about everybody, half about the one.
            double doubt = manners[speaker].reply().doubt();
            double off = (draws.longWinded()[path] + draws.persona()[path][speaker]) * Math.sqrt(0.5);
            factors[speaker] = Math.exp(doubt * off - doubt * doubt / 2);
        }
    }

    /// Whoever may, but nobody twice in a row where others may speak.
    @Override
    public int speaker(int turn, int likely, int[] possible, int before) {
        if (possible.length == 1) {
            return possible[0];
        }
        double all = 0;
        for (int one : possible) {
            all += one == before ? 0 : weights[one];
        }
        double left = draws.choice()[path][turn] * all;
        int picked = likely;
        for (int one : possible) {
            if (one != before && left >= 0) {
                picked = one;
                left -= weights[one];
            }
        }
        return picked;
    }

    @Override
    public double visible(int turn, int speaker, Manner manner) {
        return manner.reply().visible().at(draws.lengths()[path][turn]) * factors[speaker];
    }

    @Override
    public boolean endsWith(int turn) {
        return draws.end()[path][turn] < endsPerTurn;
    }
}
