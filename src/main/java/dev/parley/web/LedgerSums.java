package dev.parley.web;

import dev.parley.ledger.CallFilter;
import dev.parley.ledger.CostTable;
import dev.parley.ledger.Costs;
import dev.parley.ledger.Grouping;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// The sums as the ledger has them.
@ApplicationScoped
class LedgerSums implements CostSums {
    private final Costs costs;

    LedgerSums(Costs costs) {
        this.costs = costs;
    }

    @Override
    public CostTable table(CallFilter filter, List<Grouping> groupings, int most) {
        return costs.table(filter, groupings, most, 0);
    }
}
