package dev.parley.provider;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.parley.conversation.Prompt;
import dev.parley.conversation.Segment;
import dev.parley.conversation.Segment.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A prompt brought to what the wires know: system text, then messages that alternate between others and self,
/// beginning with others.
///
/// @param system indices of the system segments
/// @param turns each with the indices of its segments
record TwoRoles(Prompt prompt, List<Integer> system, List<Turn> turns) {
    private static final String BETWEEN = "\n\n";

    /// Consecutive segments of one role.
    record Turn(boolean own, List<Integer> segments) {}

    static TwoRoles of(Prompt prompt) {
        var system = new ArrayList<Integer>();
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < prompt.segments().size(); i++) {
            var role = prompt.segments().get(i).role();
            if (role == Role.SYSTEM) {
                system.add(i);
                continue;
            }
            boolean own = role == Role.SELF;
            if (turns.isEmpty() && own) {
                throw new IllegalArgumentException("a conversation begins with somebody else's words");
            }
            if (turns.isEmpty() || turns.getLast().own() != own) {
                turns.add(new Turn(own, new ArrayList<>()));
            }
            turns.getLast().segments().add(i);
        }
        return new TwoRoles(prompt, List.copyOf(system), List.copyOf(turns));
    }

    Segment segment(int index) {
        return prompt.segments().get(index);
    }

    /// Segments of one message are joined by a blank line.
    List<ChatMessage> messages() {
        var messages = new ArrayList<ChatMessage>();
        if (!system.isEmpty()) {
            messages.add(SystemMessage.from(joined(system)));
        }
        for (var turn : turns) {
            var text = joined(turn.segments());
            messages.add(turn.own() ? AiMessage.from(text) : UserMessage.from(text));
        }
        return messages;
    }

    private String joined(List<Integer> indices) {
        return indices.stream().map(index -> segment(index).text()).collect(Collectors.joining(BETWEEN));
    }
}
