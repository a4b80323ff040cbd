package dev.parley.ledger;

import dev.parley.budget.LimitEntry;
import dev.parley.conversation.RunMode;
import java.time.ZoneId;
import java.util.List;

/// What the operator's file wants of budgets.
public record FileLimits(ZoneId zone, List<LimitEntry> live, List<LimitEntry> rehearsal) {
    public FileLimits {
        live = List.copyOf(live);
        rehearsal = List.copyOf(rehearsal);
    }

    List<LimitEntry> side(RunMode mode) {
        return switch (mode) {
            case LIVE -> live;
            case REHEARSAL -> rehearsal;
        };
    }
}
