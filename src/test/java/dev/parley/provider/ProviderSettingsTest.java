package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.RunMode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderSettingsTest {
    @Test
    void withoutAKeyNothingIsUsableLive() {
        var providers = new Providers(settings(Map.of("OPENAI_API_KEY", " ")));
        for (var name :
                new String[] {"anthropic", "openai", "google", "mistral", "deepseek", "ollama", "x-ai", "new"}) {
            assertThat(providers.isUsable(name, RunMode.LIVE)).as(name).isFalse();
        }
    }

    @Test
    void everyKeyMakesItsProviderUsable() {
        var keys = Map.of(
                "ANTHROPIC_API_KEY", "anthropic",
                "OPENAI_API_KEY", "openai",
                "GEMINI_API_KEY", "google",
                "GOOGLE_API_KEY", "google",
                "MISTRAL_API_KEY", "mistral",
                "DEEPSEEK_API_KEY", "deepseek",
                "XAI_API_KEY", "x-ai",
                "DASHSCOPE_API_KEY", "alibaba",
                "OPENROUTER_API_KEY", "openrouter",
                "GROQ_API_KEY", "groq");
        keys.forEach((key, provider) -> assertThat(
                        new Providers(settings(Map.of(key, "k"))).isUsable(provider, RunMode.LIVE))
                .as(key)
                .isTrue());
    }

    @Test
    void ollamaNeedsAnAddressAndNoKey() {
        var settings =
                settings(Map.of("OLLAMA_BASE_URL", "http://host:1/", "PARLEY_OLLAMA_BASE_URL", "http://other:2/"));
        assertThat(settings.endpoint("ollama", RunMode.LIVE).orElseThrow().baseUrl())
                .isEqualTo("http://other:2");
        assertThat(new Providers(settings).isUsable("ollama", RunMode.LIVE)).isTrue();
    }

    @Test
    void anyCompatibleProviderIsNamedByItsSettings() {
        var settings = settings(Map.of(
                "PARLEY_COMPATIBLE_MY_LAB_BASE_URL", "http://lab/v1", "PARLEY_COMPATIBLE_MY_LAB_API_KEY", "labkey"));
        var endpoint = settings.endpoint("my-lab", RunMode.LIVE).orElseThrow();
        assertThat(endpoint.baseUrl()).isEqualTo("http://lab/v1");
        assertThat(endpoint.key()).isEqualTo("labkey");
        assertThat(settings.endpoint("other-lab", RunMode.LIVE)).isEmpty();
    }

    @Test
    void rehearsalNeverUsesLiveAddressesOrKeys() {
        var settings = settings(Map.of("ANTHROPIC_API_KEY", "live", "PARLEY_ANTHROPIC_BASE_URL", "http://live"))
                .withRehearsal(() -> "http://127.0.0.1:9");
        var bases = Map.of(
                "anthropic", "/anthropic",
                "openai", "/openai/v1",
                "google", "/gemini",
                "mistral", "/mistral",
                "deepseek", "/deepseek/v1",
                "ollama", "/ollama",
                "x-ai", "/x-ai/v1",
                "anything", "/anything/v1");
        bases.forEach((provider, path) -> {
            var endpoint = settings.endpoint(provider, RunMode.REHEARSAL).orElseThrow();
            assertThat(endpoint.baseUrl()).isEqualTo("http://127.0.0.1:9" + path);
            assertThat(endpoint.key()).isEqualTo("rehearsal");
        });
    }

    @Test
    void withoutAStandInNothingIsUsableInRehearsal() {
        assertThat(new Providers(settings(Map.of("OPENAI_API_KEY", "k"))).isUsable("openai", RunMode.REHEARSAL))
                .isFalse();
    }

    @Test
    void aBaseThatEndsInItsVersionIsTakenToo() {
        assertThat(new Endpoint("https://a/v1/", "k", "K", true).withVersion("v1"))
                .isEqualTo("https://a/v1");
        assertThat(new Endpoint("https://a/", "k", "K", true).withVersion("v1")).isEqualTo("https://a/v1");
    }

    private static ProviderSettings settings(Map<String, String> env) {
        return ProviderSettings.from(env::get);
    }
}
