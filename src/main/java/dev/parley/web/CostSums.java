package dev.parley.web;

import dev.parley.ledger.CallFilter;
import dev.parley.ledger.CostTable;
import dev.parley.ledger.Grouping;
import dev.parley.ledger.Repricing;
import dev.parley.pricing.Terms;
import java.util.List;

/// What pages ask of the ledger about costs.
public interface CostSums {
    /// @param groupings none for the total alone
    /// @param most groups
    CostTable table(CallFilter filter, List<Grouping> groupings, int most);

    Repricing.Answer repriced(CallFilter filter, Terms terms);
}
