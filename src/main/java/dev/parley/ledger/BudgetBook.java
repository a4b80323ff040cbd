package dev.parley.ledger;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.LimitOutcome.Changed;
import dev.parley.ledger.LimitOutcome.NoSuchRule;
import dev.parley.ledger.LimitOutcome.RefusedException;
import dev.parley.ledger.StoredRule.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// The rules of budgets, and their changes. Each change is one transaction during which nobody moves held money: the
/// rules, the accounts under them and the record of who changed what are of one moment.
@ApplicationScoped
public class BudgetBook {
    /// Who changes what the operator's file says.
    static final String FILE = "limits.yaml";

    private final DataSource database;
    private final Clock clock;

    public BudgetBook(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /// Lets the rules say what the file says. Limits that a person set stay until they are given back. Safe to repeat,
    /// also by several nodes at once.
    ///
    /// @return how many rules were changed
    public int sync(FileLimits file) {
        int changed = 0;
        for (var mode : RunMode.values()) {
            if (!Transactions.read(database, connection -> steps(connection, mode, file))
                    .isEmpty()) {
                changed += Transactions.write(database, connection -> follow(connection, mode, file));
            }
        }
        return changed;
    }

    private int follow(Connection connection, RunMode mode, FileLimits file) throws SQLException {
        BudgetLock.takeAlone(connection);
        // Another node may have done it meanwhile.
        var steps = steps(connection, mode, file);
        if (!steps.isEmpty()) {
            var writer = new RuleWriter(connection, mode, now());
            for (var step : steps) {
                writer.write(step, FILE, null);
            }
            writer.finish();
        }
        return steps.size();
    }

    private static List<RuleStep> steps(Connection connection, RunMode mode, FileLimits file) throws SQLException {
        return RuleStep.toFollow(file, file.side(mode), StoredRule.all(connection, mode));
    }

    /// All of the changes, or none.
    ///
    /// @param zone whose calendar a rule follows that is new
    public LimitOutcome change(List<LimitChange> changes, ZoneId zone) {
        return refusable(() -> Transactions.write(database, connection -> {
            BudgetLock.takeAlone(connection);
            var moment = now();
            var numbers = new HashMap<LimitChange, Long>();
            for (var mode : RunMode.values()) {
                var ofMode =
                        changes.stream().filter(change -> change.mode() == mode).toList();
                if (!ofMode.isEmpty()) {
                    write(connection, mode, ofMode, changes, zone, moment, numbers);
                }
            }
            return new Changed(changes.stream()
                    .map(change -> numbers.getOrDefault(change, 0L))
                    .toList());
        }));
    }

    private static void write(
            Connection connection,
            RunMode mode,
            List<LimitChange> ofMode,
            List<LimitChange> all,
            ZoneId zone,
            Instant moment,
            HashMap<LimitChange, Long> numbers)
            throws SQLException {
        var rules = StoredRule.all(connection, mode);
        var writer = new RuleWriter(connection, mode, moment);
        for (var change : ofMode) {
            int item = all.indexOf(change);
            var before = rules.stream()
                    .filter(rule -> rule.key().equals(change.key()))
                    .findFirst();
            var entry = change.entry(before.orElse(null));
            LimitCheck.check(item, change, entry, ofMode);
            RuleStep step = before.<RuleStep>map(
                            rule -> new RuleStep.Change(rule, entry, rule.rule().zone(), Source.PERSON))
                    .orElseGet(() -> new RuleStep.Add(entry, zone, Source.PERSON));
            numbers.put(change, writer.write(step, change.by(), change.reason()));
        }
        writer.finish();
        for (var change : ofMode) {
            LimitCheck.checkUsed(connection, all.indexOf(change), numbers.getOrDefault(change, 0L), moment);
        }
    }

    /// From now on the file decides on the rule again.
    public LimitOutcome giveBack(long id, FileLimits file, String by, @Nullable String reason) {
        return refusable(() -> Transactions.write(database, connection -> {
            BudgetLock.takeAlone(connection);
            var found = find(connection, id);
            if (found.isEmpty()) {
                return new NoSuchRule();
            }
            LimitCheck.checkWords(0, by, reason);
            var rule = found.get();
            var steps = stepsBack(connection, rule, file);
            if (!steps.isEmpty()) {
                var moment = now();
                var writer = new RuleWriter(connection, rule.mode(), moment);
                for (var step : steps) {
                    writer.write(step, by, reason);
                }
                writer.finish();
                LimitCheck.checkUsed(connection, 0, id, moment);
            }
            return new Changed(List.of(id));
        }));
    }

    private static List<RuleStep> stepsBack(Connection connection, StoredRule rule, FileLimits file)
            throws SQLException {
        if (rule.source() == Source.FILE) {
            return List.of();
        }
        var entries = file.side(rule.mode());
        return entries.stream()
                .filter(entry -> entry.key().equals(rule.key()))
                .findFirst()
                .map(entry -> List.<RuleStep>of(new RuleStep.Change(rule, entry, file.zone(), Source.FILE)))
                .orElse(RuleStep.toForget(rule, file.zone(), StoredRule.all(connection, rule.mode()), entries));
    }

    /// Newest first; empty when there is no such rule.
    public Optional<List<BudgetChange>> history(long rule) {
        return Transactions.read(database, connection -> {
            var found = find(connection, rule);
            if (found.isEmpty()) {
                return Optional.<List<BudgetChange>>empty();
            }
            return Optional.of(BudgetChange.of(connection, found.get()));
        });
    }

    private static Optional<StoredRule> find(Connection connection, long id) throws SQLException {
        var rules = new ArrayList<StoredRule>();
        for (var mode : RunMode.values()) {
            rules.addAll(StoredRule.all(connection, mode));
        }
        return rules.stream().filter(rule -> rule.id() == id).findFirst();
    }

    private Instant now() {
        return clock.instant();
    }

    private interface Attempt {
        LimitOutcome make();
    }

    private static LimitOutcome refusable(Attempt attempt) {
        try {
            return attempt.make();
        } catch (RefusedException refusal) {
            return refusal.refused();
        }
    }
}
