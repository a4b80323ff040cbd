package dev.parley.archive;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/// One message of a transcript, written together with the settlement of its call, where it has one.
@Entity
@Table(name = "message")
@IdClass(MessageEntity.Key.class)
@NullUnmarked
public class MessageEntity extends PanacheEntityBase {
    @Id
    @Column(name = "run_id")
    public UUID runId;

    @Id
    public int turn;

    public String persona;
    public String text;

    /// Names of `CheckedReply.Flag`, separated by commas.
    public String flags;

    /// A wire name of `Origin`. Only what a model said has a call.
    public String origin;

    @Column(name = "call_id")
    public UUID callId;

    @Column(name = "model_asked")
    public String modelAsked;

    @Column(name = "model_used")
    public String modelUsed;

    @Column(name = "speaker_why")
    public String speakerWhy;

    @Column(name = "decision_why")
    public String decisionWhy;

    @Column(name = "created_at")
    public Instant createdAt;

    /// A message is known by its run and turn.
    public record Key(UUID runId, int turn) implements Serializable {}
}
