package dev.parley.archive;

import dev.parley.conversation.Origin;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The rows of messages and events, written many at a time.
public final class TranscriptRows {
    private TranscriptRows() {}

    /// A message that is to be kept.
    ///
    /// @param flags names of `CheckedReply.Flag`, separated by commas
    /// @param call null where no model was asked for it
    public record NewMessage(
            UUID run,
            int turn,
            String persona,
            String text,
            String flags,
            Origin origin,
            @Nullable UUID call,
            @Nullable String modelAsked,
            @Nullable String modelUsed,
            String speakerWhy,
            String decisionWhy,
            Instant at) {}

    /// @param data JSON
    public record NewEvent(UUID run, String type, String data) {}

    public static void addMessages(Connection connection, List<NewMessage> messages) throws SQLException {
        if (messages.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                insert into message (run_id, turn, persona, text, flags, call_id, model_asked, model_used, speaker_why,
                    decision_why, created_at, origin)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")) {
            for (var message : messages) {
                insert.setObject(1, message.run());
                insert.setInt(2, message.turn());
                insert.setString(3, message.persona());
                insert.setString(4, message.text());
                insert.setString(5, message.flags());
                insert.setObject(6, message.call());
                insert.setString(7, message.modelAsked());
                insert.setString(8, message.modelUsed());
                insert.setString(9, message.speakerWhy());
                insert.setString(10, message.decisionWhy());
                insert.setObject(11, message.at().atOffset(ZoneOffset.UTC));
                insert.setString(12, message.origin().wireName());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Takes messages out of the transcript, from a turn on. They are kept aside; what they cost stays in the ledger.
    public static void replaceFrom(Connection connection, UUID run, int turn, Instant at) throws SQLException {
        try (var move = connection.prepareStatement("""
                with gone as (delete from message where run_id = ? and turn >= ? returning *)
                insert into message_replaced (replaced_at, run_id, turn, persona, text, flags, call_id, model_used)
                select ?, run_id, turn, persona, text, flags, call_id, model_used from gone""")) {
            move.setObject(1, run);
            move.setInt(2, turn);
            move.setObject(3, at.atOffset(ZoneOffset.UTC));
            move.executeUpdate();
        }
    }

    /// @return the numbers of the events, in order, by which followers resume; those of a run grow in the order of what
    ///     was committed, since its row is locked by now
    public static List<Long> addEvents(Connection connection, List<NewEvent> events, Instant at) throws SQLException {
        var ids = new ArrayList<Long>();
        if (events.isEmpty()) {
            return ids;
        }
        try (var insert = connection.prepareStatement("""
                insert into run_event (run_id, type, data, at)
                select run, type, data, ? from unnest(?::uuid[], ?::text[], ?::text[]) with ordinality
                    as e (run, type, data, place)
                order by place
                returning id""")) {
            insert.setObject(1, at.atOffset(ZoneOffset.UTC));
            insert.setArray(
                    2,
                    column(
                            connection,
                            "uuid",
                            events.stream().map(NewEvent::run).toArray()));
            insert.setArray(
                    3,
                    column(
                            connection,
                            "text",
                            events.stream().map(NewEvent::type).toArray()));
            insert.setArray(
                    4,
                    column(
                            connection,
                            "text",
                            events.stream().map(NewEvent::data).toArray()));
            try (var rows = insert.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getLong(1));
                }
            }
        }
        return ids;
    }

    private static java.sql.@Nullable Array column(Connection connection, String type, Object[] values)
            throws SQLException {
        return connection.createArrayOf(type, values);
    }
}
