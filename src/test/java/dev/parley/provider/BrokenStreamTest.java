package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.provider.CallOutcome.Answered;
import dev.parley.provider.CallOutcome.Failed;
import dev.parley.provider.CallOutcome.FailureKind;
import dev.parley.provider.CallOutcome.Lost;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Calls that were sent and not answered in whole: never free, never answered.
@Timeout(60)
class BrokenStreamTest {
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
    void aStreamThatEndsEarlyIsLostWithWhatHadCome(Streams.Case stream) {
        fake.streams(stream.start());
        assertLost(call(stream.model()), stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aConnectionThatBreaksIsLostWithWhatHadCome(Streams.Case stream) {
        fake.breaksAfter(stream.start());
        assertLost(call(stream.model()), stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aConnectionThatBreaksAfterTheEndTookNothingAway(Streams.Case stream) {
        fake.breaksAfter(stream.start() + stream.end());
        assertThat(call(stream.model())).isInstanceOf(Answered.class);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aReplyThatIsNoJsonIsLost(Streams.Case stream) {
        var broken = stream.provider().equals("ollama") ? "{\"model\":\n" : "event: x\ndata: {\"model\":\n\n";
        fake.streams(stream.start() + broken + stream.end());
        assertLost(call(stream.model()), stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anEmptyReplyIsLost(Streams.Case stream) {
        fake.streams("");
        assertThat(call(stream.model())).isInstanceOf(Lost.class);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anErrorInTheMiddleIsLost(Streams.Case stream) {
        var error = "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}";
        fake.streams(stream.start()
                + (stream.provider().equals("ollama") ? error + "\n" : "event: error\ndata: " + error + "\n\n"));
        assertThat(((Lost) call(stream.model())).reason()).contains("Overloaded");
    }

    @Test
    void anOpenAiStreamWithItsUsageButWithoutTheLastMarkIsWhole() {
        fake.streams(Streams.OPENAI_START + Streams.OPENAI_FINISH + Streams.OPENAI_USAGE);
        assertThat(call("openai/gpt-6-luna")).isInstanceOf(Answered.class);
    }

    @Test
    void anOpenAiStreamThatEndsBeforeUsageAndMarkIsLost() {
        fake.streams(Streams.OPENAI_START + Streams.OPENAI_FINISH);
        assertThat(call("openai/gpt-6-luna")).isInstanceOf(Lost.class);
    }

    @Test
    void aRequestThatIsNeverAnsweredIsLostAndMayBeRetried() throws IOException {
        try (var silent = new ServerSocket(0)) {
            var settings = TestCalls.settings("openai", "http://127.0.0.1:" + silent.getLocalPort())
                    .withPatience(hasty(Duration.ofMillis(200), Duration.ofSeconds(20)));
            var lost = (Lost) new Providers(settings).call(TestCalls.call("openai/gpt-6-luna"), _ -> {});
            assertThat(lost.retryable()).isTrue();
            assertThat(lost.reason()).contains("in time");
        }
    }

    @Test
    void aConnectionClosedWithoutAnAnswerIsLostNotFree() throws Exception {
        try (var rude = new ServerSocket(0)) {
            var closing = Thread.startVirtualThread(() -> {
                try (var socket = rude.accept()) {
                    socket.getInputStream().read(new byte[64 * 1024]);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            var settings = TestCalls.settings("openai", "http://127.0.0.1:" + rude.getLocalPort());
            assertThat(new Providers(settings).call(TestCalls.call("openai/gpt-6-luna"), _ -> {}))
                    .isInstanceOf(Lost.class);
            closing.join();
        }
    }

    @Test
    void aReplyThatNeverEndsIsCutAtTheDeadline() throws InterruptedException {
        var over = new CountDownLatch(1);
        holdOpenAfter(Streams.OPENAI_START, over, new CountDownLatch(1));
        var settings = TestCalls.settings("openai", fake.url())
                .withPatience(hasty(Duration.ofSeconds(20), Duration.ofMillis(1500)));
        var lost = (Lost) new Providers(settings).call(TestCalls.call("openai/gpt-6-luna"), _ -> {});
        over.countDown();
        assertThat(lost.textSoFar()).isEqualTo(Streams.TEXT);
        assertThat(lost.retryable()).isTrue();
        assertThat(lost.reason()).contains("in time");
    }

    @Test
    void aReplyThatFallsSilentIsCut() {
        var over = new CountDownLatch(1);
        fake.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(Streams.OPENAI_START.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                over.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        var settings = TestCalls.settings("openai", fake.url())
                .withPatience(new Patience(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(5)));
        var lost = (Lost) new Providers(settings).call(TestCalls.call("openai/gpt-6-luna"), _ -> {});
        over.countDown();
        assertThat(lost.reason()).contains("in time");
        assertThat(lost.textSoFar()).isEqualTo(Streams.TEXT);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void anInterruptCutsTheReplyAndItsSocket(Streams.Case stream) throws InterruptedException {
        var over = new CountDownLatch(1);
        var socketClosed = new CountDownLatch(1);
        holdOpenAfter(stream.start(), over, socketClosed);
        var firstPiece = new CountDownLatch(1);
        var outcome = new AtomicReference<@Nullable CallOutcome>();
        var stillInterrupted = new AtomicBoolean();
        var caller = Thread.startVirtualThread(() -> {
            outcome.set(new Providers(TestCalls.settings(stream.provider(), fake.url()))
                    .call(TestCalls.call(stream.model()), _ -> firstPiece.countDown()));
            stillInterrupted.set(Thread.currentThread().isInterrupted());
        });
        assertThat(firstPiece.await(20, TimeUnit.SECONDS)).isTrue();
        caller.interrupt();
        assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
        assertThat(socketClosed.await(20, TimeUnit.SECONDS)).isTrue();
        over.countDown();
        var lost = (Lost) Objects.requireNonNull(outcome.get());
        assertThat(lost.reason()).isEqualTo("the call was cut off");
        assertThat(lost.retryable()).isFalse();
        assertThat(lost.textSoFar()).isNotEmpty();
        assertThat(stillInterrupted)
                .as("the outcome tells of it, so the thread is free to book it")
                .isFalse();
    }

    @Test
    void anInterruptBeforeTheFirstByteCutsTheRequest() throws Exception {
        try (var silent = new ServerSocket(0)) {
            var accepted = new CountDownLatch(1);
            var closed = new CountDownLatch(1);
            Thread.startVirtualThread(() -> {
                try (var socket = silent.accept()) {
                    accepted.countDown();
                    while (socket.getInputStream().read() >= 0) {
                        // Reads until the caller hangs up.
                    }
                    closed.countDown();
                } catch (IOException e) {
                    closed.countDown();
                }
            });
            var outcome = new AtomicReference<@Nullable CallOutcome>();
            var settings = TestCalls.settings("openai", "http://127.0.0.1:" + silent.getLocalPort());
            var caller = Thread.startVirtualThread(
                    () -> outcome.set(new Providers(settings).call(TestCalls.call("openai/gpt-6-luna"), _ -> {})));
            assertThat(accepted.await(20, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();
            assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
            assertThat(closed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(outcome.get()).isEqualTo(new Lost("the call was cut off", "", false));
        }
    }

    @Test
    void aListenerThatFailsCutsTheReply() {
        fake.streams(Streams.OPENAI_START + Streams.OPENAI_FINISH + Streams.OPENAI_USAGE + Streams.DONE);
        var outcome = new Providers(TestCalls.settings("openai", fake.url()))
                .call(TestCalls.call("openai/gpt-6-luna"), _ -> {
                    throw new IllegalStateException("no room");
                });
        assertThat(((Lost) outcome).reason()).contains("IllegalStateException");
    }

    @Test
    void aRefusedConnectionIsUnreachableAndFree() throws IOException {
        int port;
        try (var gone = new ServerSocket(0)) {
            port = gone.getLocalPort();
        }
        var failed = (Failed) new Providers(TestCalls.settings("openai", "http://127.0.0.1:" + port))
                .call(TestCalls.call("openai/gpt-6-luna"), _ -> {});
        assertThat(failed.kind()).isEqualTo(FailureKind.UNREACHABLE);
        assertThat(failed.message()).doesNotContain("127.0.0.1");
    }

    private static void assertLost(CallOutcome outcome, Streams.Case stream) {
        assertThat(outcome).isInstanceOf(Lost.class);
        var lost = (Lost) outcome;
        assertThat(lost.textSoFar()).isNotEmpty();
        assertThat(Streams.TEXT).startsWith(lost.textSoFar());
        assertThat(lost.retryable()).as(stream.provider()).isTrue();
    }

    private CallOutcome call(String model) {
        var provider = model.substring(0, model.indexOf('/'));
        return new Providers(TestCalls.settings(provider, fake.url())).call(TestCalls.call(model), _ -> {});
    }

    /// Sends `start`, then blanks until the other side hangs up or the test is over.
    private void holdOpenAfter(String start, CountDownLatch over, CountDownLatch socketClosed) {
        fake.answers(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var out = exchange.getResponseBody();
            out.write(start.getBytes(StandardCharsets.UTF_8));
            out.flush();
            try {
                while (!over.await(20, TimeUnit.MILLISECONDS)) {
                    out.write('\n');
                    out.flush();
                }
            } catch (IOException e) {
                socketClosed.countDown();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Patience hasty(Duration firstByte, Duration whole) {
        return new Patience(Duration.ofSeconds(5), firstByte, Duration.ofSeconds(20), whole, Duration.ofSeconds(5));
    }
}
