package dev.parley.ledger;

import dev.parley.budget.LimitEntry;
import dev.parley.ledger.StoredRule.Source;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/// One change of one rule.
sealed interface RuleStep {
    record Add(LimitEntry entry, ZoneId zone, Source source) implements RuleStep {}

    record Change(StoredRule before, LimitEntry entry, ZoneId zone, Source source) implements RuleStep {}

    /// For a rule by name, which would otherwise keep somebody from the rule for everybody.
    record Remove(StoredRule before) implements RuleStep {}

    /// What has to be done so that the rules say what the file says. Limits that a person set stay.
    static List<RuleStep> toFollow(FileLimits file, List<LimitEntry> entries, List<StoredRule> rules) {
        var steps = new ArrayList<RuleStep>();
        var ruleByKey = new HashMap<LimitEntry.Key, StoredRule>();
        rules.forEach(rule -> ruleByKey.put(rule.key(), rule));
        for (var entry : entries) {
            var rule = ruleByKey.remove(entry.key());
            if (rule == null) {
                steps.add(new Add(entry, file.zone(), Source.FILE));
            } else if (rule.source() == Source.FILE && !isSo(rule, entry, file.zone())) {
                steps.add(new Change(rule, entry, file.zone(), Source.FILE));
            }
        }
        for (var rule : ruleByKey.values()) {
            if (rule.source() == Source.FILE) {
                steps.addAll(toForget(rule, file.zone(), rules, entries));
            }
        }
        return steps;
    }

    /// For a rule that nobody wants any more. It goes where there is one for everybody; otherwise it goes on counting,
    /// without a limit.
    static List<RuleStep> toForget(StoredRule rule, ZoneId zone, List<StoredRule> rules, List<LimitEntry> entries) {
        var everybody = new LimitEntry.Key(
                rule.rule().scope(),
                LimitEntry.subjectOf(rule.rule().scope(), null),
                rule.rule().period());
        boolean isCovered = !rule.key().equals(everybody)
                && (rules.stream().anyMatch(other -> other.key().equals(everybody))
                        || entries.stream().anyMatch(entry -> entry.key().equals(everybody)));
        if (isCovered) {
            return List.of(new Remove(rule));
        }
        var unlimited = rule.entry().withoutLimit();
        return isSo(rule, unlimited, zone) && rule.source() == Source.FILE
                ? List.of()
                : List.of(new Change(rule, unlimited, zone, Source.FILE));
    }

    private static boolean isSo(StoredRule rule, LimitEntry entry, ZoneId zone) {
        return rule.entry().equals(entry) && rule.rule().zone().equals(zone);
    }
}
