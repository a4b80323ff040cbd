package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Where the messages of a chat request end among its blocks, and which parts carry a breakpoint.
///
/// @param messageEnds the last block of each message, ascending
/// @param marked parts with a breakpoint of their own, in order
record ChatBlocks(List<Integer> messageEnds, List<Marked> marked) {
    ChatBlocks {
        messageEnds = List.copyOf(messageEnds);
        marked = List.copyOf(marked);
    }

    /// @param control the breakpoint as the request has it
    record Marked(int block, JsonNode control) {}
}
