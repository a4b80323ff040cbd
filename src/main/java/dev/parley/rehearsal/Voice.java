package dev.parley.rehearsal;

import java.util.List;

/// Makes the text of a stand-in's reply. Pure: the same `Heard` always gets the same reply.
public interface Voice {
    /// Says about `targetTokens` tokens in answer to what was heard, in whole sentences.
    String reply(Heard heard, int targetTokens);

    /// One request as any of the wire protocols carries it, brought to one form.
    ///
    /// @param system the system text, empty when there is none
    /// @param turns the messages in order
    /// @param model the model asked for
    /// @param seed drives every choice that the request itself leaves open
    record Heard(String system, List<Line> turns, String model, long seed) {
        public Heard {
            turns = List.copyOf(turns);
        }
    }

    /// One message of a request.
    ///
    /// @param own whether the model itself said it (role assistant or model)
    record Line(boolean own, String text) {}
}
