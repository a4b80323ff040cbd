package dev.parley.ledger;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// An ended entry with random content of every kind that a ledger can hold.
public record MadeEntry(
        UUID run,
        @Nullable String persona,
        String purpose,
        String mode,
        String project,
        String user,
        String provider,
        String model,
        Instant at,
        String outcome,
        @Nullable BigDecimal hold,
        @Nullable BigDecimal usd,
        @Nullable BigDecimal usdInput,
        @Nullable BigDecimal saved,
        boolean assumed,
        boolean hasUsage,
        boolean usesCache,
        long input,
        long output) {
    public static final List<UUID> RUNS =
            IntStream.range(0, 30).mapToObj(i -> new UUID(7, i)).toList();
    /// Over the turn of a year, whose first days belong to the last week of the old one.
    static final Instant FIRST = Instant.parse("2026-12-20T00:00:00Z");

    static final int MINUTES = 21 * 24 * 60;

    /// A settled call with fresh input and output alone; `usd` null for one whose model had no price.
    public static MadeEntry settled(
            UUID run,
            @Nullable String persona,
            String model,
            Instant at,
            long input,
            long output,
            @Nullable String usd) {
        return new MadeEntry(
                run,
                persona,
                persona == null ? "speaker-choice" : "speech",
                "live",
                "default",
                "local",
                model.substring(0, model.indexOf('/')),
                model,
                at,
                "settled",
                BigDecimal.ONE,
                usd == null ? null : new BigDecimal(usd),
                usd == null ? null : new BigDecimal(usd),
                usd == null ? null : BigDecimal.ZERO,
                false,
                true,
                false,
                input,
                output);
    }

    MadeEntry withUser(String someone) {
        return new MadeEntry(
                run, persona, purpose, mode, project, someone, provider, model, at, outcome, hold, usd, usdInput, saved,
                assumed, hasUsage, usesCache, input, output);
    }

    static MadeEntry random(RandomGenerator chance) {
        var provider = pick(chance, "anthropic", "openai", "google");
        var kind = chance.nextInt(10);
        var outcome = kind == 0 ? "failed" : kind <= 2 ? "unknown" : "settled";
        boolean isPriced = outcome.equals("settled") && kind != 3;
        var usdInput = isPriced ? BigDecimal.valueOf(chance.nextLong(1_000_000), 12) : null;
        var usd = usdInput == null ? null : usdInput.add(BigDecimal.valueOf(chance.nextLong(1_000_000_000), 9 + kind));
        var persona = chance.nextInt(5) == 0 ? null : pick(chance, "ada", "ben", "cleo");
        return new MadeEntry(
                RUNS.get(chance.nextInt(RUNS.size())),
                persona,
                persona == null ? "speaker-choice" : pick(chance, "speech", "retry"),
                chance.nextInt(4) == 0 ? "rehearsal" : "live",
                pick(chance, "default", "thesis"),
                pick(chance, "local", "mara"),
                provider,
                provider + "/" + pick(chance, "small", "large"),
                FIRST.plusSeconds(chance.nextLong(MINUTES) * 60),
                outcome,
                chance.nextInt(4) == 0 ? null : BigDecimal.valueOf(chance.nextLong(1_000_000), 8),
                usd,
                usdInput,
                usd == null || chance.nextBoolean() ? null : BigDecimal.valueOf(chance.nextLong(-1_000, 9_000), 9),
                usd != null && chance.nextInt(6) == 0,
                outcome.equals("settled"),
                true,
                chance.nextLong(100_000),
                1 + chance.nextLong(5_000));
    }

    private static String pick(RandomGenerator chance, String... names) {
        return names[chance.nextInt(names.length)];
    }
}
