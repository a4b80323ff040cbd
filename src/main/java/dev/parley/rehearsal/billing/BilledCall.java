package dev.parley.rehearsal.billing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One call that a vendor would bill.
///
/// @param id the response's id on the wire; made up where the protocol has none
/// @param model as asked
/// @param modelReturned as answered
/// @param at when the request came, by the wall clock
/// @param clientRequestId what the client called it
/// @param fault what was done to the reply, by the name that sets it
public record BilledCall(
        String id,
        String provider,
        String model,
        String modelReturned,
        Instant at,
        @Nullable String clientRequestId,
        TokenBill usage,
        @Nullable String fault) {}
