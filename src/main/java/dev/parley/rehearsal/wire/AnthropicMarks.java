package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.rehearsal.cache.BreakpointRules;
import dev.parley.rehearsal.cache.CacheAsk;
import dev.parley.rehearsal.cache.Mark;
import dev.parley.rehearsal.cache.Ttl;
import java.util.ArrayList;
import java.util.List;

/// The `cache_control` breakpoints of one request, with Anthropic's rules for where they may stand.
final class AnthropicMarks {
    private static final int MOST = 4;
    private static final int LOOKBACK_BLOCKS = 20;

    private final List<Mark> marks = new ArrayList<>();
    private String shortLived = "";

    /// @param where the block's path, for the error
    void at(String where, JsonNode control, int block) {
        if (control.isMissingNode() || control.isNull()) {
            return;
        }
        Ttl ttl = ttl(where, control);
        if (!ttl.longLived()) {
            shortLived = where;
        } else if (!shortLived.isEmpty()) {
            throw AnthropicErrors.invalid(where
                    + ".cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control"
                    + " block. Note that blocks are processed in the following order: `tools`, `system`, `messages`.");
        }
        marks.add(new Mark(block, ttl));
    }

    /// A `cache_control` of the whole request stands at its last block.
    void automatic(JsonNode control, int lastBlock) {
        if (control.isMissingNode() || control.isNull()) {
            return;
        }
        boolean taken = !marks.isEmpty() && marks.getLast().block() == lastBlock;
        if (taken && marks.getLast().ttl() != ttl("cache_control", control)) {
            throw AnthropicErrors.invalid("cache_control: the last block already has a cache_control with another ttl");
        }
        if (!taken) {
            at("cache_control", control, lastBlock);
        }
    }

    CacheAsk ask(int minTokens) {
        if (marks.size() > MOST) {
            throw AnthropicErrors.invalid(
                    "A maximum of 4 blocks with cache_control may be provided. Found " + marks.size() + ".");
        }
        return marks.isEmpty()
                ? new CacheAsk.None()
                : CacheAsk.Breakpoints.at(marks, new BreakpointRules(minTokens, LOOKBACK_BLOCKS, MOST, MOST));
    }

    private static Ttl ttl(String where, JsonNode control) {
        if (!Json.text(control, "type").equals("ephemeral")) {
            throw AnthropicErrors.invalid(where + ".cache_control.type: Input should be 'ephemeral'");
        }
        String ttl = control.path("ttl").asText("5m");
        return switch (ttl) {
            case "5m" -> Ttl.MINUTES_5;
            case "1h" -> Ttl.HOUR_1;
            default -> throw AnthropicErrors.invalid(where + ".cache_control.ttl: Input should be '5m' or '1h'");
        };
    }
}
