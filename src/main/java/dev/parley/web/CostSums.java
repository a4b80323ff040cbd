package dev.parley.web;

import dev.parley.ledger.CallFilter;
import dev.parley.ledger.CostTable;
import dev.parley.ledger.Grouping;
import java.util.List;

/// Sums over the ledger.
@FunctionalInterface
public interface CostSums {
    /// @param groupings none for the total alone
    /// @param most groups
    CostTable table(CallFilter filter, List<Grouping> groupings, int most);
}
