package dev.parley.provider;

import dev.parley.conversation.RunMode;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where the providers are, live and in rehearsal. Keys come from the environment alone and are never printed.
///
/// @param live the providers that Parley knows by name
/// @param compatible finds any other provider that speaks the OpenAI protocol, by its name
/// @param rehearsalUrl the root of the stand-ins; gives null while there are none
public record ProviderSettings(
        Map<String, Endpoint> live,
        Function<String, Optional<Endpoint>> compatible,
        Supplier<@Nullable String> rehearsalUrl,
        Patience patience) {
    private static final String REHEARSAL_KEY = "rehearsal";

    public ProviderSettings {
        live = Map.copyOf(live);
    }

    /// Reads the settings; a blank value counts as absent. Without rehearsal, until `withRehearsal` names it.
    public static ProviderSettings from(Function<String, @Nullable String> env) {
        var live = new TreeMap<String, Endpoint>();
        live.put(
                "anthropic", keyed(env, "https://api.anthropic.com", "PARLEY_ANTHROPIC_BASE_URL", "ANTHROPIC_API_KEY"));
        live.put("openai", keyed(env, "https://api.openai.com/v1", "PARLEY_OPENAI_BASE_URL", "OPENAI_API_KEY"));
        live.put(
                "google",
                keyed(
                        env,
                        "https://generativelanguage.googleapis.com",
                        "PARLEY_GEMINI_BASE_URL",
                        "GEMINI_API_KEY",
                        "GOOGLE_API_KEY"));
        live.put("mistral", keyed(env, "https://api.mistral.ai", "PARLEY_MISTRAL_BASE_URL", "MISTRAL_API_KEY"));
        live.put("deepseek", keyed(env, "https://api.deepseek.com", "PARLEY_DEEPSEEK_BASE_URL", "DEEPSEEK_API_KEY"));
        live.put("x-ai", keyed(env, "https://api.x.ai/v1", compatibleUrl("x-ai"), "XAI_API_KEY"));
        live.put(
                "alibaba",
                keyed(
                        env,
                        "https://dashscope-intl.aliyuncs.com/compatible-mode/v1",
                        compatibleUrl("alibaba"),
                        "DASHSCOPE_API_KEY"));
        live.put(
                "openrouter",
                keyed(env, "https://openrouter.ai/api/v1", compatibleUrl("openrouter"), "OPENROUTER_API_KEY"));
        live.put("groq", keyed(env, "https://api.groq.com/openai/v1", compatibleUrl("groq"), "GROQ_API_KEY"));
        first(env, "PARLEY_OLLAMA_BASE_URL", "OLLAMA_BASE_URL")
                .ifPresent(url -> live.put("ollama", new Endpoint(url, null, "OLLAMA_BASE_URL", false)));
        return new ProviderSettings(live, name -> compatible(env, name), () -> null, Patience.USUAL);
    }

    public ProviderSettings withRehearsal(Supplier<@Nullable String> url) {
        return new ProviderSettings(live, compatible, url, patience);
    }

    public ProviderSettings withPatience(Patience other) {
        return new ProviderSettings(live, compatible, rehearsalUrl, other);
    }

    /// Empty when nothing says where the provider is.
    Optional<Endpoint> endpoint(String provider, RunMode mode) {
        return switch (mode) {
            case LIVE -> Optional.ofNullable(live.get(provider)).or(() -> compatible.apply(provider));
            case REHEARSAL ->
                Optional.ofNullable(rehearsalUrl.get())
                        .map(url -> new Endpoint(
                                new Endpoint(url, null, "", false).baseUrl() + rehearsalPath(provider),
                                REHEARSAL_KEY,
                                "",
                                false));
        };
    }

    /// The environment variable that would make the provider usable, for people.
    String keySetting(String provider) {
        var endpoint = live.get(provider);
        if (endpoint != null) {
            return endpoint.keySetting();
        }
        return provider.equals("ollama") ? "OLLAMA_BASE_URL" : compatibleUrl(provider);
    }

    /// Every key that is set for a provider known by name.
    Stream<String> keys() {
        return live.values().stream()
                .map(Endpoint::key)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    private static String rehearsalPath(String provider) {
        return switch (provider) {
            case "anthropic" -> "/anthropic";
            case "google" -> "/gemini";
            case "mistral" -> "/mistral";
            case "ollama" -> "/ollama";
            default -> "/" + provider + "/v1";
        };
    }

    private static Endpoint keyed(
            Function<String, @Nullable String> env, String publicUrl, String urlSetting, String... keySettings) {
        return new Endpoint(
                first(env, urlSetting).orElse(publicUrl),
                first(env, keySettings).orElse(null),
                keySettings[0],
                true);
    }

    private static Optional<Endpoint> compatible(Function<String, @Nullable String> env, String provider) {
        String keySetting = compatibleSetting(provider) + "_API_KEY";
        return first(env, compatibleUrl(provider))
                .map(url -> new Endpoint(url, first(env, keySetting).orElse(null), keySetting, false));
    }

    private static String compatibleUrl(String provider) {
        return compatibleSetting(provider) + "_BASE_URL";
    }

    private static String compatibleSetting(String provider) {
        return "PARLEY_COMPATIBLE_" + provider.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static Optional<String> first(Function<String, @Nullable String> env, String... names) {
        for (var name : names) {
            var value = env.apply(name);
            if (value != null && !value.isBlank()) {
                return Optional.of(value.strip());
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return "ProviderSettings" + new TreeMap<>(live);
    }
}
