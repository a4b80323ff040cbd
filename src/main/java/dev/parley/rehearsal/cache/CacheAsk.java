package dev.parley.rehearsal.cache;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a request asks of its provider's prompt cache.
public sealed interface CacheAsk {
    /// Nothing is cached.
    record None() implements CacheAsk {}

    /// Entries at named block ends only.
    ///
    /// @param readAt blocks at whose ends an entry is looked for, ascending
    /// @param writes where entries are wanted, ascending
    record Breakpoints(List<Integer> readAt, List<Mark> writes, BreakpointRules rules) implements CacheAsk {
        public Breakpoints {
            readAt = List.copyOf(readAt);
            writes = List.copyOf(writes);
        }

        /// Breakpoints that are read and written at the same places.
        public static Breakpoints at(List<Mark> marks, BreakpointRules rules) {
            return new Breakpoints(marks.stream().map(Mark::block).toList(), marks, rules);
        }
    }

    /// Any shared prefix, without being asked.
    ///
    /// @param affinityKey sends requests that share it to the same place
    record Prefix(PrefixRules rules, @Nullable String affinityKey) implements CacheAsk {}
}
