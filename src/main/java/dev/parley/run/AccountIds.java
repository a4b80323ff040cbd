package dev.parley.run;

import dev.parley.budget.AccountKey;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.AccountRows;
import dev.parley.ledger.GateRows;
import dev.parley.ledger.GateRows.GateKey;
import dev.parley.ledger.RuleBook;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/// Knows the numbers of accounts, and opens those that are not there yet. For one thread.
final class AccountIds {
    private static final int MOST_KNOWN = 20_000;

    private final DataSource database;
    private final Set<GateKey> gates = new HashSet<>();
    private final Map<Place, Long> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Long> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    AccountIds(DataSource database) {
        this.database = database;
    }

    private record Place(RunMode mode, AccountKey key) {}

    /// The accounts that each order counts in at `now`; empty when the rules are no longer these.
    Optional<Map<Order.Open, List<Long>>> of(List<Order.Open> orders, RuleBook rules, Instant now) throws SQLException {
        var places = new IdentityHashMap<Order.Open, List<Place>>();
        var missing = new TreeSet<Place>(Comparator.comparing((Place place) -> place.mode())
                .thenComparing(place -> place.key().toString()));
        var missingGates = new TreeSet<GateKey>();
        for (var order : orders) {
            var mode = order.opening().mode();
            var of = rules.rules(mode).accountsOf(order.payer(), now, order.runLimit()).stream()
                    .map(key -> new Place(mode, key))
                    .toList();
            places.put(order, of);
            of.stream().filter(place -> !known.containsKey(place)).forEach(missing::add);
            var gate = gate(order);
            if (!gates.contains(gate)) {
                missingGates.add(gate);
            }
        }
        if (!open(missing, missingGates, rules)) {
            return Optional.empty();
        }
        var ids = new IdentityHashMap<Order.Open, List<Long>>();
        places.forEach((order, of) -> ids.put(order, of.stream().map(this::id).toList()));
        return Optional.of(ids);
    }

    static GateKey gate(Order.Open order) {
        return new GateKey(order.opening().model().provider(), order.opening().mode());
    }

    private Long id(Place place) {
        return java.util.Objects.requireNonNull(known.get(place));
    }

    /// In one order everywhere, so that nodes which open the same ones do not wait for each other in a circle.
    private boolean open(Set<Place> missing, Set<GateKey> missingGates, RuleBook rules) throws SQLException {
        if (missing.isEmpty() && missingGates.isEmpty()) {
            return true;
        }
        var opened = new ArrayList<Map.Entry<Place, Long>>();
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                if (RuleBook.keep(connection) != rules.version()) {
                    return false;
                }
                for (var place : missing) {
                    opened.add(Map.entry(place, AccountRows.open(connection, place.mode(), place.key())));
                }
                for (var gate : missingGates) {
                    GateRows.open(connection, gate);
                }
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
        opened.forEach(entry -> known.put(entry.getKey(), entry.getValue()));
        gates.addAll(missingGates);
        return true;
    }
}
