package dev.parley.planning.estimate;

import dev.parley.planning.length.LengthBook;
import dev.parley.planning.length.TokenFactors;

/// What finished runs have taught: how long replies are, how models count, who speaks how often, how often a phrase
/// ends a run early, how fast turns follow each other, and how far estimates were off.
///
/// @param endsPerTurn how likely a phrase that may end a run does so after a turn, 0 to 1
public record Knowledge(
        LengthBook lengths,
        TokenFactors tokens,
        SpeakerShares speakers,
        double endsPerTurn,
        double secondsPerTurn,
        Calibration calibration) {
    public static final double USUAL_ENDS_PER_TURN = 0.01;
    public static final double USUAL_SECONDS_PER_TURN = 6;

    public static final Knowledge NONE = new Knowledge(
            LengthBook.EMPTY,
            TokenFactors.NONE,
            SpeakerShares.EVEN,
            USUAL_ENDS_PER_TURN,
            USUAL_SECONDS_PER_TURN,
            Calibration.NONE);

    public Knowledge {
        if (!(endsPerTurn >= 0 && endsPerTurn <= 1) || !(secondsPerTurn > 0)) {
            throw new IllegalArgumentException("endsPerTurn " + endsPerTurn + ", secondsPerTurn " + secondsPerTurn);
        }
    }

    /// Where everybody is taken to speak alike.
    public Knowledge(
            LengthBook lengths,
            TokenFactors tokens,
            double endsPerTurn,
            double secondsPerTurn,
            Calibration calibration) {
        this(lengths, tokens, SpeakerShares.EVEN, endsPerTurn, secondsPerTurn, calibration);
    }

    /// The same for a run that has begun, and has shown how its models count.
    public Knowledge within(TokenFactors billed) {
        return new Knowledge(lengths, billed, speakers, endsPerTurn, secondsPerTurn, calibration);
    }
}
