package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.RunMode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A key leaves the room as a request header and in no other way, even when the provider repeats it.
class KeyLeakTest {
    private final FakeProvider fake = new FakeProvider();

    @AfterEach
    void close() {
        fake.close();
    }

    static List<Streams.Case> cases() {
        return Streams.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noOutcomeRepeatsTheKeyOrTheAddress(Streams.Case stream) {
        var outcomes = new ArrayList<CallOutcome>();
        var echo = "{\"error\":{\"message\":\"key " + TestCalls.KEY + " at " + fake.url() + " is bad\"}}";
        for (int status : new int[] {307, 400, 401, 402, 404, 429, 500, 529}) {
            fake.refuses(status, echo);
            outcomes.add(call(stream));
        }
        fake.refuses(500, TestCalls.KEY);
        outcomes.add(call(stream));
        fake.streams(stream.provider().equals("ollama") ? echo + "\n" : "data: " + echo + "\n\n");
        outcomes.add(call(stream));
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(outcome.toString())
                        .doesNotContain(TestCalls.KEY)
                        .doesNotContain(fake.url())
                        .doesNotContain("127.0.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-with\nbreak", "sk-with-ü-umlaut\u0000"})
    void aKeyThatNoHeaderCanCarryIsNotRepeated(String key) {
        var env = TestCalls.env("openai", fake.url());
        env.put("OPENAI_API_KEY", key);
        var settings = ProviderSettings.from(env::get);
        var outcome = new Providers(settings).call(TestCalls.call("openai/gpt-6-luna"), _ -> {});
        assertThat(outcome.toString()).doesNotContain(key).doesNotContain("sk-with");
        assertThat(new KeyCheck(settings).check("openai").toString()).doesNotContain("sk-with");
    }

    @Test
    void anAddressThatIsNoneIsToldWithoutIt() {
        var env = TestCalls.env("openai", "no address ");
        var outcome = new Providers(ProviderSettings.from(env::get)).call(TestCalls.call("openai/gpt-6-luna"), _ -> {});
        assertThat(outcome).isInstanceOf(CallOutcome.Failed.class);
        assertThat(outcome.toString()).doesNotContain(TestCalls.KEY).doesNotContain("no address");
    }

    @Test
    void settingsAreReadWithoutTheirKeys() {
        var settings = TestCalls.settings("openai", fake.url());
        assertThat(settings.toString()).contains("openai").doesNotContain(TestCalls.KEY);
        assertThat(settings.endpoint("openai", RunMode.LIVE).toString()).doesNotContain(TestCalls.KEY);
    }

    @Test
    void keyChecksDoNotRepeatIt() {
        fake.refuses(401, "{\"error\":{\"message\":\"bad key " + TestCalls.KEY + "\"}}");
        assertThat(new KeyCheck(TestCalls.settings("openai", fake.url()))
                        .check("openai")
                        .toString())
                .doesNotContain(TestCalls.KEY);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingIsLoggedThatHoldsIt(Streams.Case stream) {
        var heard = new ByteArrayOutputStream();
        var all = Logger.getLogger("dev");
        var before = all.getLevel();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                heard.writeBytes(String.valueOf(record.getMessage()).getBytes(StandardCharsets.UTF_8));
                heard.writeBytes(String.valueOf(record.getThrown()).getBytes(StandardCharsets.UTF_8));
                if (record.getParameters() != null) {
                    heard.writeBytes(List.of(record.getParameters()).toString().getBytes(StandardCharsets.UTF_8));
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        all.addHandler(handler);
        all.setLevel(Level.ALL);
        try {
            fake.refuses(401, "no " + TestCalls.KEY);
            call(stream);
            fake.streams(stream.start() + stream.end());
            call(stream);
            Logger.getLogger("dev.parley.test").info("heard something");
        } finally {
            all.removeHandler(handler);
            all.setLevel(before);
        }
        assertThat(heard.toString(StandardCharsets.UTF_8))
                .contains("heard something")
                .doesNotContain(TestCalls.KEY);
    }

    private CallOutcome call(Streams.Case stream) {
        return new Providers(TestCalls.settings(stream.provider(), fake.url()))
                .call(TestCalls.call(stream.model()), _ -> {});
    }
}
