package dev.parley.planning.cache;

import dev.parley.conversation.Prompt;
import dev.parley.conversation.Segment;
import dev.parley.model.Caching;
import java.util.HashMap;

/// Chooses the breakpoints of one prompt. Where a provider caches by itself there is nothing to choose. Elsewhere the
/// standing text and the transcript so far are kept for five minutes as long as the persona will speak again.
///
/// A last use must not write, and yet only what a breakpoint marks is read: so its breakpoint stands where the
/// persona's prompt of its turn before ended. Prefixes below the provider's minimum are marked too; that costs
/// nothing there.
public final class CachePlanner {
    private CachePlanner() {}

    /// @param laterTurns how many turns the persona is likely to take after this one
    public static CachePlan plan(Prompt prompt, Caching caching, long laterTurns) {
        if (caching.byItself()) {
            return CachePlan.NONE;
        }
        int end = laterTurns > 0 ? lastCacheable(prompt) : endOfPromptBefore(prompt);
        if (end < 0) {
            return CachePlan.NONE;
        }
        var breakpoints = new HashMap<Integer, Ttl>();
        int standing = prompt.system().size() - 1;
        if (standing >= 0) {
            breakpoints.put(standing, Ttl.FIVE_MINUTES);
        }
        breakpoints.put(end, Ttl.FIVE_MINUTES);
        return new CachePlan(breakpoints);
    }

    private static int lastCacheable(Prompt prompt) {
        int last = prompt.segments().size() - 1;
        return prompt.segments().get(last).kind() == Segment.Kind.INSTRUCTION ? last - 1 : last;
    }

    /// Before the persona's own last message; -1 when it has not spoken yet.
    private static int endOfPromptBefore(Prompt prompt) {
        for (int i = prompt.segments().size() - 1; i >= 0; i--) {
            if (prompt.segments().get(i).role() == Segment.Role.SELF) {
                return i - 1;
            }
        }
        return -1;
    }
}
