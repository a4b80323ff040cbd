package dev.parley.rehearsal.wire;

import dev.parley.rehearsal.billing.TokenBill;
import dev.parley.rehearsal.cache.CacheOutcome;
import dev.parley.rehearsal.draw.ReplyShape;
import dev.parley.rehearsal.fault.Fault;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is to be said, and what it costs, before any protocol shapes it.
///
/// @param stopSequence the one that ended it, if one did
/// @param at when the request came
record Reply(
        String id,
        Ask ask,
        String text,
        Finish finish,
        @Nullable String stopSequence,
        TokenBill bill,
        CacheOutcome cache,
        ReplyShape shape,
        Instant at,
        @Nullable Fault fault) {

    enum Finish {
        STOP,
        STOP_SEQUENCE,
        LENGTH,
        REFUSAL
    }

    String model() {
        return ask.target().modelReturned();
    }

    boolean withUsage() {
        return fault != Fault.NO_USAGE;
    }
}
