package dev.parley.web;

import dev.parley.ledger.CallFilter;
import dev.parley.ledger.CostTable;
import dev.parley.ledger.Costs;
import dev.parley.ledger.Grouping;
import dev.parley.ledger.Repricing;
import dev.parley.pricing.Terms;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import javax.sql.DataSource;

/// The sums as the ledger has them.
@ApplicationScoped
class LedgerSums implements CostSums {
    private final Costs costs;
    private final Repricing repricing;

    LedgerSums(Costs costs, DataSource database) {
        this.costs = costs;
        this.repricing = new Repricing(database);
    }

    @Override
    public CostTable table(CallFilter filter, List<Grouping> groupings, int most) {
        return costs.table(filter, groupings, most, 0);
    }

    @Override
    public Repricing.Answer repriced(CallFilter filter, Terms terms) {
        return repricing.reprice(filter, terms);
    }
}
