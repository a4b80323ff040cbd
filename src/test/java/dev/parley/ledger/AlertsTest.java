package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.budget.Level;
import dev.parley.budget.LimitEntry;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.AlertRows.NewAlert;
import dev.parley.money.Usd;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Alerts on their way to people: a real database, a real file, a real HTTP server.
class AlertsTest {
    private static final LedgerDatabase DATABASE = LedgerDatabase.start();
    private static final Instant NOW = Instant.parse("2026-12-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String SECRET = "between us";

    @TempDir
    Path home;

    private final Alerts alerts = new Alerts(DATABASE.source(), CLOCK);
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private volatile int answer = 204;
    private HttpServer receiver;
    private long account;

    AlertsTest() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            signatures.add(exchange.getRequestHeaders().getFirst(Webhook.SIGNATURE));
            if (answer == 302) {
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            }
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterAll
    static void close() throws Exception {
        DATABASE.close();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @BeforeEach
    void addABudget() {
        DATABASE.execute("truncate budget_rule, budget_account, budget_change, budget_override, alert cascade");
        DATABASE.empty();
        DATABASE.insert(List.of(MadeEntry.settled(MadeEntry.RUNS.getFirst(), "ada", "acme/one", NOW, 1, 1, "1")));
        var entry = new LimitEntry(Scope.USER, "*", Period.DAY, Usd.of("10"), Action.BLOCK, Unpriced.REFUSE);
        new BudgetBook(DATABASE.source(), CLOCK).sync(new FileLimits(ZoneOffset.UTC, List.of(entry), List.of(entry)));
        account = Long.parseLong(DATABASE.texts("select id from budget_account").getFirst());
    }

    @Test
    void alertsAreListedNewestFirstAndAcknowledgedOnce() {
        add(Level.WARNING, Level.CRITICAL);
        assertThat(alerts.unacknowledged()).isEqualTo(Map.of(RunMode.LIVE, 2L));
        var newest = alerts.list(RunMode.LIVE, true, null, 10).getFirst();
        assertThat(newest.level()).isEqualTo(Level.CRITICAL);
        assertThat(newest.subject()).isEqualTo("local");
        assertThat(alerts.acknowledge(newest.id(), "ada").orElseThrow().acknowledgedBy())
                .isEqualTo("ada");
        assertThat(alerts.acknowledge(newest.id(), "ben").orElseThrow().acknowledgedBy())
                .as("the first name stays")
                .isEqualTo("ada");
        assertThat(alerts.list(null, true, null, 10)).extracting(Alert::level).containsExactly(Level.WARNING);
        assertThat(alerts.list(null, false, null, 10)).hasSize(2);
        assertThat(alerts.list(null, false, newest.id(), 10))
                .extracting(Alert::level)
                .containsExactly(Level.WARNING);
        assertThat(alerts.list(RunMode.REHEARSAL, false, null, 10)).isEmpty();
        assertThat(alerts.acknowledge(-1, "ada")).isEmpty();
    }

    @Test
    void withoutAWebhookEachAlertGetsItsLineAndNothingWaits() throws IOException {
        add(Level.WARNING, Level.CRITICAL);
        var outbox = outbox(null, CLOCK);
        assertThat(outbox.carry()).isEqualTo(2);
        assertThat(outbox.carry()).isZero();
        assertThat(lines()).hasSize(2).first().asString().contains("\"level\":\"warning\"", "\"subject\":\"local\"");
        assertThat(states()).containsOnly("none");
    }

    @Test
    void threeNodesWriteOneLineForEachAlert() throws Exception {
        for (int i = 0; i < 200; i++) {
            DATABASE.execute("insert into budget_account (mode, scope, subject, period, starts_at, action, unpriced)"
                    + " values ('live', 'user', 'u" + i + "', 'total', 'epoch', 'block', 'refuse')");
        }
        DATABASE.execute("insert into alert (account_id, level, at, words)"
                + " select id, 'warning', now(), 'w' from budget_account");
        var nodes = List.of(outbox(null, CLOCK), outbox(null, CLOCK), outbox(null, CLOCK));
        try (var threads = Executors.newFixedThreadPool(3)) {
            var work = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 5; i++) {
                nodes.forEach(node -> work.add(node::carry));
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
        }
        assertThat(lines()).hasSize(201).doesNotHaveDuplicates();
        assertThat(states()).containsOnly("none");
    }

    @Test
    void theWebhookGetsTheAlertSignedWithItsTime() throws Exception {
        add(Level.STOPPED);
        outbox(webhook(), CLOCK).carry();
        assertThat(states()).containsExactly("sent");
        assertThat(bodies).singleElement().asString().contains("\"level\":\"stopped\"", "\"mode\":\"live\"");
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signed = NOW.getEpochSecond() + "." + bodies.getFirst();
        assertThat(signatures)
                .containsExactly("t=" + NOW.getEpochSecond() + ",v1="
                        + HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8))));
        assertThat(lines()).hasSize(1);
    }

    @Test
    void whatIsNotTakenIsTriedAgainAtDoublingDistancesAndThenGivenUp() throws IOException {
        answer = 503;
        add(Level.WARNING);
        var now = NOW;
        for (int tries = 1; tries <= AlertOutbox.MOST_TRIES; tries++) {
            assertThat(states()).containsExactly("waiting");
            outbox(webhook(), Clock.fixed(now, ZoneOffset.UTC)).carry();
            assertThat(bodies).hasSize(tries);
            var next = AlertOutbox.nextTry(now, tries);
            outbox(webhook(), Clock.fixed(next.minusMillis(1), ZoneOffset.UTC)).carry();
            assertThat(bodies).as("not before its time").hasSize(tries);
            now = next;
        }
        assertThat(states()).containsExactly("given-up");
        assertThat(AlertOutbox.nextTry(NOW, 7))
                .isEqualTo(AlertOutbox.nextTry(NOW, 6).plus(Duration.ofSeconds(320)));
        assertThat(lines()).as("one line, however often it was tried").hasSize(1);
    }

    @Test
    void aReceiverThatComesBackGetsWhatItMissed() {
        answer = 500;
        add(Level.WARNING);
        outbox(webhook(), CLOCK).carry();
        answer = 200;
        outbox(webhook(), Clock.offset(CLOCK, Duration.ofMinutes(1))).carry();
        assertThat(states()).containsExactly("sent");
    }

    @Test
    @Timeout(20)
    void aReceiverThatHangsDoesNotHoldUpTheEnd() throws Exception {
        try (var hanging = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            add(Level.WARNING, Level.CRITICAL, Level.EXCEEDED);
            var to = new Webhook(URI.create("http://127.0.0.1:" + hanging.getLocalPort() + "/"), SECRET);
            var outbox = outbox(to, CLOCK);
            var carrier = Thread.ofVirtual().start(outbox::carry);
            try (var _ = hanging.accept()) {
                outbox.end();
                assertThat(carrier.join(Duration.ofSeconds(2))).isTrue();
            }
            assertThat(outbox.carry()).as("nothing more is begun").isZero();
        }
        assertThat(states()).as("all of it waits for the next one").containsOnly("waiting");
        assertThat(DATABASE.texts("select webhook_tries from alert order by id"))
                .containsExactly("1", "0", "0");
    }

    @Test
    void noRedirectIsFollowed() {
        answer = 302;
        add(Level.WARNING);
        outbox(webhook(), CLOCK).carry();
        assertThat(bodies).hasSize(1);
        assertThat(states()).containsExactly("waiting");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://example.org/x", "file:///etc/passwd", "http://a:b@example.org/", "nonsense", "http://"})
    void onlyPlainWebAddressesAreTaken(String address) {
        assertThatThrownBy(() -> Webhook.from(Map.of(Webhook.ADDRESS, address, Webhook.SECRET, SECRET)::get))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Webhook.ADDRESS)
                .hasMessageNotContaining("passwd");
        assertThat(Webhook.from(Map.<String, String>of()::get)).isEmpty();
    }

    @Test
    void nothingIsSentUnsigned() {
        assertThatThrownBy(() -> Webhook.from(Map.of(Webhook.ADDRESS, "https://example.org/")::get))
                .hasMessageContaining(Webhook.SECRET);
    }

    @Test
    void theLogTurnsOverAndKeepsAFew() throws IOException {
        var log = new AlertLog(home, 10);
        for (int i = 0; i < 6; i++) {
            log.write(List.of("line number " + i));
        }
        assertThat(Files.readString(home.resolve("alerts.log"))).isEqualTo("line number 5\n");
        assertThat(Files.readString(home.resolve("alerts.log.3"))).isEqualTo("line number 2\n");
        assertThat(home.resolve("alerts.log.4")).doesNotExist();
    }

    @Test
    void aDayThatCostsTwiceTheUsualIsToldOnce() {
        spendOnDays("2", "1", "3");
        rollUp("2026-12-24", "3.99");
        var anomalies = new Anomalies(DATABASE.source(), CLOCK);
        assertThat(anomalies.look()).isZero();
        rollUp("2026-12-24", "0.01");
        assertThat(anomalies.look()).isEqualTo(1);
        assertThat(anomalies.look()).as("once").isZero();
        assertThat(alerts.list(null, true, null, 10)).singleElement().satisfies(alert -> {
            assertThat(alert.level()).isEqualTo(Level.ANOMALY);
            assertThat(alert.words()).startsWith("user local has spent $4.00 today (UTC), twice the usual $2.00");
        });
    }

    @Test
    void twoDaysAreNotYetUsual() {
        spendOnDays("2", "1");
        rollUp("2026-12-24", "100");
        assertThat(new Anomalies(DATABASE.source(), CLOCK).look()).isZero();
    }

    private static void spendOnDays(String... usd) {
        for (int i = 0; i < usd.length; i++) {
            rollUp("2026-12-" + (20 - 3 * i), usd[i]);
        }
    }

    private static void rollUp(String day, String usd) {
        DATABASE.execute("""
                insert into cost_day (day, mode, project, username, provider, model, calls, failed_calls, unknown_calls,
                    unknown_up_to, unbounded_calls, assumed_calls, assumed_usd, usd, usd_input, usd_cache_read,
                    usd_cache_write_5m, usd_cache_write_1h, usd_output, saved_usd, input, cache_read, cache_write_5m,
                    cache_write_1h, output, reasoning)
                values ('%s', 'live', 'p', 'local', 'p', 'p/m' || random(), 1, 0, 0, 0, 0, 0, 0, %s, 0, 0, 0, 0, 0, 0,
                    0, 0, 0, 0, 0, 0)""".formatted(day, usd));
    }

    private void add(Level... levels) {
        try (var connection = DATABASE.source().getConnection()) {
            for (var level : levels) {
                AlertRows.add(connection, List.of(new NewAlert(account, level, "used")), NOW);
            }
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    private AlertOutbox outbox(@Nullable Webhook webhook, Clock clock) {
        return new AlertOutbox(DATABASE.source(), clock, new AlertSinks(new AlertLog(home), webhook));
    }

    private Webhook webhook() {
        var address = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/alerts";
        return new Webhook(URI.create(address), SECRET);
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(home.resolve("alerts.log"));
    }

    private static List<String> states() {
        return DATABASE.texts("select webhook from alert");
    }
}
