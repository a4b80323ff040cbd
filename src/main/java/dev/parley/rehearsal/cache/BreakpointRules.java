package dev.parley.rehearsal.cache;

/// How a cache with explicit breakpoints works.
///
/// @param minTokens below it nothing is cached, silently
/// @param lookbackBlocks blocks searched at each breakpoint, itself included
/// @param readable how many breakpoints are looked at, the latest first
/// @param writable how many can be written, the latest first
public record BreakpointRules(int minTokens, int lookbackBlocks, int readable, int writable) {
    public BreakpointRules {
        if (minTokens < 0 || lookbackBlocks < 1 || readable < 1 || writable < 1) {
            throw new IllegalArgumentException(
                    "breakpoint rules: %d %d %d %d".formatted(minTokens, lookbackBlocks, readable, writable));
        }
    }
}
