package dev.parley.rehearsal.wire;

import dev.parley.rehearsal.cache.CacheAsk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A request as any protocol carries it, checked and brought to one form.
record Ask(Target target, Prompt prompt, CacheAsk cache, Wishes wishes, int bodyBytes) {

    /// @param modelReturned the version that the reply names
    record Target(String provider, String apiKey, String model, String modelReturned) {}

    /// @param maxTokens of the reply with its reasoning; absent = as long as it gets
    /// @param reasoning effort as a multiple of the usual; 0 = none
    /// @param streamUsage whether a stream was asked to end with its usage
    record Wishes(
            @Nullable Integer maxTokens,
            List<String> stops,
            double reasoning,
            @Nullable Long seed,
            boolean stream,
            boolean streamUsage) {
        Wishes {
            stops = List.copyOf(stops);
        }
    }
}
