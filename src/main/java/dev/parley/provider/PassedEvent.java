package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import java.util.List;
import java.util.Map;

/// An event as LangChain4j gets it: without counts that are no `int`. It would give up a whole reply over one of them,
/// and the reply would be asked for and paid for again. What counts say is read from the raw event, not from
/// LangChain4j.
final class PassedEvent {
    private PassedEvent() {}

    /// @param json the data of the event
    static ServerSentEvent of(ServerSentEvent event, JsonNode json) {
        var tamed = json.deepCopy();
        boolean isOdd = tame(tamed.path("usage"))
                | tame(tamed.path("usageMetadata"))
                | tame(tamed.path("message").path("usage"))
                | tame(tamed, OllamaUsage.COUNTS);
        return isOdd ? new ServerSentEvent(event.event(), tamed.toString()) : event;
    }

    private static boolean tame(JsonNode usage) {
        return tame(usage, usage.properties().stream().map(Map.Entry::getKey).toList());
    }

    /// Details go too: nobody reads them there, and each holds counts of its own.
    private static boolean tame(JsonNode counts, List<String> names) {
        boolean isOdd = false;
        for (var name : names) {
            if (counts instanceof ObjectNode object && object.has(name) && !isCount(object.get(name))) {
                object.putNull(name);
                isOdd = true;
            }
        }
        return isOdd;
    }

    private static boolean isCount(JsonNode node) {
        return node.isInt() || node.isNull();
    }
}
