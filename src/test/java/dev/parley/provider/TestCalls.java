package dev.parley.provider;

import dev.parley.conversation.Prompt;
import dev.parley.conversation.RunMode;
import dev.parley.conversation.Segment;
import dev.parley.conversation.Segment.Kind;
import dev.parley.conversation.Segment.Role;
import dev.parley.model.Abilities;
import dev.parley.model.Abilities.OutputLimit;
import dev.parley.model.Caching;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.planning.cache.CachePlan;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Calls with defaults, so that a test shows only what matters to it.
final class TestCalls {
    static final UUID ID = UUID.fromString("00000000-0000-0000-0000-00000000002a");
    static final String KEY = "sk-very-secret-key-123";
    static final Patience SHORT = new Patience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));
    static final Abilities ALL =
            new Abilities(true, true, OutputLimit.MAX_COMPLETION_TOKENS, List.of("low", "high"), true);
    static final Abilities NONE = new Abilities(false, false, OutputLimit.MAX_TOKENS, List.of(), false);

    /// Segments 0–1 system, 2–3 others, 4–5 self, 6–7 others.
    static final Prompt PROMPT = new Prompt(List.of(
            new Segment(Kind.PERSONA, Role.SYSTEM, "You are Ada.", 4),
            new Segment(Kind.SCENARIO, Role.SYSTEM, "Scenario: a \"quiet\" room.", 6),
            new Segment(Kind.TRANSCRIPT, Role.OTHERS, "Scene: it rains.", 4),
            new Segment(Kind.TRANSCRIPT, Role.OTHERS, "Ben: Hello.", 3),
            new Segment(Kind.TRANSCRIPT, Role.SELF, "Hi Ben.", 3),
            new Segment(Kind.TRANSCRIPT, Role.SELF, "Nice weather.", 3),
            new Segment(Kind.TRANSCRIPT, Role.OTHERS, "Ben: Is it?", 3),
            new Segment(Kind.INSTRUCTION, Role.OTHERS, "[Your turn, Ada.]", 5)));

    private TestCalls() {}

    static ModelCall call(String model) {
        return call(model, ALL, CachePlan.NONE, RunMode.LIVE);
    }

    static ModelCall call(String model, Abilities abilities, CachePlan plan, RunMode mode) {
        return new ModelCall(ID, mode, model(model, abilities), PROMPT, plan, 200, 0.7, "low", 42);
    }

    private static Model model(String id, Abilities abilities) {
        return new Model(ModelId.parse(id), id, 100_000L, 8_000L, null, abilities, Caching.AUTOMATIC, List.of(), null);
    }

    /// Settings in which the provider of a model lives at `url`, with `KEY`.
    static ProviderSettings settings(String provider, String url) {
        return ProviderSettings.from(env(provider, url)::get).withPatience(SHORT);
    }

    static Map<String, @Nullable String> env(String provider, String url) {
        var env = new HashMap<String, @Nullable String>();
        var name = provider.equals("google") ? "GEMINI" : provider.toUpperCase(Locale.ROOT);
        env.put("PARLEY_" + name + "_BASE_URL", url + sdkPath(provider));
        env.put(name + "_API_KEY", KEY);
        // Ollama has no key; what it repeats may be another provider's.
        env.put("GROQ_API_KEY", KEY);
        return env;
    }

    /// What the vendor's own SDK takes behind the host.
    static String sdkPath(String provider) {
        return provider.equals("openai") ? "/v1" : "";
    }
}
