package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.budget.BudgetRule;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.BudgetLine;
import dev.parley.ledger.StoredRule;
import dev.parley.money.Usd;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BudgetRoomTest {
    @Test
    void theBudgetThatLeavesLeastIsNamed() {
        assertThat(room("default", "0.3", 1))
                .isEqualTo(new BudgetRoom("Budgets leave $10.00 for live runs (user local, today).", false));
    }

    @Test
    void allRunsThatAreAskedForMustFit() {
        assertThat(room("default", "0.6", 20))
                .isEqualTo(new BudgetRoom(
                        "Budgets leave $10.00 for live runs (user local, today), which is $2.00 less than is likely.",
                        true));
    }

    @Test
    void whatNobodyKnowsIsNotTooMuch() {
        assertThat(room("default", null, 20).tooLittle()).isFalse();
    }

    @Test
    void withoutBudgetsNothingIsSaid() {
        assertThat(BudgetRoom.of(List.of(), "default", Usd.of("1"), 1, MadeBudgets.NOW))
                .isEqualTo(BudgetRoom.BOUNDLESS);
    }

    @Test
    void whatOnlyWarnsBoundsNothing() {
        var warning = new MadeBudgets()
                .standing(RunMode.LIVE).stream()
                        .map(line -> new BudgetLine(line.mode(), warning(line.rule()), line.account()))
                        .toList();
        assertThat(BudgetRoom.of(warning, "default", Usd.of("900"), 1, MadeBudgets.NOW))
                .isEqualTo(BudgetRoom.BOUNDLESS);
    }

    private static @Nullable StoredRule warning(@Nullable StoredRule stored) {
        if (stored == null) {
            return null;
        }
        var rule = stored.rule();
        var warns = new BudgetRule(
                rule.id(),
                rule.scope(),
                rule.subject(),
                rule.period(),
                rule.zone(),
                rule.limit(),
                BudgetRule.Action.WARN,
                rule.unpriced());
        return new StoredRule(stored.mode(), warns, stored.source());
    }

    private static BudgetRoom room(String project, @Nullable String likely, int repeats) {
        return BudgetRoom.of(
                new MadeBudgets().standing(RunMode.LIVE),
                project,
                likely == null ? null : Usd.of(likely),
                repeats,
                MadeBudgets.NOW);
    }
}
