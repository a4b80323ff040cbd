package dev.parley.rehearsal.draw;

import dev.parley.rehearsal.meter.Digest;
import java.util.OptionalInt;

/// Lognormal draws of length and latency. Each is a median of the model and persona times a factor that all turns of a
/// run share times one of the turn's own. With log spreads of 0.42 (run) and 0.50 (turn), the coefficient of variation
/// is 0.53 within a run and 0.73 over runs, and two turns of one run correlate at 0.36.
public final class ReplyDraws {
    private static final double RUN_SPREAD = 0.42;
    private static final double TURN_SPREAD = 0.50;
    private static final int SHORTEST_TOKENS = 6;
    private static final int LONGEST_TOKENS = 1500;
    private static final double SLOWEST_MILLIS = 9000;
    private static final double TOKENS_PER_WORD = 1.35;

    private final long seed;

    public ReplyDraws(long seed) {
        this.seed = Digest.mix(seed, "draws");
    }

    public ReplyShape draw(Moment moment, OptionalInt atMostWords) {
        long model = Digest.mix(seed, moment.model());
        long persona = Digest.mix(seed, moment.persona());
        double ratio = between(0.9, 1.15, persona, "pace") * spread(moment, "pace");
        double firstMillis = Math.min(SLOWEST_MILLIS, between(330, 650, model, "pace") * ratio);
        double rate = between(120, 220, model, "rate") * Math.exp(0.15 * gaussian(Digest.mix(moment.hash(), "rate")));
        double reasoning = between(60, 110, model, "reasoning") * spread(moment, "reasoning");
        return new ReplyShape(
                length(moment, model, persona, atMostWords),
                (int) Math.clamp(reasoning, 16, LONGEST_TOKENS),
                firstMillis,
                ratio,
                rate);
    }

    private static int length(Moment moment, long model, long persona, OptionalInt atMostWords) {
        double median = between(78, 115, model, "length") * between(0.8, 1.2, persona, "length");
        double factor = spread(moment, "length");
        double tokens = median * factor;
        if (atMostWords.isPresent()) {
            double limit = atMostWords.getAsInt() * TOKENS_PER_WORD;
            tokens = Math.min(median, 0.6 * limit) * factor;
            // Over the limit it leans back, as models do: they overshoot at times, and not by much.
            tokens = tokens > limit ? limit * Math.pow(tokens / limit, 0.35) : tokens;
        }
        return (int) Math.clamp(tokens, SHORTEST_TOKENS, LONGEST_TOKENS);
    }

    private static double spread(Moment moment, String what) {
        double run = gaussian(Digest.mix(Digest.mix(moment.runSeed(), "run"), what));
        double turn = gaussian(Digest.mix(moment.hash(), what));
        return Math.exp(RUN_SPREAD * run + TURN_SPREAD * turn);
    }

    private static double between(double lowest, double highest, long hash, String what) {
        return lowest + (highest - lowest) * Digest.unit(Digest.mix(hash, what));
    }

    /// A standard normal number by the method of Box and Muller.
    private static double gaussian(long hash) {
        double radius = Math.sqrt(-2 * Math.log(1 - Digest.unit(Digest.mix(hash, 1))));
        return radius * Math.cos(2 * Math.PI * Digest.unit(Digest.mix(hash, 2)));
    }
}
