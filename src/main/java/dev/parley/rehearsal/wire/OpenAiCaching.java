package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.rehearsal.cache.BreakpointRules;
import dev.parley.rehearsal.cache.CacheAsk;
import dev.parley.rehearsal.cache.Mark;
import dev.parley.rehearsal.cache.PrefixRules;
import dev.parley.rehearsal.cache.Ttl;
import dev.parley.rehearsal.wire.ChatFlavour.ChatErrors;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// OpenAI's prompt caching: by itself before GPT-5.6; from then on at breakpoints whose writes are billed.
final class OpenAiCaching {
    private static final int MIN_TOKENS = 1024;
    private static final int STEP_TOKENS = 128;
    private static final double OVERFLOW = 0.08;
    /// Up to four written, the latest 80 matched, each at its own end only.
    private static final BreakpointRules BREAKPOINTS = new BreakpointRules(MIN_TOKENS, 1, 80, 4);

    private static final PrefixRules AUTOMATIC = new PrefixRules(
            MIN_TOKENS, STEP_TOKENS, Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofHours(1), OVERFLOW);
    private static final PrefixRules DAY = new PrefixRules(
            MIN_TOKENS, STEP_TOKENS, Duration.ofHours(24), Duration.ofHours(24), Duration.ofHours(24), OVERFLOW);

    private OpenAiCaching() {}

    static CacheAsk ask(JsonNode request, String model, ChatBlocks blocks, ChatErrors errors) {
        if (Traits.openAiBillsWrites(model)) {
            return breakpoints(request, blocks, errors);
        }
        boolean keepsADay = Json.text(request, "prompt_cache_retention").equals("24h");
        return new CacheAsk.Prefix(keepsADay ? DAY : AUTOMATIC, affinityKey(request));
    }

    static @Nullable String affinityKey(JsonNode request) {
        String key = Json.text(request, "prompt_cache_key");
        return key.isEmpty() ? null : key;
    }

    private static CacheAsk breakpoints(JsonNode request, ChatBlocks blocks, ChatErrors errors) {
        JsonNode options = request.path("prompt_cache_options");
        Ttl usual = ttl(options, Ttl.MINUTES_30, errors, "prompt_cache_options.ttl");
        TreeSet<Integer> readAt = new TreeSet<>();
        List<Mark> writes = new ArrayList<>();
        for (ChatBlocks.Marked marked : blocks.marked()) {
            readAt.add(marked.block());
            writes.add(new Mark(
                    marked.block(), ttl(marked.control(), usual, errors, "messages.prompt_cache_breakpoint.ttl")));
        }
        if (!Json.text(options, "mode").equals("explicit")) {
            readAt.addAll(blocks.messageEnds());
            int last = blocks.messageEnds().getLast();
            if (writes.isEmpty() || writes.getLast().block() < last) {
                writes.add(new Mark(last, usual));
            }
        }
        return new CacheAsk.Breakpoints(new ArrayList<>(readAt), writes, BREAKPOINTS);
    }

    private static Ttl ttl(JsonNode holder, Ttl otherwise, ChatErrors errors, String field) {
        if (!Json.has(holder, "ttl")) {
            return otherwise;
        }
        return switch (Json.text(holder, "ttl")) {
            case "30m" -> Ttl.MINUTES_30;
            case "12h" -> Ttl.HOURS_12;
            default ->
                throw errors.invalid(
                        "Invalid value: '%s'. Supported values are: '30m' and '12h'."
                                .formatted(holder.path("ttl").asText()),
                        field,
                        "invalid_value");
        };
    }
}
