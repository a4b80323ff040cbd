package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.billing.TokenBill;
import dev.parley.rehearsal.cache.CacheAsk;
import dev.parley.rehearsal.fault.Fault;
import java.util.Map;

/// Where the vendors that speak OpenAI's Chat Completions differ.
interface ChatFlavour {
    String provider();

    /// Rules beyond those that all share.
    void check(JsonNode request, String model);

    CacheAsk cache(JsonNode request, String model, ChatBlocks blocks);

    /// Effort as a multiple of the usual; 0 for a model that does not reason.
    double reasoning(JsonNode request, String model);

    ObjectNode usage(TokenBill bill, String model);

    String newId();

    /// Adds the fields of a reply or chunk that only this vendor has.
    void mark(ObjectNode reply);

    /// Whether a stream's last chunk carries the usage unasked.
    boolean usageUnasked();

    Map<String, String> headers();

    ChatErrors errors();

    /// The vendor's error bodies.
    interface ChatErrors {
        Rejection noKey();

        Rejection badKey(String key);

        Rejection unknownModel(String model);

        Rejection malformed();

        Rejection tooLarge();

        Rejection missing(String field);

        /// A field with a value that is not taken.
        ///
        /// @param code the vendor's name of the fault, as in `invalid_value`
        Rejection invalid(String message, String field, String code);

        Rejection failed(Fault fault);

        Rejection tooLong(int tokens, int windowTokens);
    }
}
