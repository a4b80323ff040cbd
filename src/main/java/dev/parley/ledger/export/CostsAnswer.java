package dev.parley.ledger.export;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.CostTable;
import dev.parley.ledger.GroupSum;
import dev.parley.ledger.Grouping;
import dev.parley.ledger.RollUpCheck;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sums over the ledger as the API and the command line give them.
///
/// @param total of all groups, also of those that are not among the items
/// @param mode whose money this is: real or play
/// @param next where the list goes on; null at its end
public record CostsAnswer(
        List<Sum> items, Sum total, String mode, @Nullable String next) {
    /// @param next told when there are groups after these
    public static CostsAnswer of(CostTable table, List<Grouping> groupings, RunMode mode, String next) {
        return new CostsAnswer(
                table.items().stream().map(sum -> Sum.of(sum, groupings)).toList(),
                Sum.of(table.total(), List.of()),
                mode.wireName(),
                table.hasMore() ? next : null);
    }

    /// @param key of the first grouping; null for calls that have no such thing, and for the total
    /// @param keys grouping → key
    /// @param usd the known part
    /// @param unknownUpToUsd what the unknown part can be at the most; null when not even that is known
    /// @param assumedUsd the part of `usd` that was priced by what the operator lets unknown models cost
    public record Sum(
            @Nullable String key,
            Map<String, @Nullable String> keys,
            String usd,
            boolean known,
            long calls,
            long failedCalls,
            long unknownCalls,
            @Nullable String unknownUpToUsd,
            long assumedCalls,
            String assumedUsd,
            String savedUsd,
            Map<String, String> byClass,
            Map<String, Long> usage) {
        static Sum of(GroupSum sum, List<Grouping> groupings) {
            var keys = new LinkedHashMap<String, @Nullable String>();
            for (int i = 0; i < groupings.size(); i++) {
                keys.put(groupings.get(i).wireName(), sum.keys().get(i));
            }
            var byClass = new LinkedHashMap<String, String>();
            sum.byClass().forEach((tokenClass, usd) -> byClass.put(tokenClass.wireName(), usd.plain()));
            return new Sum(
                    sum.key(),
                    keys,
                    sum.usd().plain(),
                    sum.unknownCalls() == 0,
                    sum.calls(),
                    sum.failedCalls(),
                    sum.unknownCalls(),
                    sum.unknownUpTo() == null ? null : sum.unknownUpTo().plain(),
                    sum.assumedCalls(),
                    sum.assumedUsd().plain(),
                    sum.saved().plain(),
                    byClass,
                    UsageAnswer.of(sum.usage()));
        }
    }

    /// A row of a roll-up that is not what its entries add up to.
    ///
    /// @param rolledUp measure → what the roll-up says, of those that differ
    /// @param entries measure → what the entries add up to
    public record Differing(
            String rollUp,
            Map<String, @Nullable String> key,
            Map<String, String> rolledUp,
            Map<String, String> entries) {
        public static Differing of(RollUpCheck.Difference difference) {
            return new Differing(
                    difference.rollUp(), difference.key(), plain(difference.rolledUp()), plain(difference.entries()));
        }

        private static Map<String, String> plain(Map<String, BigDecimal> values) {
            var plain = new LinkedHashMap<String, String>();
            values.forEach((measure, value) -> plain.put(measure, value.toPlainString()));
            return plain;
        }
    }
}
