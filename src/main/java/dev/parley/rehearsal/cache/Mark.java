package dev.parley.rehearsal.cache;

/// A cache breakpoint: the prefix up to the end of a block is to be kept so long.
public record Mark(int block, Ttl ttl) {
    public Mark {
        if (block < 0) {
            throw new IllegalArgumentException("negative block: " + block);
        }
    }
}
