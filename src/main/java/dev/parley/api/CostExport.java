package dev.parley.api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.ledger.CallEntity;
import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Costs;
import dev.parley.ledger.Settlement;
import dev.parley.money.Cost;
import dev.parley.tokens.TokenClass;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes ledger entries page by page, so that a million of them need no more memory than a thousand.
final class CostExport {
    private static final int PAGE = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();
    private static final CsvMapper CSV = CsvMapper.csvBuilder()
            .addModule(CsvCells.module())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .build();

    private CostExport() {}

    static void write(Costs costs, CallFilter filter, Form form, OutputStream out) throws IOException {
        try (var rows = form.open(out)) {
            var page = costs.page(filter, null, null, PAGE);
            while (!page.isEmpty()) {
                for (var call : page) {
                    rows.write(Row.of(call));
                }
                var last = page.getLast();
                page = page.size() < PAGE ? java.util.List.of() : costs.page(filter, last.at, last.id, PAGE);
            }
        }
    }

    /// The form of the file.
    enum Form {
        CSV_FILE("csv", "text/csv;charset=UTF-8"),
        JSON_FILE("json", "application/json"),
        JSON_LINES("jsonl", "application/x-ndjson");

        private final String wireName;
        private final String mediaType;

        Form(String wireName, String mediaType) {
            this.wireName = wireName;
            this.mediaType = mediaType;
        }

        static Optional<Form> of(String wireName) {
            return Arrays.stream(values())
                    .filter(form -> form.wireName.equals(wireName))
                    .findFirst();
        }

        String mediaType() {
            return mediaType;
        }

        SequenceWriter open(OutputStream out) throws IOException {
            return switch (this) {
                case CSV_FILE ->
                    CSV.writer(CSV.schemaFor(Row.class).withHeader()).writeValues(out);
                case JSON_FILE -> JSON.writerFor(Row.class).writeValuesAsArray(out);
                case JSON_LINES -> lines().writeValues(out);
            };
        }

        private static ObjectWriter lines() {
            return JSON.writerFor(Row.class).withRootValueSeparator("\n");
        }
    }

    /// One entry in the file; an amount that is not known is empty.
    @com.fasterxml.jackson.annotation.JsonPropertyOrder({
        "id",
        "at",
        "run",
        "turn",
        "persona",
        "purpose",
        "attempt",
        "mode",
        "project",
        "provider",
        "modelAsked",
        "model",
        "modelReturned",
        "outcome",
        "reason",
        "input",
        "cacheRead",
        "cacheWrite5m",
        "cacheWrite1h",
        "output",
        "reasoning",
        "usd",
        "usdInput",
        "usdCacheRead",
        "usdCacheWrite5m",
        "usdCacheWrite1h",
        "usdOutput",
        "savedUsd",
        "upToUsd",
        "priceEffectiveFrom",
        "priceTier",
        "latencyMs"
    })
    record Row(
            String id,
            String at,
            String run,
            int turn,
            @Nullable String persona,
            String purpose,
            int attempt,
            String mode,
            String project,
            String provider,
            String modelAsked,
            String model,
            @Nullable String modelReturned,
            String outcome,
            @Nullable String reason,
            @Nullable Long input,
            @Nullable Long cacheRead,
            @Nullable Long cacheWrite5m,
            @Nullable Long cacheWrite1h,
            @Nullable Long output,
            @Nullable Long reasoning,
            @Nullable String usd,
            @Nullable String usdInput,
            @Nullable String usdCacheRead,
            @Nullable String usdCacheWrite5m,
            @Nullable String usdCacheWrite1h,
            @Nullable String usdOutput,
            @Nullable String savedUsd,
            @Nullable String upToUsd,
            @Nullable String priceEffectiveFrom,
            @Nullable String priceTier,
            @Nullable Long latencyMs) {
        static Row of(CallEntity call) {
            var settlement = Settlement.of(call);
            var price = settlement.price();
            return new Row(
                    call.id.toString(),
                    call.at.toString(),
                    call.runId.toString(),
                    call.turn,
                    call.persona,
                    call.purpose,
                    call.attempt,
                    call.mode,
                    call.project,
                    call.provider,
                    call.modelAsked,
                    call.model,
                    call.modelReturned,
                    call.outcome,
                    call.reason,
                    call.input,
                    call.cacheRead,
                    call.cacheWrite5m,
                    call.cacheWrite1h,
                    call.output,
                    call.reasoning,
                    settlement.cost() instanceof Cost.Known(var usd) ? usd.plain() : null,
                    usd(settlement, TokenClass.INPUT),
                    usd(settlement, TokenClass.CACHE_READ),
                    usd(settlement, TokenClass.CACHE_WRITE_5M),
                    usd(settlement, TokenClass.CACHE_WRITE_1H),
                    usd(settlement, TokenClass.OUTPUT),
                    settlement.saved() == null ? null : settlement.saved().plain(),
                    call.holdUsd == null ? null : call.holdUsd.toPlainString(),
                    price == null || price.effectiveFrom() == null
                            ? null
                            : price.effectiveFrom().toString(),
                    price == null ? null : price.tier(),
                    call.latencyMs);
        }

        private static @Nullable String usd(Settlement settlement, TokenClass tokenClass) {
            var usd = settlement.byClass().get(tokenClass);
            return usd == null ? null : usd.plain();
        }
    }
}
