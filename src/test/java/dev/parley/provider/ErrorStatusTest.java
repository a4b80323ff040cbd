package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.provider.CallOutcome.Failed;
import dev.parley.provider.CallOutcome.FailureKind;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Errors before any output: nothing is billed, and the kind says what to do.
class ErrorStatusTest {
    private static final String BODY = "{\"error\":{\"type\":\"x\",\"message\":\"so it is\"}}";

    private final FakeProvider fake = new FakeProvider();

    @AfterEach
    void close() {
        fake.close();
    }

    static Stream<Arguments> everyProviderAndStatus() {
        var kinds = List.of(
                Arguments.of(400, FailureKind.BAD_REQUEST),
                Arguments.of(401, FailureKind.BAD_KEY),
                Arguments.of(403, FailureKind.BAD_KEY),
                Arguments.of(404, FailureKind.UNKNOWN_MODEL),
                Arguments.of(413, FailureKind.BAD_REQUEST),
                Arguments.of(422, FailureKind.BAD_REQUEST),
                Arguments.of(429, FailureKind.RATE_LIMIT),
                Arguments.of(500, FailureKind.SERVER_ERROR),
                Arguments.of(503, FailureKind.OVERLOADED),
                Arguments.of(529, FailureKind.OVERLOADED));
        return Streams.cases().stream()
                .flatMap(stream ->
                        kinds.stream().map(kind -> Arguments.of(stream.model(), kind.get()[0], kind.get()[1])));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 502, 504, 524})
    void whereAGatewayGaveUpTheCostIsUnknown(int status) {
        fake.refuses(status, BODY);
        var settings = TestCalls.settings("openai", fake.url());
        var outcome = new Providers(settings).call(TestCalls.call("openai/gpt-6-luna"), _ -> {});
        assertThat(outcome).isInstanceOfSatisfying(CallOutcome.Lost.class, lost -> {
            assertThat(lost.retryable()).isTrue();
            assertThat(lost.reason()).contains(Integer.toString(status));
        });
    }

    @ParameterizedTest
    @MethodSource("everyProviderAndStatus")
    void everyStatusHasItsKind(String model, int status, FailureKind kind) {
        fake.refuses(status, BODY);
        assertThat(failed(model).kind()).isEqualTo(kind);
        assertThat(fake.requests()).as("nothing is retried in here").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            anthropic/claude-sonnet-5    | {"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: too large"}} | max_tokens: too large
            openai/gpt-6-luna            | {"error":{"message":"max_tokens: too large","type":"invalid_request_error","code":null}}    | max_tokens: too large
            google/gemini-3.7-flash      | {"error":{"code":400,"message":"max_tokens: too large","status":"INVALID_ARGUMENT"}}        | max_tokens: too large
            mistral/mistral-large-latest | {"object":"error","message":"max_tokens: too large","type":"invalid_request_error"}         | max_tokens: too large
            ollama/llama3.3              | {"error":"max_tokens: too large"}                                                           | max_tokens: too large
            """)
    void theProvidersOwnWordsAreKept(String model, String body, String words) {
        fake.refuses(400, body);
        assertThat(failed(model).message()).endsWith(words);
    }

    @Test
    void geminiSaysBadRequestWhenItMeansBadKey() {
        fake.refuses(
                400,
                "{\"error\":{\"code\":400,\"message\":\"API key not valid\",\"status\":\"INVALID_ARGUMENT\",\"details\":[{\"@type\":\"t\",\"reason\":\"API_KEY_INVALID\"}]}}");
        assertThat(failed("google/gemini-3.7-flash").kind()).isEqualTo(FailureKind.BAD_KEY);
    }

    @Test
    void anEmptyAccountIsNotWaitedFor() {
        fake.refuses(429, "{\"error\":{\"message\":\"quota\",\"code\":\"insufficient_quota\"}}");
        assertThat(failed("openai/gpt-6-luna").kind().isRetryable()).isFalse();
        fake.refuses(402, "{\"error\":{\"message\":\"Insufficient Balance\"}}");
        assertThat(failed("deepseek/deepseek-chat").kind()).isEqualTo(FailureKind.BAD_KEY);
    }

    @Test
    void retryAfterComesInSecondsMillisOrGeminisBody() {
        fake.refuses(429, BODY, "Retry-After", "7");
        assertThat(failed("openai/gpt-6-luna").retryAfter()).isEqualTo(Duration.ofSeconds(7));
        fake.refuses(429, BODY, "retry-after-ms", "250", "Retry-After", "1");
        assertThat(failed("openai/gpt-6-luna").retryAfter()).isEqualTo(Duration.ofMillis(250));
        fake.refuses(429, "{\"error\":{\"message\":\"m\",\"details\":[{\"retryDelay\":\"12.5s\"}]}}");
        assertThat(failed("google/gemini-3.7-flash").retryAfter()).isEqualTo(Duration.ofMillis(12_500));
    }

    @Test
    void retryAfterComesAsADate() {
        var then = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(90);
        fake.refuses(503, BODY, "Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(then));
        assertThat(failed("anthropic/claude-sonnet-5").retryAfter())
                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(91));
    }

    @Test
    void aRetryAfterThatMakesNoSenseIsNone() {
        fake.refuses(429, BODY, "Retry-After", "soon");
        assertThat(failed("openai/gpt-6-luna").retryAfter()).isNull();
        fake.refuses(429, BODY, "Retry-After", "-3");
        assertThat(failed("openai/gpt-6-luna").retryAfter()).isNull();
    }

    @Test
    void aRedirectIsNotFollowed() {
        fake.refuses(307, "", "Location", fake.url() + "/elsewhere");
        assertThat(failed("openai/gpt-6-luna").kind()).isEqualTo(FailureKind.BAD_REQUEST);
        assertThat(fake.requests()).isEqualTo(1);
    }

    @Test
    void withoutAKeyNothingIsSent() {
        var settings = ProviderSettings.from(name -> name.equals("PARLEY_OPENAI_BASE_URL") ? fake.url() : null);
        var failed = (Failed) new Providers(settings).call(TestCalls.call("openai/gpt-6-luna"), _ -> {});
        assertThat(failed.kind()).isEqualTo(FailureKind.NO_KEY);
        assertThat(failed.message()).contains("OPENAI_API_KEY");
        assertThat(fake.requests()).isZero();
    }

    private Failed failed(String model) {
        var provider = model.substring(0, model.indexOf('/'));
        return (Failed) new Providers(TestCalls.settings(provider, fake.url())).call(TestCalls.call(model), _ -> {});
    }
}
