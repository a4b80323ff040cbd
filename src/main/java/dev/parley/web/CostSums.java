package dev.parley.web;

import dev.parley.ledger.CallFilter;
import dev.parley.ledger.GroupSum;
import dev.parley.ledger.Grouping;
import java.util.List;

/// Sums over the ledger, one for each group.
@FunctionalInterface
public interface CostSums {
    List<GroupSum> sums(CallFilter filter, Grouping grouping);
}
