package dev.parley.web;

import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.run.RunReport;
import dev.parley.run.RunRest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a run has cost so far: by persona, in sum, and against its estimate.
///
/// @param unknown calls of unknown cost in words; empty when there are none
/// @param assumed what was counted at the operator's price for unknown models, in words; empty for nothing
/// @param overall tokens of all calls
/// @param rest what is still to come; null when nothing is
public record TotalsView(
        UUID run,
        List<Row> rows,
        Row sum,
        String unknown,
        String assumed,
        String cache,
        TokenBar overall,
        CostPicture picture,
        Amount estimated,
        Amount low,
        Amount high,
        Amount max,
        @Nullable Rest rest) {
    public TotalsView {
        rows = List.copyOf(rows);
    }

    /// @param lacksCost whether some call of theirs has no known cost
    public record Row(String name, String look, String messages, String tokens, Amount cost, boolean lacksCost) {}

    /// What is to come, as it looks by now, and what the run will have cost then.
    ///
    /// @param since after which it was estimated anew, in words
    /// @param lacking what is missing in the amounts, in words; empty for nothing
    /// @param over that the run's budget will likely end it, in words; empty where it will not
    public record Rest(
            String since,
            String lacking,
            String over,
            Amount likely,
            Amount low,
            Amount high,
            Amount likelyInAll,
            Amount lowInAll,
            Amount highInAll,
            Amount maxInAll) {
        static Rest of(RunRest rest) {
            var ahead = rest.estimate();
            return new Rest(
                    rest.afterTurn() == 0
                            ? "before the first message"
                            : "after " + Figures.counted(rest.afterTurn(), "message", "messages"),
                    without(ahead.unpriced()),
                    overBudget(rest),
                    EstimatePanel.likely(ahead),
                    EstimatePanel.amount(ahead.low(), ahead),
                    EstimatePanel.amount(ahead.high(), ahead),
                    EstimatePanel.amount(rest.likelyInAll(), ahead),
                    EstimatePanel.amount(rest.lowInAll(), ahead),
                    EstimatePanel.amount(rest.highInAll(), ahead),
                    Amount.ofNullable(rest.maxInAll(), "a price or a bound is missing"));
        }
    }

    static TotalsView of(RunReport report) {
        var rest = report.rest();
        var rows = new ArrayList<Row>();
        int messages = 0;
        for (var row : report.byPersona()) {
            messages += row.messages();
            boolean nobody = row.persona() == null;
            if (nobody && row.usage().total() == 0 && row.usd().isZero() && row.unknownCalls() == 0) {
                continue;
            }
            rows.add(new Row(
                    row.name(),
                    nobody ? "c-none" : ScriptPage.look(row.color()),
                    nobody ? "" : Figures.count(row.messages()),
                    Figures.count(row.usage().total()),
                    paid(row.usd(), row.unknownCalls()),
                    row.unknownCalls() > 0));
        }
        var totals = report.totals();
        var estimate = report.estimate();
        return new TotalsView(
                report.summary().id(),
                rows,
                new Row(
                        "Together",
                        "",
                        Figures.count(messages),
                        Figures.count(totals.usage().total()),
                        paid(totals.usd(), totals.unknownCalls()),
                        !totals.known()),
                unknown(totals),
                totals.assumedUsd().isZero()
                        ? ""
                        : totals.assumedUsd().display() + " of it at the price assumed for unknown models",
                cache(totals),
                TokenBar.of(totals.usage()),
                CostPicture.of(estimate.byTurn(), paidSoFar(report), ahead(rest)),
                EstimatePanel.likely(estimate),
                EstimatePanel.amount(estimate.low(), estimate),
                EstimatePanel.amount(estimate.high(), estimate),
                Amount.ofNullable(estimate.max(), "a price is missing"),
                rest == null ? null : Rest.of(rest));
    }

    private static String without(List<ModelId> unpriced) {
        return unpriced.isEmpty()
                ? ""
                : "Without "
                        + String.join(
                                ", ", unpriced.stream().map(ModelId::toString).toList())
                        + ", of which no price is known; it is not nothing.";
    }

    private static String overBudget(RunRest rest) {
        var likely = rest.likelyInAll();
        var max = rest.maxInAll();
        return likely == null || max == null || likely.compareTo(max) <= 0
                ? ""
                : "More than the run's budget: it will likely end the run before its last turn.";
    }

    /// Where nothing was said yet the first estimate is the latest.
    private static CostPicture.@Nullable Ahead ahead(@Nullable RunRest rest) {
        return rest == null || rest.afterTurn() == 0
                ? null
                : new CostPicture.Ahead(
                        rest.afterTurn(), rest.paid(), rest.estimate().byTurn());
    }

    /// Totals after each message; none when all that is known is that something was spent.
    private static List<Usd> paidSoFar(RunReport report) {
        var totals = report.totals();
        return !totals.known() && totals.usd().isZero() ? List.of() : report.paid();
    }

    /// The known part; a dash where nothing is known but that something was spent.
    static Amount paid(Usd known, long unknownCalls) {
        return unknownCalls > 0 && known.isZero() ? Amount.unknown("not known") : Amount.of(known);
    }

    private static String unknown(RunReport.Totals totals) {
        if (totals.known()) {
            return "";
        }
        var calls = Figures.counted(totals.unknownCalls(), "call", "calls") + " of unknown cost, ";
        var most = totals.unknownUpTo();
        return most == null ? calls + "with no known limit" : calls + "at most " + most.display();
    }

    private static String cache(RunReport.Totals totals) {
        var usage = totals.usage();
        var hits = "cache " + Figures.percent(usage.cacheRead(), usage.totalInput()) + " hit";
        var saved = totals.saved();
        if (saved.compareTo(Usd.ZERO) > 0) {
            return hits + " · saved " + saved.display();
        }
        return saved.isNegative()
                ? hits + " · cost "
                        + saved.times(java.math.BigDecimal.ONE.negate()).display() + " more than fresh input"
                : hits;
    }
}
