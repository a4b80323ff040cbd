package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.app.PostgresResource;
import dev.parley.budget.Pace;
import dev.parley.conversation.RunMode;
import dev.parley.conversation.Speakers;
import dev.parley.planning.route.Route;
import dev.parley.provider.CallOutcome;
import dev.parley.provider.ModelCall;
import dev.parley.provider.ModelClient;
import dev.parley.provider.RetryPolicy;
import dev.parley.tokens.TokenCounter;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A node that is put to sleep between the commit of a hold and the request that it is for.
@QuarkusTest
@WithTestResource(PostgresResource.class)
@Timeout(60)
class SleptTest extends Steered {
    @Inject
    RunStore store;

    @Inject
    Combiner combiner;

    @Inject
    TokenCounter counter;

    private final UUID node = UUID.randomUUID();
    private final AtomicInteger sent = new AtomicInteger();
    private UUID run = node;
    private Lease lease = new Lease(run, node, 0);

    @BeforeEach
    void aRunOfThisNode() throws SQLException {
        run = UUID.fromString(paused());
        change("insert into node (id, seen_at) values ('" + node + "', now() + interval '1 hour')");
        change("update run set status = 'running', node = '" + node + "' where id = '" + run + "'");
        lease = store.claim(run, node).orElseThrow();
    }

    @Test
    void whoWokeToFindTheRunTakenSendsNothing() throws SQLException {
        var thief = UUID.randomUUID();
        change("insert into node (id, seen_at) values ('" + thief + "', now() + interval '1 hour')");
        assertThatThrownBy(() -> call(new Sleep(Duration.ofSeconds(6), () -> {
                    change("update run set node = '" + thief + "' where id = '" + run + "'");
                    assertThat(store.claim(run, thief)).isPresent();
                })))
                .isInstanceOf(Lease.Lost.class);
        assertThat(sent).hasValue(0);
        assertThat(texts("select outcome from call where run_id = '" + run + "' order by at desc limit 1"))
                .containsExactly("failed");
    }

    @Test
    void whoWokeAfterTheHoldHadExpiredSendsNothing() throws SQLException {
        var made = call(new Sleep(
                Duration.ofMinutes(8),
                () -> change("update call set outcome = 'unknown', reason = 'expired' where outcome = 'open'")));
        assertThat(made).isInstanceOf(CallMade.Directed.class);
        assertThat(sent).hasValue(0);
    }

    @Test
    void whoHasTheRunStillSendsHoweverLongTheSleepWas() throws SQLException {
        assertThat(call(new Sleep(Duration.ofMinutes(2), () -> {}))).isInstanceOf(CallMade.GaveUp.class);
        assertThat(sent).hasValue(1);
    }

    private CallMade call(Sleep sleep) throws SQLException {
        var standing = store.standing(lease);
        var context = RunContext.of(standing.run(), store.spending(run), _ -> Pace.FREE, counter);
        var speaker = ((Speakers.Next.Speaker) context.speakers().next(standing.transcript())).persona();
        var model = context.modelsOf(speaker.id()).getFirst();
        var today = Instant.now().atZone(ZoneOffset.UTC).toLocalDate();
        var route = (Route.Routed) Route.asAsked(model, context.catalogue(), today);
        var plan = new Speeches(context, Clock.systemUTC()).plan(standing, speaker, route);
        var cutOff = new CutOff();
        var caller = new Caller(
                combiner, new Admittance(store, cutOff, sleep), refusing(), RetryPolicy.USUAL, cutOff, sleep);
        return caller.call(lease, context, plan, standing.directions(), List.of(), unheard());
    }

    private ModelClient refusing() {
        return new ModelClient() {
            @Override
            public CallOutcome call(ModelCall call, Consumer<String> onText) {
                sent.incrementAndGet();
                return new CallOutcome.Failed(CallOutcome.FailureKind.BAD_REQUEST, "no", null);
            }

            @Override
            public boolean isUsable(String provider, RunMode mode) {
                return true;
            }
        };
    }

    private static CallWatch unheard() {
        return new CallWatch() {
            @Override
            public void said(String piece) {}

            @Override
            public void saidInVain() {}
        };
    }

    private interface Meanwhile {
        void happens() throws SQLException;
    }

    /// Sleeps once, as soon as the run has a call that is out.
    private final class Sleep extends Clock {
        private final Duration length;
        private final Meanwhile meanwhile;
        private boolean isOver;

        Sleep(Duration length, Meanwhile meanwhile) {
            this.length = length;
            this.meanwhile = meanwhile;
        }

        @Override
        public Instant instant() {
            try {
                var open = texts("select id from call where outcome = 'open' and run_id = '" + run + "'");
                if (!isOver && !open.isEmpty()) {
                    isOver = true;
                    meanwhile.happens();
                }
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            var now = Instant.now();
            return isOver ? now.plus(length) : now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
