package dev.parley.rehearsal.wire;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the vendors' models differ in, told by their ids.
final class Traits {
    private static final Pattern GPT = Pattern.compile("^gpt-(\\d+)(?:\\.(\\d+))?");
    private static final Pattern DATED = Pattern.compile("-(?:\\d{8}|\\d{4}-\\d{2}-\\d{2})$");
    private static final Map<String, String> VERSIONS = Map.ofEntries(
            Map.entry("gpt-4", "gpt-4-0613"),
            Map.entry("gpt-4-turbo", "gpt-4-turbo-2024-04-09"),
            Map.entry("gpt-4o", "gpt-4o-2024-08-06"),
            Map.entry("gpt-4o-mini", "gpt-4o-mini-2024-07-18"),
            Map.entry("gpt-4.1", "gpt-4.1-2025-04-14"),
            Map.entry("gpt-4.1-mini", "gpt-4.1-mini-2025-04-14"),
            Map.entry("gpt-4.1-nano", "gpt-4.1-nano-2025-04-14"),
            Map.entry("gpt-5", "gpt-5-2025-08-07"),
            Map.entry("gpt-5-mini", "gpt-5-mini-2025-08-07"),
            Map.entry("gpt-5-nano", "gpt-5-nano-2025-08-07"),
            Map.entry("gpt-5.1", "gpt-5.1-2025-11-13"),
            Map.entry("o3", "o3-2025-04-16"),
            Map.entry("o3-mini", "o3-mini-2025-01-31"),
            Map.entry("o4-mini", "o4-mini-2025-04-16"),
            Map.entry("claude-3-haiku", "claude-3-haiku-20240307"),
            Map.entry("claude-3-opus-latest", "claude-3-opus-20240229"),
            Map.entry("claude-3-5-haiku-latest", "claude-3-5-haiku-20241022"),
            Map.entry("claude-3-7-sonnet-latest", "claude-3-7-sonnet-20250219"),
            Map.entry("claude-opus-4-0", "claude-opus-4-20250514"),
            Map.entry("claude-sonnet-4-0", "claude-sonnet-4-20250514"),
            Map.entry("claude-opus-4-1", "claude-opus-4-1-20250805"),
            Map.entry("claude-sonnet-4-5", "claude-sonnet-4-5-20250929"),
            Map.entry("claude-haiku-4-5", "claude-haiku-4-5-20251001"),
            Map.entry("claude-opus-4-5", "claude-opus-4-5-20251101"));

    private Traits() {}

    /// The version that answers to an id: dated where the vendor dates it.
    static String version(String model) {
        return VERSIONS.getOrDefault(model, model);
    }

    static String undated(String model) {
        return DATED.matcher(model).replaceFirst("");
    }

    /// OpenAI's models that reason: they take no sampling settings, and `max_completion_tokens` alone.
    static boolean openAiReasons(String model) {
        return model.matches("o[1-9](-.*)?") || (model.matches("gpt-[5-9].*") && !model.contains("-chat"));
    }

    /// From GPT-5.6 on, OpenAI bills what it writes to its cache.
    static boolean openAiBillsWrites(String model) {
        Matcher gpt = GPT.matcher(model);
        if (!gpt.find()) {
            return false;
        }
        int major = Integer.parseInt(gpt.group(1));
        int minor = gpt.group(2) == null ? 0 : Integer.parseInt(gpt.group(2));
        return major > 5 || (major == 5 && minor >= 6);
    }

    static boolean geminiReasons(String model) {
        return model.startsWith("gemini-2.5-pro") || model.startsWith("gemini-3");
    }

    /// The shortest prefix that Anthropic caches, in tokens.
    static int anthropicCacheMinTokens(String model) {
        if (model.contains("fable-5") || model.contains("opus-5")) {
            return 512;
        }
        if (model.contains("opus-4-5") || model.contains("opus-4-6") || model.contains("haiku-4-5")) {
            return 4096;
        }
        return model.contains("opus-4-7") || model.contains("haiku") ? 2048 : 1024;
    }

    /// The newest Claude models refuse a conversation that ends with their own words.
    static boolean refusesPrefill(String model) {
        return model.matches("claude-(opus-4-[6-9]|sonnet-4-[6-9]|(opus|sonnet|haiku|fable)-[5-9]).*");
    }
}
