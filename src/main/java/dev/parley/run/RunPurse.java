package dev.parley.run;

import dev.parley.ledger.CallEnd;
import dev.parley.ledger.Spending;
import dev.parley.money.Usd;
import org.jspecify.annotations.Nullable;

/// What a run has used up so far, kept in memory while this node has it: nobody else books calls of it.
final class RunPurse {
    private Spending spending;

    RunPurse(Spending spending) {
        this.spending = spending;
    }

    Spending spending() {
        return spending;
    }

    /// What it will be once the call's end is booked.
    Spending after(CallEnd end, @Nullable Usd hold) {
        return spending.plus(end, hold);
    }

    void booked(CallEnd end, @Nullable Usd hold) {
        spending = after(end, hold);
    }
}
