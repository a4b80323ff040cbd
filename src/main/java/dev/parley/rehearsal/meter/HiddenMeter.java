package dev.parley.rehearsal.meter;

import dev.parley.tokens.TokenCounter;
import java.util.Arrays;
import java.util.List;

/// Counts as the vendors do: near the tokenizer we know, and never the same. A model's count is the known one times a
/// factor of its own in [0.85, 1.35] and times noise of up to 4 % that each text decides. It is never more than one
/// token for each UTF-8 byte of text, plus each message's wrapping.
public final class HiddenMeter {
    private static final double LOWEST_FACTOR = 0.85;
    private static final double FACTOR_SPAN = 0.50;
    private static final double NOISE = 0.04;
    private static final int REPLY_OPENING_TOKENS = 3;
    private static final int KNOWN_PIECES = 200_000;

    private record Piece(int knownTokens, int bytes) {}

    private final TokenCounter counter;
    private final long seed;
    private final Recent<Piece> known = new Recent<>(KNOWN_PIECES);

    public HiddenMeter(TokenCounter counter, long seed) {
        this.counter = counter;
        this.seed = Digest.mix(seed, "tokens");
    }

    /// Tokens of a text alone, as in a reply.
    public int count(String model, String text) {
        Tally tally = new Tally(model, 1);
        tally.text(text);
        return tally.tokens;
    }

    /// Counts a prompt, block by block.
    ///
    /// @param bodyBytes bytes of the request that carried the blocks: an upper bound of the whole
    public Measured measure(String model, List<Block> blocks, int bodyBytes) {
        Tally tally = new Tally(model, 16 + 2 * blocks.size());
        long[] blockHashes = new long[blocks.size()];
        int[] blockTokens = new int[blocks.size()];
        for (int i = 0; i < blockHashes.length; i++) {
            Block block = blocks.get(i);
            tally.tokens += block.wrapTokens();
            tally.hash = Digest.mix(tally.hash, block.place());
            tally.text(block.text());
            tally.hash = Digest.mix(tally.hash, i);
            blockHashes[i] = tally.hash;
            blockTokens[i] = Math.min(tally.tokens, bodyBytes);
        }
        int[] pieceTokens = Arrays.copyOf(tally.pieceTokens, tally.pieces);
        for (int i = 0; i < pieceTokens.length; i++) {
            pieceTokens[i] = Math.min(pieceTokens[i], bodyBytes);
        }
        int total = Math.min(tally.tokens + REPLY_OPENING_TOKENS, bodyBytes);
        return new Measured(
                Arrays.copyOf(tally.pieceHashes, tally.pieces), pieceTokens, blockHashes, blockTokens, total);
    }

    /// The hidden factor of a model. Nothing outside this room may ask for it.
    public double factor(String model) {
        return LOWEST_FACTOR + FACTOR_SPAN * Digest.unit(Digest.mix(seed, model));
    }

    private Piece piece(long hash, String text, int from, int to) {
        Piece piece = known.find(hash);
        if (piece == null) {
            String part = text.substring(from, to);
            piece = new Piece(counter.count(part), utf8Bytes(part));
            known.keep(hash, piece);
        }
        return piece;
    }

    private static int utf8Bytes(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // A surrogate counts 2: a pair makes 4. A lone one makes 1 when encoded, and 6 in the JSON that carried it.
            bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return bytes;
    }

    /// Adds up one prompt from left to right.
    private final class Tally {
        private final double factor;
        private final long modelHash;
        private long[] pieceHashes;
        private int[] pieceTokens;
        private int pieces;
        private long hash;
        private int tokens;

        Tally(String model, int pieces) {
            this.factor = factor(model);
            this.modelHash = Digest.mix(seed, model);
            this.pieceHashes = new long[pieces];
            this.pieceTokens = new int[pieces];
        }

        void text(String text) {
            int before = tokens;
            double rate = factor;
            long knownTokens = 0;
            long bytes = 0;
            for (int from = 0; from < text.length(); ) {
                int to = Pieces.end(text, from);
                long pieceHash = Digest.of(text, from, to);
                if (from == 0) {
                    rate *= 1 + NOISE * (2 * Digest.unit(Digest.mix(modelHash, pieceHash)) - 1);
                }
                Piece piece = piece(pieceHash, text, from, to);
                knownTokens += piece.knownTokens;
                bytes += piece.bytes;
                long counted = Math.max(1, Math.min(bytes, Math.round(knownTokens * rate)));
                tokens = (int) Math.min(Integer.MAX_VALUE - 1024, before + counted);
                hash = Digest.mix(hash, pieceHash);
                mark();
                from = to;
            }
        }

        private void mark() {
            if (pieces == pieceHashes.length) {
                pieceHashes = Arrays.copyOf(pieceHashes, pieces * 2);
                pieceTokens = Arrays.copyOf(pieceTokens, pieces * 2);
            }
            pieceHashes[pieces] = hash;
            pieceTokens[pieces++] = tokens;
        }
    }
}
