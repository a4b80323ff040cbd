package dev.parley.planning.estimate;

import java.util.SplittableRandom;

/// The chances that decide a run, drawn once and used for every cast that is compared, so that they differ by their
/// models and not by luck. Each path has a mirrored one, which steadies the middle.
///
/// @param lengths standard normal score of each reply, by path and turn
/// @param longWinded standard normal score of how much everybody talks, by path
/// @param persona the same for each persona on its own, by path and persona
/// @param tokens standard normal score of how far each model's tokenizer is from what is taken, by path and model
/// @param choice uniform, for who speaks, by path and turn
/// @param end uniform, for whether the run ends early, by path and turn
record Draws(
        double[][] lengths,
        double[] longWinded,
        double[][] persona,
        double[][] tokens,
        double[][] choice,
        double[][] end) {
    static final int PATHS = 256;

    /// @param common what the lengths of a run have in common, `own` what each has of its own, as standard deviations
    static Draws of(int turns, int personas, double common, double own, long seed) {
        var random = new SplittableRandom(seed);
        var draws = new Draws(
                new double[PATHS][turns],
                new double[PATHS],
                new double[PATHS][personas],
                new double[PATHS][personas + 1],
                new double[PATHS][turns],
                new double[PATHS][turns]);
        for (int path = 0; path < PATHS; path += 2) {
            double run = random.nextGaussian();
            for (int turn = 0; turn < turns; turn++) {
                double score = common * run + own * random.nextGaussian();
                draws.lengths[path][turn] = score;
                draws.lengths[path + 1][turn] = -score;
                for (int either = 0; either < 2; either++) {
                    draws.choice[path + either][turn] = random.nextDouble();
                    draws.end[path + either][turn] = random.nextDouble();
                }
            }
            draws.longWinded[path] = random.nextGaussian();
            draws.longWinded[path + 1] = -draws.longWinded[path];
            for (int persona = 0; persona < personas; persona++) {
                draws.persona[path][persona] = random.nextGaussian();
                draws.persona[path + 1][persona] = -draws.persona[path][persona];
            }
            for (int model = 0; model <= personas; model++) {
                draws.tokens[path][model] = random.nextGaussian();
                draws.tokens[path + 1][model] = -draws.tokens[path][model];
            }
        }
        return draws;
    }
}
