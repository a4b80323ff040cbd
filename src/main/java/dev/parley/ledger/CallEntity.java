package dev.parley.ledger;

import io.quarkus.hibernate.orm.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;

/// One ledger entry. Holds numbers and ids, no text of prompt or reply.
@Entity
@Table(name = "call")
@NullUnmarked
public class CallEntity extends PanacheEntityBase {
    @Id
    public UUID id;

    @Column(name = "run_id")
    public UUID runId;

    public int turn;
    public String persona;
    public String purpose;
    public int attempt;
    public String mode;
    public String project;
    public String username;
    public String provider;

    @Column(name = "model_asked")
    public String modelAsked;

    public String model;

    @Column(name = "model_returned")
    public String modelReturned;

    @Column(name = "response_id")
    public String responseId;

    public Instant at;
    public String outcome;
    public String reason;

    @Column(name = "latency_ms")
    public Long latencyMs;

    @Column(name = "hold_usd")
    public BigDecimal holdUsd;

    @Column(name = "prompt_tokens")
    public Long promptTokens;

    public Long input;

    @Column(name = "cache_read")
    public Long cacheRead;

    @Column(name = "cache_write_5m")
    public Long cacheWrite5m;

    @Column(name = "cache_write_1h")
    public Long cacheWrite1h;

    public Long output;
    public Long reasoning;
    public BigDecimal usd;

    @Column(name = "usd_input")
    public BigDecimal usdInput;

    @Column(name = "usd_cache_read")
    public BigDecimal usdCacheRead;

    @Column(name = "usd_cache_write_5m")
    public BigDecimal usdCacheWrite5m;

    @Column(name = "usd_cache_write_1h")
    public BigDecimal usdCacheWrite1h;

    @Column(name = "usd_output")
    public BigDecimal usdOutput;

    @Column(name = "saved_usd")
    public BigDecimal savedUsd;

    @Column(name = "price_effective_from")
    public LocalDate priceEffectiveFrom;

    @Column(name = "price_recorded_at")
    public LocalDate priceRecordedAt;

    /// Priced by what the operator lets unknown models cost.
    @Column(name = "price_assumed")
    public boolean priceAssumed;

    @Column(name = "price_tier")
    public String priceTier;

    @Column(name = "price_source")
    public String priceSource;

    @Column(name = "raw_usage")
    public String rawUsage;
}
