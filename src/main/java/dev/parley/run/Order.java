package dev.parley.run;

import dev.parley.archive.TranscriptRows.NewMessage;
import dev.parley.budget.HoldAsk;
import dev.parley.budget.Pace;
import dev.parley.budget.Payer;
import dev.parley.ledger.CallEnd;
import dev.parley.ledger.CallOpening;
import dev.parley.money.Usd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a run wants written, with many others in one transaction.
///
/// @param <A> what comes of it
sealed interface Order<A> {
    Lease lease();

    /// For a log, which must not tell what was said.
    default String inWords() {
        return switch (this) {
            case Open open -> "call " + open.call() + " to go out";
            case End end -> "call " + end.call() + " to end";
            case GiveUp _ -> "the open calls of run " + lease().run() + " to be given up";
        };
    }

    /// A call wants to go out.
    ///
    /// @param ask null when the model has no price
    /// @param mostTokens how long the reply may get
    /// @param runLimit what the run itself may cost; null when it brought no limit
    /// @param wholeUntil until then it rather waits for the money that others hold than to ask for a shorter reply
    /// @param directions of the run when the call was planned
    record Open(
            Lease lease,
            CallOpening opening,
            @Nullable HoldAsk ask,
            int mostTokens,
            @Nullable Usd runLimit,
            Pace pace,
            Instant wholeUntil,
            int directions,
            List<Happening> happenings)
            implements Order<Opened> {
        public Open {
            happenings = List.copyOf(happenings);
        }

        UUID call() {
            return opening.id();
        }

        Payer payer() {
            return new Payer(
                    opening.project(),
                    opening.user(),
                    opening.persona(),
                    opening.run().toString());
        }
    }

    /// A call has ended.
    ///
    /// @param strike whether its provider asks to slow down, and for how long; null when it does not
    /// @param message what it leaves in the transcript; null when nothing
    record End(
            Lease lease,
            UUID call,
            CallEnd end,
            @Nullable Strike strike,
            @Nullable NewMessage message,
            List<Happening> happenings)
            implements Order<Ended> {
        public End {
            happenings = List.copyOf(happenings);
        }
    }

    /// Nobody waits any more for the calls that the run has out: they become unknown costs. The answer is how many
    /// there were.
    record GiveUp(Lease lease, String reason) implements Order<Integer> {}

    /// @param asked null when the provider did not say for how long
    record Strike(@Nullable Duration asked) {}
}
