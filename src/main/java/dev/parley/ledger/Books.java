package dev.parley.ledger;

import dev.parley.budget.Account;
import dev.parley.budget.Admission.Shortage;
import dev.parley.budget.BudgetRule;
import dev.parley.budget.Level;
import dev.parley.budget.Pace;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.AlertRows.NewAlert;
import dev.parley.ledger.GateRows.GateKey;
import dev.parley.money.Usd;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The accounts and gates that one transaction works on: locked, changed in memory, written once.
public final class Books {
    private static final Logger LOG = Logger.getLogger(Books.class);

    private final Map<Long, Account> accounts;
    private final Map<GateKey, Pace.Gate> gates;
    private final Instant now;
    private final Set<Long> changed = new HashSet<>();
    private final Map<GateKey, Pace.Gate> changedGates = new TreeMap<>();
    private final List<NewAlert> alerts = new ArrayList<>();
    private final RefusedRequests refusedRequests = new RefusedRequests();

    private Books(Map<Long, Account> accounts, Map<GateKey, Pace.Gate> gates, Instant now) {
        this.accounts = new HashMap<>(accounts);
        this.gates = new TreeMap<>(gates);
        this.now = now;
    }

    /// Locks them until the transaction ends, in the order that everybody keeps.
    public static Books lock(Connection connection, Collection<Long> accounts, SortedSet<GateKey> gates, Instant now)
            throws SQLException {
        return new Books(AccountRows.lock(connection, accounts), GateRows.lock(connection, gates), now);
    }

    /// Tells what the accounts have reached, after their limits were changed.
    static void tellOfLimits(Connection connection, Collection<Long> accounts, Instant now) throws SQLException {
        var books = lock(connection, accounts, Collections.emptySortedSet(), now);
        books.limitsChanged();
        books.write(connection);
    }

    public List<Account> accounts(List<Long> ids) {
        return ids.stream().map(this::account).toList();
    }

    private Account account(Long id) {
        return Objects.requireNonNull(accounts.get(id), () -> "account " + id + " is not locked");
    }

    public Pace.Gate gate(GateKey key) {
        return gates.getOrDefault(key, Pace.Gate.FRESH);
    }

    /// A call passes the gate, and its worst case is set aside.
    public void open(List<Long> ids, @Nullable Usd hold, GateKey gate, Pace.Gate after) {
        setGate(gate, after);
        if (hold != null) {
            change(ids, account -> account.hold(hold));
        }
    }

    /// A call ends, and its hold becomes what it cost.
    public void end(CallRows.Standing call, CallEnd end) {
        var hold = call.hold();
        var cost = CallEnds.costOf(end);
        UnaryOperator<Account> booked = switch (end) {
            case CallEnd.Failed _ -> account -> hold == null ? account : account.release(hold);
            case CallEnd.Settled _ when cost != null -> account -> account.settle(hold == null ? Usd.ZERO : hold, cost);
            case CallEnd.Settled _ -> account -> account.lose(hold);
            case CallEnd.Unknown _ -> account -> account.lose(hold);
        };
        change(call.accounts(), booked);
        if (hold != null && cost != null && cost.compareTo(hold) > 0) {
            overage(
                    call.accounts(),
                    "call " + call.id() + " cost " + cost.display() + ", more than the " + hold.display()
                            + " held for it");
        }
        setGate(call.gate(), gate(call.gate()).closed());
    }

    /// Usage came after its call had ended as unknown.
    public void late(CallRows.Standing call, Usd beyond) {
        if (!beyond.isZero()) {
            change(call.accounts(), account -> account.addLate(beyond));
            overage(
                    call.accounts(),
                    "call " + call.id() + " was billed late, " + beyond.display() + " beyond what was held for it");
        }
    }

    /// The provider answered, so it need not be spared any longer.
    public void answered(GateKey key) {
        setGate(key, gate(key).answered());
    }

    /// The provider asks everybody to slow down.
    ///
    /// @param asked for how long; null when it did not say
    public void struck(GateKey key, @Nullable Duration asked) {
        setGate(key, gate(key).struck(now, asked));
    }

    /// A call was kept back for good.
    public void refused(Shortage shortage) {
        var account = shortage.account() == null ? null : accounts.get(shortage.account());
        if (account != null) {
            tell(account, Level.STOPPED, "A call was kept back: " + shortage.words());
        }
    }

    /// A call was kept back by the limit on single requests.
    public void requestRefused(RunMode mode, BudgetRule rule, Shortage shortage) {
        refusedRequests.add(mode, rule, shortage);
    }

    /// The limits of all of them have changed, or may have.
    void limitsChanged() {
        for (var account : List.copyOf(accounts.values())) {
            var still = Level.stillTold(account, now);
            if (!still.equals(account.told())) {
                accounts.put(account.id(), account.tell(still));
                changed.add(account.id());
            }
        }
        lookAtLevels();
    }

    /// Lets what is reached by now be told, though nothing was booked.
    void lookAtLevels() {
        for (var account : accounts.values()) {
            if (!account.told().containsAll(Level.reachedBy(account, now))) {
                changed.add(account.id());
            }
        }
    }

    public void write(Connection connection) throws SQLException {
        for (var id : changed) {
            tellOfLevels(account(id));
        }
        AccountRows.write(
                connection, changed.stream().sorted().map(this::account).toList());
        GateRows.write(connection, changedGates);
        AlertRows.add(connection, alerts, now);
        refusedRequests.write(connection, now);
    }

    private void change(List<Long> ids, UnaryOperator<Account> change) {
        for (var id : ids) {
            accounts.put(id, change.apply(account(id)));
            changed.add(id);
        }
    }

    private void setGate(GateKey key, Pace.Gate gate) {
        if (!gate.equals(gates.put(key, gate))) {
            changedGates.put(key, gate);
        }
    }

    private void overage(List<Long> ids, String words) {
        LOG.warn(words);
        for (var id : ids) {
            tell(account(id), Level.OVERAGE, words);
        }
    }

    private void tellOfLevels(Account account) {
        for (var level : Level.reachedBy(account, now)) {
            var allowed = Objects.requireNonNull(account.allowed(now));
            tell(account, level, account.used().display() + " of " + allowed.display() + " is used");
        }
    }

    private void tell(Account account, Level level, String words) {
        var latest = account(account.id());
        if (latest.told().contains(level)) {
            return;
        }
        var told = EnumSet.of(level);
        told.addAll(latest.told());
        accounts.put(latest.id(), latest.tell(told));
        changed.add(latest.id());
        alerts.add(NewAlert.of(latest, level, words));
    }
}
