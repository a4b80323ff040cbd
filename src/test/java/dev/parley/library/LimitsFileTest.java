package dev.parley.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.budget.LimitEntry;
import dev.parley.budget.Pace;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.money.Usd;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsFileTest {
    private static final String BEFORE = "; the limits that were in force before stay so";

    @TempDir
    Path folder;

    @Test
    void theShippedFileHasTheDefaultsOfTheProject() {
        var live = Shipped.CONTENTS.limits().live();
        assertThat(live)
                .extracting(entry -> entry.scope().wireName() + " " + entry.subject() + " "
                        + entry.period().wireName() + " " + entry.limit())
                .containsExactly(
                        "system system month 500",
                        "project * month 50",
                        "user * day 10",
                        "user * week 50",
                        "user * month 200",
                        "run * total 2",
                        "request * total 1");
        assertThat(live).allMatch(entry -> entry.action() == Action.BLOCK && entry.unpriced() == Unpriced.REFUSE);
        assertThat(Shipped.CONTENTS.problems()).isEmpty();
    }

    @Test
    void rehearsalsHaveAHundredTimesAsMuch() {
        var limits = Shipped.CONTENTS.limits();
        assertThat(limits.rehearsal()).hasSameSizeAs(limits.live()).allSatisfy(play -> {
            var live = Limits.entry(limits.live(), play.key()).orElseThrow();
            var limit = Objects.requireNonNull(live.limit());
            assertThat(play.limit()).isEqualTo(new Usd(limit.amount().multiply(BigDecimal.valueOf(100))));
            assertThat(play.unpriced()).isEqualTo(Unpriced.ALLOW);
        });
    }

    @Test
    void everyFieldIsRead() {
        var limits = read("""
                zone: Europe/Berlin
                budgets:
                  - {scope: user, subject: mara, period: week, usd: 0.000000000001, action: pause, unpriced: allow}
                  - {scope: system, subject: '*', period: month, usd: 5e2, action: warn}
                providers:
                  anthropic: {at_once: 5}
                  openai: {per_minute: 60}
                """);
        assertThat(limits.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
        assertThat(limits.live())
                .containsExactly(
                        new LimitEntry(
                                Scope.USER,
                                "mara",
                                Period.WEEK,
                                Usd.of("0.000000000001"),
                                Action.PAUSE,
                                Unpriced.ALLOW),
                        new LimitEntry(
                                Scope.SYSTEM, "system", Period.MONTH, Usd.of("500"), Action.WARN, Unpriced.REFUSE));
        assertThat(limits.rehearsal()).isEmpty();
        assertThat(limits.pace("anthropic")).isEqualTo(new Pace(5, null));
        assertThat(limits.pace("openai")).isEqualTo(new Pace(null, 60));
        assertThat(limits.pace("mistral")).isEqualTo(Pace.FREE);
    }

    @Test
    void withoutTheFileThereAreNoBudgets() {
        assertThat(Project.whole(folder).read().limits()).isEqualTo(Limits.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zone: Mars/North | 1 | zone | zone must be a time zone as in Europe/Berlin, found 'Mars/North'",
                "budgets: [{scope: team, period: day, usd: 1}] | 1 | budgets[0].scope | scope must be one of system, project, user, persona, run, request, found the text 'team'",
                "budgets: [{scope: user, period: day, usd: -1}] | 1 | budgets[0].usd | usd must be 0 to 1000000000, found -1",
                "budgets: [{scope: user, period: day, usd: 1000000001}] | 1 | budgets[0].usd | usd must be 0 to 1000000000, found 1000000001",
                "budgets: [{scope: user, period: day, usd: 0.0000000000001}] | 1 | budgets[0].usd | usd must have at most 12 digits behind the point",
                "budgets: [{scope: run, period: day, usd: 1}] | 1 | budgets[0].period | period must be total for a run, which ends by itself, found day",
                "rehearsal: [{scope: system, subject: mara, period: day, usd: 1}] | 1 | rehearsal[0].subject | subject there is one system; leave it out",
                "rehearsal: [{scope: run, subject: mine, period: total, usd: 1}] | 1 | rehearsal[0].subject | subject must be * or the id of a run, found mine",
                "budgets: [{scope: user, period: day, usd: 1}, {scope: user, subject: '*', period: day, usd: 2}] | 1 | budgets[1] | the same scope, subject and period stand in line 1",
                "providers: {acme: {at_once: 0}} | 1 | providers.acme.at_once | at_once must be 1 to 1000000, found 0",
                "providers: {Acme Inc: {}} | 1 | providers.Acme Inc | found 'Acme Inc'; expected an id of small letters, digits and hyphens, as in mara-lindqvist",
            })
    void whatIsWrongIsSaidWithLineAndField(String yaml, int line, String field, String message) {
        var project = Project.whole(folder);
        project.write("limits.yaml", yaml + "\n");
        var contents = project.read();
        assertThat(contents.problems()).containsExactly(new Problem("limits.yaml", line, field, message + BEFORE));
        assertThat(contents.limits().known()).isFalse();
    }

    @Test
    void aBrokenFileLeavesItsLastGoodReadingInForce() {
        var project = Project.whole(folder);
        project.write("limits.yaml", "budgets: [{scope: user, period: day, usd: 3}]\n");
        var before = project.read().limits();
        project.write("limits.yaml", "budgets: nothing\n");
        var after = Reading.of(folder, Map.of(), before).contents();
        assertThat(after.limits()).isEqualTo(before);
        assertThat(after.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).endsWith("last good reading stay in force"));
    }

    @Test
    void schemaAndReaderAgree() throws IOException {
        assertThat(misfits(Shipped.text(Shipped.ROOT.resolve("limits.yaml")))).isEmpty();
        for (var yaml : List.of(
                "budgets: [{scope: team, period: day, usd: 1}]",
                "budgets: [{scope: user, period: day}]",
                "budgets: [{scope: user, period: day, usd: -1}]",
                "providers: {acme: {at_once: 0}}",
                "providers: {acme: 5}",
                "colour: red")) {
            assertThat(misfits(yaml)).as(yaml).isNotEmpty();
            var findings = new Findings("limits.yaml");
            assertThat(LimitsFormat.read(yaml, findings)).as(yaml).isEmpty();
        }
    }

    private static List<String> misfits(String yaml) throws IOException {
        JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Shipped.text(Shipped.ROOT.resolve("schemas/limits.schema.json")));
        return schema.validate(new YAMLMapper().readTree(yaml)).stream()
                .map(Object::toString)
                .toList();
    }

    private static Limits read(String yaml) {
        var findings = new Findings("limits.yaml");
        var limits = LimitsFormat.read(yaml, findings);
        assertThat(findings.problems()).isEmpty();
        return limits.orElseThrow();
    }
}
