package dev.parley.rehearsal.wire;

import dev.parley.rehearsal.Voice.Line;
import dev.parley.rehearsal.meter.Block;
import java.util.ArrayList;
import java.util.List;

/// A request's content in one form: for the voice as system text and turns, for the meter as blocks in prefix order.
record Prompt(String system, List<Line> turns, List<Block> blocks) {
    Prompt {
        turns = List.copyOf(turns);
        blocks = List.copyOf(blocks);
    }

    String lastText() {
        return turns.isEmpty() ? system : turns.getLast().text();
    }

    String firstText() {
        return turns.isEmpty() ? system : turns.getFirst().text();
    }

    /// Collects the content in the order in which it is sent.
    static final class Builder {
        private final List<String> system = new ArrayList<>();
        private final List<Line> turns = new ArrayList<>();
        private final List<Block> blocks = new ArrayList<>();
        private final StringBuilder message = new StringBuilder();
        private String place = "";
        private boolean fresh;

        /// Begins a message, or the system text.
        void begin(String newPlace) {
            place = newPlace;
            fresh = true;
            message.setLength(0);
        }

        /// Text that the model hears.
        void text(String text) {
            message.append(message.isEmpty() ? "" : "\n\n").append(text);
            block(text);
        }

        /// Content that is counted and not heard: tools, images.
        void block(String text) {
            blocks.add(new Block(place, text, fresh ? Block.MESSAGE_WRAP_TOKENS : 0));
            fresh = false;
        }

        void endSystem() {
            if (!message.isEmpty()) {
                system.add(message.toString());
            }
        }

        void endTurn(boolean own) {
            turns.add(new Line(own, message.toString()));
        }

        /// The index of the block that was added last.
        int lastBlock() {
            return blocks.size() - 1;
        }

        Prompt build() {
            return new Prompt(String.join("\n\n", system), turns, blocks);
        }
    }
}
