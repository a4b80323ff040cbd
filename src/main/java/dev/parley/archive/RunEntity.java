package dev.parley.archive;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/// One run. `snapshot` holds script, personas, models and prices as they were at its start.
@Entity
@Table(name = "run")
@NullUnmarked
public class RunEntity extends PanacheEntityBase {
    @Id
    public UUID id;

    public String script;
    public String title;
    public String kind;
    public String mode;
    public String status;

    @Column(name = "stop_reason")
    public String stopReason;

    /// What a person asked for and the run has not yet done: `pause`, `stop` or `stop-now`.
    public String wanted;

    public long seed;
    public int turns;

    @Column(name = "budget_usd")
    public BigDecimal budgetUsd;

    public String project;
    public String username;
    public String snapshot;
    public String estimate;

    @Column(name = "idempotency_key")
    public String idempotencyKey;

    /// Of the request that the key came with, so that the same key on another request is noticed.
    @Column(name = "request_digest")
    public String requestDigest;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "started_at")
    public Instant startedAt;

    @Column(name = "ended_at")
    public Instant endedAt;

    /// Time spent running in earlier sittings, pauses left out.
    @Column(name = "active_ms")
    public long activeMs;

    public UUID node;
    public int epoch;

    /// Raised by everything that changes what the next turn must be.
    public int directions;

    /// Money ran out before the conversation was over.
    @Column(name = "cut_short")
    public boolean cutShort;

    /// The account that must have room before it goes on.
    @Column(name = "waits_for")
    public Long waitsFor;

    /// How much room.
    @Column(name = "waits_usd")
    public BigDecimal waitsUsd;

    /// When that account begins anew.
    @Column(name = "waits_until")
    public Instant waitsUntil;

    /// The persona of whom a person wants the next message, until it is kept.
    @Column(name = "next_speaker")
    public String nextSpeaker;

    /// How often a message was said again; part of the seed, so that it differs from what was said first.
    public int regenerated;

    /// The run that this one branched off, after its turn `parentTurn`.
    @Column(name = "parent_run_id")
    public UUID parentRunId;

    @Column(name = "parent_turn")
    public Integer parentTurn;
}
