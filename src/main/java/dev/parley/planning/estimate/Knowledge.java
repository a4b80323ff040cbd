package dev.parley.planning.estimate;

import dev.parley.planning.length.LengthBook;

/// What finished runs have taught: how long replies are, how often a phrase ends a run early, and how far estimates
/// were off.
///
/// @param endsPerTurn how likely a phrase that may end a run does so after a turn, 0 to 1
public record Knowledge(LengthBook lengths, double endsPerTurn, Calibration calibration) {
    public static final Knowledge NONE = new Knowledge(LengthBook.EMPTY, 0.01, Calibration.NONE);

    public Knowledge {
        if (!(endsPerTurn >= 0 && endsPerTurn <= 1)) {
            throw new IllegalArgumentException("endsPerTurn: " + endsPerTurn);
        }
    }
}
