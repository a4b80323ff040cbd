package dev.parley.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.money.Usd;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class BudgetRulesTest {
    private static final Payer MARA = new Payer("thesis", "mara", "ada", "run-1");

    @Test
    void aCallCountsInOneAccountOfEachScopeAndPeriod() {
        var rules = new BudgetRules(List.of(
                rule(1, Scope.SYSTEM, "system", Period.MONTH),
                rule(2, Scope.PROJECT, "*", Period.MONTH),
                rule(3, Scope.USER, "*", Period.DAY),
                rule(4, Scope.USER, "*", Period.WEEK),
                rule(5, Scope.PERSONA, "*", Period.TOTAL),
                rule(6, Scope.RUN, "*", Period.TOTAL),
                rule(7, Scope.REQUEST, "*", Period.TOTAL)));
        assertThat(rules.accountsOf(MARA, Accounts.NOW, null))
                .extracting(key -> key.rule() + " " + key.subject())
                .containsExactlyInAnyOrder("1 system", "2 thesis", "3 mara", "4 mara", "5 ada", "6 run-1");
    }

    @Test
    void aRuleByNameStandsBeforeTheOneForEverybodyOfItsPeriodAlone() {
        var rules = new BudgetRules(List.of(
                rule(1, Scope.USER, "*", Period.DAY),
                rule(2, Scope.USER, "*", Period.WEEK),
                rule(3, Scope.USER, "mara", Period.DAY)));
        assertThat(numbers(rules, MARA)).containsExactlyInAnyOrder(3L, 2L);
        assertThat(numbers(rules, new Payer("thesis", "jonas", null, "run-2"))).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void aCallOfNoPersonaCountsInNoPersonasAccount() {
        var rules = new BudgetRules(List.of(rule(1, Scope.PERSONA, "*", Period.DAY)));
        assertThat(numbers(rules, new Payer("thesis", "mara", null, "run-1"))).isEmpty();
    }

    @Test
    void aLimitThatARunBringsStandsForTheRuleForRuns() {
        var rules = new BudgetRules(
                List.of(rule(1, Scope.RUN, "*", Period.TOTAL), rule(2, Scope.RUN, "run-1", Period.TOTAL)));
        assertThat(rules.accountsOf(MARA, Accounts.NOW, Usd.of("0.05")))
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.rule()).isNull();
                    assertThat(key.limit()).isEqualTo(Usd.of("0.05"));
                    assertThat(key.subject()).isEqualTo("run-1");
                });
        assertThat(numbers(rules, MARA)).containsExactly(2L);
    }

    @Test
    void requestsAreBoundByTheirPersonasRuleOrThatForAll() {
        var rules = new BudgetRules(
                List.of(rule(1, Scope.REQUEST, "*", Period.TOTAL), rule(2, Scope.REQUEST, "ada", Period.TOTAL)));
        assertThat(rules.requestRule(MARA)).map(BudgetRule::id).contains(2L);
        assertThat(rules.requestRule(new Payer("thesis", "mara", null, "run-1")))
                .map(BudgetRule::id)
                .contains(1L);
        assertThat(BudgetRules.NONE.requestRule(MARA)).isEmpty();
    }

    @Test
    void anAccountBeginsByTheZoneOfItsRule() {
        var berlin = new BudgetRule(
                1, Scope.USER, "*", Period.DAY, ZoneId.of("Europe/Berlin"), Usd.of("1"), Action.BLOCK, Unpriced.REFUSE);
        assertThat(new BudgetRules(List.of(berlin))
                        .accountsOf(MARA, Accounts.NOW, null)
                        .getFirst()
                        .startsAt())
                .isEqualTo("2026-11-24T23:00:00Z");
    }

    private static List<Long> numbers(BudgetRules rules, Payer payer) {
        return rules.accountsOf(payer, Accounts.NOW, null).stream()
                .map(key -> key.rule() == null ? -1L : key.rule())
                .toList();
    }

    private static BudgetRule rule(long id, Scope scope, String subject, Period period) {
        return new BudgetRule(id, scope, subject, period, ZoneOffset.UTC, Usd.of("1"), Action.BLOCK, Unpriced.REFUSE);
    }
}
