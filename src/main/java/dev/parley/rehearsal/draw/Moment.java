package dev.parley.rehearsal.draw;

import dev.parley.rehearsal.meter.Digest;

/// What a draw depends on, and nothing else: the same moment always draws the same.
///
/// @param runSeed shared by all turns of one run
/// @param persona who speaks, as `Personas` recognises it
/// @param turn messages heard so far
/// @param lastHash fingerprint of the last message
public record Moment(long runSeed, String model, String persona, int turn, long lastHash) {
    long hash() {
        return Digest.mix(Digest.mix(Digest.mix(Digest.mix(runSeed, model), persona), turn), lastHash);
    }
}
