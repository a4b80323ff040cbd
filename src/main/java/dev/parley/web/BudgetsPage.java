package dev.parley.web;

import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.BudgetLine;
import dev.parley.ledger.StoredRule;
import dev.parley.web.BudgetGroup.Option;
import dev.parley.web.CostsPage.Choice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/// All budgets of one side with what has become of them.
///
/// @param mode as the address has it
/// @param runs unfinished ones that brought limits of their own
/// @param form what the form for another budget is filled with
/// @param done what was just changed, in words; empty when nothing was
public record BudgetsPage(
        boolean rehearsal,
        String mode,
        List<Choice> modes,
        List<BudgetGroup> groups,
        List<BudgetRow> runs,
        BudgetForm form,
        List<Option> actions,
        List<Option> unpriced,
        String done,
        List<FieldError> errors) {
    public BudgetsPage {
        modes = List.copyOf(modes);
        groups = List.copyOf(groups);
        runs = List.copyOf(runs);
        errors = List.copyOf(errors);
    }

    static BudgetsPage of(
            RunMode mode, List<BudgetLine> lines, BudgetForm form, String done, List<FieldError> errors, Instant now) {
        var linesByRule = new LinkedHashMap<StoredRule, List<BudgetLine>>();
        var runs = new ArrayList<BudgetRow>();
        for (var line : lines) {
            if (line.rule() == null) {
                runs.add(BudgetRow.of(line, now));
            } else {
                linesByRule.computeIfAbsent(line.rule(), _ -> new ArrayList<>()).add(line);
            }
        }
        return new BudgetsPage(
                mode == RunMode.REHEARSAL,
                mode.wireName(),
                modes(mode),
                linesByRule.entrySet().stream()
                        .map(one -> BudgetGroup.of(one.getKey(), one.getValue(), now))
                        .toList(),
                runs,
                form,
                BudgetGroup.actions(Action.BLOCK),
                BudgetGroup.unpriced(Unpriced.REFUSE),
                done,
                errors);
    }

    private static List<Choice> modes(RunMode current) {
        return Arrays.stream(RunMode.values())
                .map(mode -> new Choice(
                        mode == RunMode.LIVE ? "real money" : "play money",
                        mode == RunMode.LIVE ? "/budgets" : "/budgets?mode=" + mode.wireName(),
                        mode == current))
                .toList();
    }
}
