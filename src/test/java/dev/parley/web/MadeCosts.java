package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallFilter;
import dev.parley.ledger.CostTable;
import dev.parley.ledger.GroupSum;
import dev.parley.ledger.Grouping;
import dev.parley.ledger.Repricing;
import dev.parley.money.Usd;
import dev.parley.pricing.ClassCosts;
import dev.parley.pricing.PriceUsed;
import dev.parley.pricing.PricedUsage;
import dev.parley.pricing.Repriced;
import dev.parley.pricing.Terms;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Play money spent on two groups, one of unknown cost; no real money.
@Alternative
@ApplicationScoped
public class MadeCosts implements CostSums {
    @Override
    public CostTable table(CallFilter filter, List<Grouping> groupings, int most) {
        if (groupings.equals(List.of(Grouping.MODEL)) && filter.mode() == RunMode.LIVE && filter.from() == null) {
            var unpriced = List.of(group(1, "openai/gpt6-luna", "0", 2, 2, "0.02", Usage.of(400, 100)));
            return new CostTable(unpriced, GroupSum.nothing(), false);
        }
        var groups = filter.mode() == RunMode.LIVE
                ? List.<GroupSum>of()
                : List.of(
                        group(groupings.size(), "mara", "0.5", 12, 0, "0", Usage.of(9_000, 1_000)),
                        group(groupings.size(), null, "0.125", 3, 2, "0.02", Usage.of(400, 100)));
        return new CostTable(groups, groups.stream().reduce(GroupSum.nothing(), GroupSum::plus), false);
    }

    /// One persona for whom the other terms are twice as dear, and a call that cannot be compared.
    @Override
    public Repricing.Answer repriced(CallFilter filter, Terms terms) {
        if (filter.mode() == RunMode.LIVE) {
            return new Repricing.Answer.TooMany(2_000_000);
        }
        var mara = Repriced.one(
                        Map.of(TokenClass.INPUT, Usd.of("0.5")),
                        new PricedUsage.Known(
                                new ClassCosts.Decimals(Map.of(TokenClass.INPUT, Usd.of("1"))),
                                new PriceUsed(null, null, "base", "a guess", true)))
                .plus(Repriced.unknownOne());
        return new Repricing.Answer.Done(new Repricing.Result(List.of(new Repricing.Part("mara", mara)), mara));
    }

    private static GroupSum group(
            int keys,
            @Nullable String key,
            String usd,
            long calls,
            long unknownCalls,
            String unknownUpTo,
            Usage usage) {
        return new GroupSum(
                Collections.nCopies(keys, key),
                Usd.of(usd),
                calls,
                0,
                unknownCalls,
                Usd.of(unknownUpTo),
                0,
                Usd.ZERO,
                Map.of(),
                Usd.ZERO,
                usage);
    }
}
