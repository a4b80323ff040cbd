package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.provider.KeyState.State;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyCheckTest {
    private final FakeProvider fake = new FakeProvider();

    @AfterEach
    void close() {
        fake.close();
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic, /v1/models, x-api-key, sk-very-secret-key-123",
        "openai, /v1/models, Authorization, Bearer sk-very-secret-key-123",
        "google, /v1beta/models, x-goog-api-key, sk-very-secret-key-123",
        "mistral, /v1/models, Authorization, Bearer sk-very-secret-key-123",
        "deepseek, /models, Authorization, Bearer sk-very-secret-key-123",
        "ollama, /api/tags, Authorization, null"
    })
    void aKeyIsTriedWithACallThatCostsNothing(String provider, String path, String header, String value) {
        fake.refuses(200, "{\"data\":[]}");
        assertThat(check(provider).state()).isEqualTo(State.WORKS);
        assertThat(fake.onlyRequest().path()).isEqualTo(path);
        assertThat(fake.onlyRequest().header(header)).isEqualTo(value);
    }

    @Test
    void aRefusedKeyIsRefused() {
        fake.refuses(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + TestCalls.KEY + "\"}}");
        assertThat(check("openai").state()).isEqualTo(State.REFUSED);
        fake.refuses(400, "{\"error\":{\"message\":\"API key\",\"details\":[{\"reason\":\"API_KEY_INVALID\"}]}}");
        assertThat(check("google").state()).isEqualTo(State.REFUSED);
    }

    @Test
    void aProviderInTroubleSaysNothingOfItsKey() {
        fake.refuses(503, "");
        assertThat(check("openai")).isEqualTo(new KeyState("openai", State.UNREACHABLE, "answers with status 503"));
    }

    @Test
    void aProviderThatDoesNotAnswerIsUnreachable() throws IOException {
        try (var silent = new ServerSocket(0)) {
            var settings = TestCalls.settings("openai", "http://127.0.0.1:" + silent.getLocalPort())
                    .withPatience(new Patience(
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(5),
                            Duration.ofMillis(200)));
            assertThat(new KeyCheck(settings).check("openai").state()).isEqualTo(State.UNREACHABLE);
        }
    }

    @Test
    void anAbsentKeyNamesItsSettingAndNothingIsAsked() {
        var settings = ProviderSettings.from(_ -> null).withRehearsal(fake::url);
        assertThat(new KeyCheck(settings).checkAll(List.of("openai", "google", "ollama")))
                .containsExactly(
                        new KeyState("openai", State.ABSENT, "set OPENAI_API_KEY"),
                        new KeyState("google", State.ABSENT, "set GEMINI_API_KEY"),
                        new KeyState("ollama", State.ABSENT, "set OLLAMA_BASE_URL"));
        assertThat(fake.requests()).isZero();
    }

    private KeyState check(String provider) {
        return new KeyCheck(TestCalls.settings(provider, fake.url())).check(provider);
    }
}
