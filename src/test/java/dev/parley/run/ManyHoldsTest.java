package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import dev.parley.money.Usd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A thousand calls at once against one budget that fits some of them.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ManyHoldsTest {
    private static final int CALLS = 1_000;
    private static final int FIT = 137;
    private static final int PROCESSES = 3;
    private static final Usd SPENT_BY_ALL_THAT_FIT = Spender.ASK.most().times(BigDecimal.valueOf(FIT));

    @Inject
    Combiner combiner;

    @Inject
    DataSource database;

    @ConfigProperty(name = "quarkus.datasource.jdbc.url")
    String url = "";

    private final UUID node = UUID.randomUUID();
    private final String project = "p-" + node;
    private Usd limit = Usd.ZERO;

    @BeforeEach
    void setABudget() throws SQLException {
        // Room for so many holds, and for almost one more.
        limit = SPENT_BY_ALL_THAT_FIT.plus(Spender.ASK.most()).minus(Usd.of("0.000001"));
        texts("""
                with rule as (
                    insert into budget_rule (mode, scope, subject, period, zone, limit_usd, action, unpriced, source)
                    values ('live', 'project', '%s', 'total', 'Europe/Berlin', %s, 'block', 'refuse', 'person'))
                update budget_rules_version set version = version + 1 returning version""".formatted(project, limit.plain()));
    }

    /// Lists of runs in other tests are short.
    @AfterEach
    void forgetTheRuns() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            // Past the triggers that keep entries as they are.
            statement.execute("begin; set local session_replication_role = replica;"
                    + "delete from call where run_id in (select id from run where node = '" + node + "');"
                    + "delete from run where node = '" + node + "'; commit");
        }
    }

    @Test
    @Timeout(120)
    void exactlyThoseThatFitGoOut() throws Exception {
        var went = new Spender(combiner, project, node).allAtOnce(runs(CALLS), hold -> hold);

        assertThat(went).isEqualTo(new Spender.Went(FIT, CALLS - FIT));
        assertThat(account()).isEqualTo(SPENT_BY_ALL_THAT_FIT.plain() + " 0 0");
        assertThat(alerts()).containsExactly("critical", "stopped", "warning");
    }

    @Test
    @Timeout(120)
    void whatIsGivenBackLetsOthersOutAndNothingIsOverspent() throws Exception {
        var went = new Spender(combiner, project, node).allAtOnce(runs(CALLS), ManyHoldsTest::part);

        assertThat(went.out()).isGreaterThan(FIT);
        assertThat(went.out() + went.refused()).isEqualTo(CALLS);
        var paid = texts("select trim_scale(sum(usd)) from call where project = '" + project + "'")
                .getFirst();
        assertThat(new BigDecimal(paid)).isLessThanOrEqualTo(limit.amount());
        assertThat(account()).isEqualTo(paid + " 0 0");
    }

    @Test
    @Timeout(120)
    void threeProcessesTogetherLetExactlyThoseOutThatFit() throws Exception {
        var runs = runs(CALLS);
        var spenders = new ArrayList<Process>();
        for (int i = 0; i < PROCESSES; i++) {
            spenders.add(process(runs.subList(CALLS * i / PROCESSES, CALLS * (i + 1) / PROCESSES)));
        }
        int out = 0;
        int refused = 0;
        for (var spender : spenders) {
            var words = new String(spender.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(spender.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(words).matches("\\d+ \\d+");
            out += Integer.parseInt(words.split(" ")[0]);
            refused += Integer.parseInt(words.split(" ")[1]);
        }

        assertThat(out).isEqualTo(FIT);
        assertThat(refused).isEqualTo(CALLS - FIT);
        assertThat(account()).isEqualTo(SPENT_BY_ALL_THAT_FIT.plain() + " 0 0");
    }

    /// Half of a hold to almost nothing.
    private static Usd part(Usd hold) {
        var share = BigDecimal.valueOf(ThreadLocalRandom.current().nextLong(1, 500), 3);
        return new Usd(hold.amount().multiply(share).setScale(9, RoundingMode.DOWN));
    }

    private Process process(List<UUID> runs) throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", classPath(), Spender.class.getName(), url, project, node.toString()));
        runs.forEach(run -> command.add(run.toString()));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private String account() throws SQLException {
        return texts("""
                select concat(trim_scale(spent_usd), ' ', trim_scale(held_usd), ' ', trim_scale(unknown_usd))
                from budget_account where subject = '%s' and period = 'total'""".formatted(project)).getFirst();
    }

    private List<String> alerts() throws SQLException {
        return texts("""
                select level from alert where account_id = (select id from budget_account
                                    where subject = '%s' and period = 'total')
                order by level""".formatted(project));
    }

    /// Of this node, but nothing that the engine takes up; copies of a run, so that pages can show them.
    private List<UUID> runs(int many) throws SQLException {
        var driver = new RunDriver();
        var finished = driver.start("a-judge-looks-back", body -> body.put("turns", 1));
        driver.awaitEnd(finished);
        return texts("""
                        insert into run (id, script, title, kind, mode, status, seed, turns, project, snapshot, estimate,
                                         created_at, ended_at, node, epoch)
                        select gen_random_uuid(), script, title, kind, mode, status, seed, turns, project, snapshot,
                               estimate, '2000-01-01', now(), '%s', 1
                        from run, generate_series(1, %d) where id = '%s'
                        returning id""".formatted(node, many, finished)).stream()
                .map(UUID::fromString)
                .toList();
    }

    private List<String> texts(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
