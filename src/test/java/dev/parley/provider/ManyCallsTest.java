package dev.parley.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.provider.CallOutcome.Answered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ManyCallsTest {
    private static final int CALLS = 300;

    @Test
    void threeHundredCallsStreamAtOnce() throws InterruptedException, ExecutionException {
        try (var fake = new FakeProvider();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var allThere = new CountDownLatch(CALLS);
            fake.answers(exchange -> {
                exchange.sendResponseHeaders(200, 0);
                try (var out = exchange.getResponseBody()) {
                    out.write(Streams.ANTHROPIC_START.getBytes(StandardCharsets.UTF_8));
                    out.flush();
                    allThere.countDown();
                    allThere.await(40, TimeUnit.SECONDS);
                    out.write(Streams.ANTHROPIC_END.getBytes(StandardCharsets.UTF_8));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            var providers = new Providers(TestCalls.settings("anthropic", fake.url()));
            var outcomes = new ArrayList<Future<CallOutcome>>();
            for (int i = 0; i < CALLS; i++) {
                outcomes.add(
                        threads.submit(() -> providers.call(TestCalls.call("anthropic/claude-sonnet-5"), _ -> {})));
            }
            for (var outcome : outcomes) {
                assertThat(outcome.get()).isInstanceOf(Answered.class);
            }
            assertThat(allThere.getCount()).isZero();
        }
    }
}
