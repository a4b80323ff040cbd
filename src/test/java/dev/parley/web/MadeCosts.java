package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallFilter;
import dev.parley.ledger.GroupSum;
import dev.parley.ledger.Grouping;
import dev.parley.money.Usd;
import dev.parley.tokens.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;

/// Play money spent on two groups, one of unknown cost; no real money.
@Alternative
@ApplicationScoped
public class MadeCosts implements CostSums {
    @Override
    public List<GroupSum> sums(CallFilter filter, Grouping grouping) {
        return filter.mode() == RunMode.LIVE
                ? List.of()
                : List.of(
                        new GroupSum("mara", Usd.of("0.5"), 12, 0, Usd.ZERO, Usage.of(9_000, 1_000)),
                        new GroupSum(null, Usd.of("0.125"), 3, 2, Usd.of("0.02"), Usage.of(400, 100)));
    }
}
