package dev.parley.rehearsal.meter;

/// A prompt as counted: running totals and chained fingerprints at the end of each piece and of each block. A piece is
/// a part of a block, cut so that a text and its continuation share all pieces but the last.
///
/// @param pieceHashes of everything up to the end of each piece
/// @param pieceTokens up to the end of each piece; never falls
/// @param blockHashes of everything up to the end of each block
/// @param blockTokens up to the end of each block; never falls
/// @param total with what opens the reply; at least the last of `blockTokens`
@SuppressWarnings("ArrayRecordComponent") // one per request, never compared, read in tight loops
public record Measured(long[] pieceHashes, int[] pieceTokens, long[] blockHashes, int[] blockTokens, int total) {
    public Measured {
        if (total < 0) {
            throw new IllegalArgumentException("negative tokens: " + total);
        }
    }

    public int blocks() {
        return blockHashes.length;
    }

    /// The fingerprint of the whole prompt.
    public long whole() {
        return blockHashes.length == 0 ? 0 : blockHashes[blockHashes.length - 1];
    }
}
