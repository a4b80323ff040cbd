package dev.parley.planning.estimate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cast as a [Play] sees it: the manners of everybody who may speak, in order, and of the chooser, and what their
/// tokens cost. Arrays have one place for each speaker and, where there is a chooser, one more.
///
/// @param sameModelAs the first place with the same model
/// @param mostUsd after which the run ends
record Troupe(
        Play play, Manner[] speaking, @Nullable Manner chooser, TokenRates[] rates, int[] sameModelAs, double mostUsd) {
    /// What decides the tokens of a run; the chooser comes last.
    List<@Nullable Manner> manners() {
        var manners = new ArrayList<@Nullable Manner>(List.of(speaking));
        manners.add(chooser);
        return manners;
    }

    /// Tokens of each speaker's standing text.
    double[] standing(Course course) {
        var standing = new double[speaking.length];
        for (int i = 0; i < standing.length; i++) {
            standing[i] = course.standing[i] * speaking[i].tokens().factor();
        }
        return standing;
    }

    /// How far the tokenizer of the model at this place may be off.
    double doubt(int place) {
        var manner = place < speaking.length ? speaking[place] : chooser;
        return manner == null ? 0 : manner.tokens().doubt();
    }
}
