package dev.parley.rehearsal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.rehearsal.fault.Fault;
import java.io.IOException;
import java.util.Map;

/// How one vendor says things: its replies, its streams and its errors.
interface Dialect {
    String newId();

    /// The vendor's own headers of every answer.
    Map<String, String> headers();

    /// What a refusing reply says; empty where the vendor sends none.
    String refusalText();

    JsonNode whole(Reply reply);

    Script script(Reply reply);

    /// The vendor's error for a fault.
    ///
    /// @param fault one that answers with an error
    Rejection failed(Fault fault);

    Rejection tooLong(int tokens, int windowTokens);

    /// A streamed reply, part by part.
    interface Script {
        String contentType();

        void open(StreamOut out) throws IOException;

        void chunk(StreamOut out, String text) throws IOException;

        void close(StreamOut out) throws IOException;

        /// An event whose JSON is broken.
        void broken(StreamOut out) throws IOException;
    }
}
