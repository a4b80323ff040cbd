package dev.parley.ledger;

import java.util.List;

/// Sums of one moment.
///
/// @param items one for each group, by time and then dearest first
/// @param total of all groups, also of those that are not among the items
/// @param hasMore whether there are groups after these
public record CostTable(List<GroupSum> items, GroupSum total, boolean hasMore) {
    public CostTable {
        items = List.copyOf(items);
    }
}
