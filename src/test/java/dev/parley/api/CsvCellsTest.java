package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ledger.CallEntity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No cell is taken for a formula by a spreadsheet.
class CsvCellsTest {
    @ParameterizedTest
    @ValueSource(strings = {"=cmd()", "+1", "-1+2", "-A1", "@sum", "\t=1", "\r=1", "\n=1", "＝1"})
    void whatBeginsLikeAFormulaIsGuarded(String text) {
        assertThat(CsvCells.safe(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "-0.0003", "a=b", "1-2", "Good evening", "'quoted'"})
    void otherTextIsLeftAsItIs(String text) {
        assertThat(CsvCells.safe(text)).isEqualTo(text);
    }

    @Test
    void everyTextOfAnExportedCallIsGuardedInCsv() throws IOException {
        assertThat(exported(CostExport.Form.CSV_FILE))
                .contains("'=persona", "'=project", "'=provider", "'=asked", "'=model", "'=returned", "'=reason")
                .doesNotContain(",=", ",\"=");
    }

    @Test
    void whatSomebodySaidIsGuardedInATranscript() {
        assertThat(Transcripts.csv(List.of(List.of("1", "ada", "Ada", "=HYPERLINK(1)", "", "a", "b"))))
                .contains("'=HYPERLINK(1)");
    }

    @Test
    void jsonKeepsTheTextAsItIs() throws IOException {
        assertThat(exported(CostExport.Form.JSON_LINES)).contains("\"=persona\"", "\"=reason\"");
    }

    private static String exported(CostExport.Form form) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var rows = form.open(out)) {
            rows.write(CostExport.Row.of(callFullOfFormulas()));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static CallEntity callFullOfFormulas() {
        var call = new CallEntity();
        call.id = UUID.randomUUID();
        call.runId = UUID.randomUUID();
        call.at = Instant.EPOCH;
        call.persona = "=persona";
        call.purpose = "speech";
        call.mode = "live";
        call.project = "=project";
        call.provider = "=provider";
        call.modelAsked = "=asked";
        call.model = "=model";
        call.modelReturned = "=returned";
        call.outcome = "unknown";
        call.reason = "=reason";
        return call;
    }
}
