package dev.parley.budget;

import dev.parley.money.Usd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All rules of one side, live or rehearsal. A rule for somebody by name stands before one for everybody.
public record BudgetRules(List<BudgetRule> rules) {
    public static final BudgetRules NONE = new BudgetRules(List.of());

    public BudgetRules {
        rules = rules.stream()
                .sorted(Comparator.comparing((BudgetRule rule) -> rule.subject().equals(BudgetRule.EVERYBODY)))
                .toList();
    }

    /// Every account that a call counts in which goes out at `at`.
    ///
    /// @param runLimit a limit that the run brought itself, which then stands for the rule for runs; null when none
    public List<AccountKey> accountsOf(Payer payer, Instant at, @Nullable Usd runLimit) {
        var keys = new LinkedHashMap<String, AccountKey>();
        if (runLimit != null) {
            keys.put(place(Scope.RUN, Period.TOTAL), AccountKey.ofRun(payer.run(), runLimit));
        }
        for (var rule : rules) {
            var subject = payer.subject(rule.scope());
            if (rule.scope() != Scope.REQUEST && subject != null && rule.isFor(subject)) {
                keys.putIfAbsent(place(rule.scope(), rule.period()), AccountKey.of(rule, subject, at));
            }
        }
        return new ArrayList<>(keys.values());
    }

    /// The rule that bounds each single request of this payer.
    public Optional<BudgetRule> requestRule(Payer payer) {
        return rules.stream()
                .filter(rule ->
                        rule.scope() == Scope.REQUEST && rule.isFor(String.valueOf(payer.subject(Scope.REQUEST))))
                .findFirst();
    }

    private static String place(Scope scope, Period period) {
        return scope + " " + period;
    }
}
