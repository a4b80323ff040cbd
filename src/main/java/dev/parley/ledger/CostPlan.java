package dev.parley.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Where a sum is read from: whole buckets from the coarsest roll-up that can tell what is asked, what sticks out at
/// both ends from finer ones and at last from the entries. What the roll-ups do not hold yet is read from the entries
/// too, so that no sum is late. The parts hold no call twice and leave none out.
record CostPlan(List<Part> parts) {
    CostPlan {
        parts = List.copyOf(parts);
    }

    sealed interface Part {
        Span span();

        /// Every ended call that went out in the span.
        record Entries(Span span) implements Part {}

        /// The calls of whole buckets that are folded.
        record Rolled(RollUp rollUp, Span span) implements Part {}

        /// Ended calls that are not folded yet.
        record Unfolded(Span span) implements Part {}
    }

    static CostPlan of(CallFilter filter, List<Grouping> groupings) {
        var able = Arrays.stream(RollUp.values())
                .filter(rollUp -> rollUp.covers(groupings, filter.only().keySet()))
                .toList();
        var parts = new ArrayList<Part>();
        var asked = new Span(filter.from(), filter.to());
        cover(asked, able, parts);
        var rolled = parts.stream().filter(Part.Rolled.class::isInstance).toList();
        if (!rolled.isEmpty()) {
            // Rolled parts lie side by side: only entries stick out at the ends.
            parts.add(new Part.Unfolded(new Span(
                    rolled.getFirst().span().from(), rolled.getLast().span().to())));
        }
        return new CostPlan(parts.isEmpty() ? List.of(new Part.Entries(asked)) : parts);
    }

    /// Adds the parts of a stretch in order of time.
    private static void cover(Span span, List<RollUp> able, List<Part> parts) {
        if (span.isEmpty()) {
            return;
        }
        if (able.isEmpty()) {
            parts.add(new Part.Entries(span));
            return;
        }
        var finer = able.subList(1, able.size());
        var whole = able.getFirst().wholeBuckets(span);
        if (whole.isEmpty()) {
            cover(span, finer, parts);
            return;
        }
        if (span.from() != null) {
            cover(new Span(span.from(), whole.from()), finer, parts);
        }
        parts.add(new Part.Rolled(able.getFirst(), whole));
        if (span.to() != null) {
            cover(new Span(whole.to(), span.to()), finer, parts);
        }
    }
}
