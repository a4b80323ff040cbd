package dev.parley.ledger;

import java.util.List;

/// What came of changing limits.
public sealed interface LimitOutcome {
    /// @param rules their numbers, in the order of what was asked for; one that was removed is among them
    record Changed(List<Long> rules) implements LimitOutcome {
        public Changed {
            rules = List.copyOf(rules);
        }
    }

    /// Nothing was changed.
    ///
    /// @param item which of the changes, counted from 0
    /// @param field `subject`, `period`, `limit`, `by` or `reason`
    record Refused(int item, String field, String words) implements LimitOutcome {}

    record NoSuchRule() implements LimitOutcome {}

    /// Rolls the transaction back.
    final class RefusedException extends RuntimeException {
        private final transient Refused refused;

        RefusedException(Refused refused) {
            super(refused.field() + ": " + refused.words(), null, false, false);
            this.refused = refused;
        }

        Refused refused() {
            return refused;
        }
    }
}
