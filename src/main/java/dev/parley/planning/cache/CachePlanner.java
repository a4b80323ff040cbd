package dev.parley.planning.cache;

import dev.parley.conversation.Prompt;
import dev.parley.conversation.Segment;
import dev.parley.model.Caching;
import java.util.HashMap;

/// Chooses the breakpoints of one prompt. Where a provider caches by itself there is nothing to choose. Elsewhere the
/// standing text and the transcript so far are kept for five minutes as long as the persona will speak again; a last
/// use never writes.
public final class CachePlanner {
    private CachePlanner() {}

    /// @param laterTurns how many turns the persona is likely to take after this one
    public static CachePlan plan(Prompt prompt, Caching caching, long laterTurns) {
        if (caching.byItself() || laterTurns == 0) {
            return CachePlan.NONE;
        }
        var breakpoints = new HashMap<Integer, Ttl>();
        long prefixTokens = 0;
        int lastStanding = -1;
        int lastTranscript = -1;
        long standingTokens = 0;
        for (int i = 0; i < prompt.segments().size(); i++) {
            var segment = prompt.segments().get(i);
            if (segment.kind() == Segment.Kind.INSTRUCTION) {
                break;
            }
            prefixTokens += segment.tokens();
            if (segment.role() == Segment.Role.SYSTEM) {
                lastStanding = i;
                standingTokens = prefixTokens;
            } else {
                lastTranscript = i;
            }
        }
        if (lastStanding >= 0 && standingTokens >= caching.minPrefixTokens()) {
            breakpoints.put(lastStanding, Ttl.FIVE_MINUTES);
        }
        if (lastTranscript >= 0 && prefixTokens >= caching.minPrefixTokens()) {
            breakpoints.put(lastTranscript, Ttl.FIVE_MINUTES);
        }
        return new CachePlan(breakpoints);
    }
}
