package dev.parley.run;

import dev.parley.archive.SnapshotJson;
import dev.parley.archive.TranscriptRows.NewMessage;
import dev.parley.conversation.Persona;
import dev.parley.conversation.RunStatus;
import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.planning.route.Route;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event before it has its number.
///
/// @param data JSON
record Happening(String type, String data) {
    static Happening turnStarted(int turn, Persona persona) {
        return of("turn-started", Map.of("turn", turn, "persona", persona.id(), "name", persona.name()));
    }

    static Happening decision(int turn, Route.Routed route) {
        return of(
                "decision",
                Map.of(
                        "turn", turn,
                        "asked", route.asked().toString(),
                        "chosen", route.model().id().toString(),
                        "why", route.why()));
    }

    static Happening message(NewMessage message, Persona persona, Cost cost) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("turn", message.turn());
        data.put("persona", message.persona());
        data.put("name", persona.name());
        data.put("text", message.text());
        data.put("modelUsed", message.modelUsed());
        data.put("origin", message.origin().wireName());
        data.put("known", cost.isKnown());
        data.put("usd", cost instanceof Cost.Known(var usd) ? usd.plain() : null);
        return of("message", data);
    }

    /// The message is taken out of the transcript, to be said again.
    static Happening messageReplaced(int turn) {
        return of("message-replaced", Map.of("turn", turn));
    }

    /// @param limit null when the run has no budget of its own
    static Happening budget(Usd spent, @Nullable Usd unknownUpTo, @Nullable Usd limit) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("spentUsd", spent.plain());
        data.put("unknownUpToUsd", unknownUpTo == null ? null : unknownUpTo.plain());
        data.put("limitUsd", limit == null ? null : limit.plain());
        return of("budget", data);
    }

    static Happening status(RunStatus status, @Nullable String reason) {
        var data = new LinkedHashMap<String, @Nullable Object>();
        data.put("status", status.wireName());
        data.put("stopReason", reason);
        return of("status", data);
    }

    static RunEvent token(int turn, String persona, String text, boolean fromStart) {
        var data = SnapshotJson.write(Map.of("turn", turn, "persona", persona, "text", text, "reset", fromStart));
        return new RunEvent(null, "token", data);
    }

    private static Happening of(String type, Map<String, ?> data) {
        return new Happening(type, SnapshotJson.write(data));
    }
}
