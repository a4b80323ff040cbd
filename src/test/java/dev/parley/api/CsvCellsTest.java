package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.ledger.CallEntity;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No cell is taken for a formula by a spreadsheet.
class CsvCellsTest {
    @ParameterizedTest
    @ValueSource(strings = {"=cmd()", "+1", "-1", "@sum", "\t=1", "\r=1", "\n=1", "＝1"})
    void whatBeginsLikeAFormulaIsGuarded(String text) {
        assertThat(CsvCells.safe(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a=b", "1-2", "Good evening", "'quoted'"})
    void otherTextIsLeftAsItIs(String text) {
        assertThat(CsvCells.safe(text)).isEqualTo(text);
    }

    @Test
    void everyTextOfAnExportedCallIsGuarded() {
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
        assertThat(CostExport.Row.of(call).toString())
                .doesNotContain("==")
                .contains("'=persona", "'=reason", "'=asked");
    }
}
