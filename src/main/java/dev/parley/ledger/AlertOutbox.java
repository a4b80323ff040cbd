package dev.parley.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Carries alerts out of the database: each to the log once, and to the webhook until it is taken or given up.
///
/// A node claims an alert by locking its row and raising its tries; others skip what is locked and see what was raised.
/// Whoever claims it first writes its line, before the claim is committed. So no two nodes write a line of the same
/// alert, none is left out, and only a node that dies between line and commit leaves one that is written again.
final class AlertOutbox {
    static final int MOST_TRIES = 8;
    static final Duration FIRST_DELAY = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(AlertOutbox.class);
    private static final int MOST_REMEMBERED = 10_000;
    private static final int MOST_AT_ONCE = 100;
    /// Longer than a request may take, so that nobody else tries meanwhile.
    private static final Duration SHORTEST_CLAIM = Duration.ofSeconds(30);

    private final DataSource database;
    private final Clock clock;
    private final @Nullable AlertLog file;
    private final @Nullable Webhook webhook;
    /// Lines of claims whose commit may have been cut off, so that the next try does not repeat them.
    private final Set<Long> written = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Boolean> eldest) {
            return size() > MOST_REMEMBERED;
        }
    });

    private volatile boolean ending;

    AlertOutbox(DataSource database, Clock clock, AlertSinks sinks) {
        this.database = database;
        this.clock = clock;
        this.file = sinks.log();
        this.webhook = sinks.webhook();
    }

    /// Cuts off what is under way. What was not delivered waits in the database.
    void end() {
        ending = true;
        if (webhook != null) {
            webhook.close();
        }
    }

    private record Claim(Alert alert, int tries) {}

    /// Carries what is due.
    ///
    /// @return how many alerts were looked at
    synchronized int carry() {
        int carried = 0;
        if (webhook == null) {
            carried = Transactions.write(database, this::logAll);
        } else {
            while (!ending && carried < MOST_AT_ONCE && sendOne(webhook)) {
                carried++;
            }
        }
        return carried;
    }

    private int logAll(Connection connection) throws SQLException {
        var claims = claim(connection, MOST_AT_ONCE);
        for (var claim : claims) {
            new Sql()
                    .add("update alert set webhook = 'none' where id = ?", claim.alert.id())
                    .run(connection);
        }
        return claims.size();
    }

    private boolean sendOne(Webhook to) {
        var claims = Transactions.write(database, connection -> claim(connection, 1));
        if (claims.isEmpty()) {
            return false;
        }
        var claim = claims.getFirst();
        if (claim.tries > MOST_TRIES) {
            end(claim, "given-up");
            return true;
        }
        var failure = to.send(claim.alert.json(), clock.instant());
        if (failure != null && ending) {
            // Whoever comes next tries it in its turn; being cut off is no answer.
            return false;
        }
        if (failure == null) {
            end(claim, "sent");
        } else if (claim.tries == MOST_TRIES) {
            LOG.warnf("the webhook did not take alert %d, which is given up: %s", claim.alert.id(), failure);
            end(claim, "given-up");
        } else {
            LOG.infof("the webhook did not take alert %d: %s", claim.alert.id(), failure);
        }
        return true;
    }

    private List<Claim> claim(Connection connection, int most) throws SQLException {
        var now = clock.instant();
        var sql = new Sql().add("""
                        select %s, webhook_tries
                        from alert join budget_account account on account.id = alert.account_id
                        where webhook = 'waiting' and (webhook_next_at is null or webhook_next_at <= ?)
                        order by alert.id limit ? for update of alert skip locked""".formatted(Alert.COLUMNS), AccountRows.at(now), most);
        var claims = new java.util.ArrayList<Claim>();
        try (var statement = sql.prepare(connection);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                claims.add(new Claim(Alert.of(rows), rows.getInt("webhook_tries") + 1));
            }
        }
        for (var claim : claims) {
            new Sql()
                    .add(
                            "update alert set webhook_tries = ?, webhook_next_at = ? where id = ?",
                            claim.tries,
                            AccountRows.at(nextTry(now, claim.tries)),
                            claim.alert.id())
                    .run(connection);
        }
        log(claims.stream()
                .filter(claim -> claim.tries == 1 && !written.contains(claim.alert.id()))
                .map(Claim::alert)
                .toList());
        return claims;
    }

    /// Doubles with every try.
    static Instant nextTry(Instant now, int tries) {
        var delay = FIRST_DELAY.multipliedBy(1L << Math.clamp(tries - 1L, 0, MOST_TRIES));
        return now.plus(delay.compareTo(SHORTEST_CLAIM) < 0 ? SHORTEST_CLAIM : delay);
    }

    private void log(List<Alert> alerts) {
        if (file == null || alerts.isEmpty()) {
            return;
        }
        try {
            file.write(alerts.stream().map(Alert::json).toList());
            alerts.forEach(alert -> written.add(alert.id()));
        } catch (IOException e) {
            // The page and the webhook tell all the same.
            LOG.warnf("%d alerts could not be written to the log: %s", alerts.size(), e);
        }
    }

    private void end(Claim claim, String state) {
        Transactions.write(
                database,
                connection -> new Sql()
                        .add("update alert set webhook = ? where id = ?", state, claim.alert.id())
                        .run(connection));
    }
}
