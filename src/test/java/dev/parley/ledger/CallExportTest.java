package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.export.CallExport;
import dev.parley.ledger.export.ExportForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Exports of more entries than one page holds.
class CallExportTest {
    private static LedgerDatabase database;

    /// Thrice as many as there are in a page, several of them in the same minute.
    @BeforeAll
    static void fill() {
        database = LedgerDatabase.start();
        database.empty();
        var chance = new Random(5);
        database.insert(IntStream.range(0, 6_000)
                .mapToObj(_ -> MadeEntry.random(chance))
                .toList());
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @Test
    void everyEntryIsInItOnceAndInOrder() throws IOException {
        var rows = exported();
        var ids = rows.stream().map(row -> row.path("id").asText()).toList();
        assertThat(ids)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(database.texts("select id from call where mode = 'live'"));
        assertThat(rows)
                .isSortedAccordingTo(
                        Comparator.comparing((JsonNode row) -> row.path("at").asText())
                                .thenComparing(row -> row.path("id").asText()));
    }

    @Test
    void amountsAreWholeAndUnknownOnesAreNull() throws IOException {
        var rows = exported();
        var sum = rows.stream()
                .filter(row -> row.hasNonNull("usd"))
                .map(row -> new BigDecimal(row.path("usd").asText()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum)
                .isEqualByComparingTo(database.texts("select sum(usd) from call where mode = 'live'")
                        .getFirst());
        assertThat(rows)
                .filteredOn(row -> row.path("outcome").asText().equals("unknown"))
                .isNotEmpty()
                .allMatch(row -> row.path("usd").isNull());
        assertThat(rows)
                .filteredOn(row -> row.path("outcome").asText().equals("failed"))
                .isNotEmpty()
                .allMatch(row -> row.path("usd").asText().equals("0"));
    }

    @Test
    void aTableHasOneLineForEachEntryAndItsColumnsAsBeforeWithNewOnesBehind() throws IOException {
        var lines = written(ExportForm.CSV).lines().toList();
        assertThat(lines).hasSize(1 + exported().size());
        assertThat(lines.getFirst())
                .startsWith("id,at,run,turn,persona,purpose,attempt,mode,project,provider,modelAsked,model,")
                .endsWith("priceEffectiveFrom,priceTier,latencyMs,user,priceRecordedAt,priceAssumed");
    }

    private static List<JsonNode> exported() throws IOException {
        return new ObjectMapper()
                .readTree(written(ExportForm.JSON))
                .valueStream()
                .toList();
    }

    private static String written(ExportForm form) throws IOException {
        var out = new ByteArrayOutputStream();
        new CallExport(database.source()).write(CallFilter.of(RunMode.LIVE), form, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
