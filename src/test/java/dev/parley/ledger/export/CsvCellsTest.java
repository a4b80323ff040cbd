package dev.parley.ledger.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;
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
        assertThat(exported(ExportForm.CSV))
                .contains("'=project", "'=user", "'=reason")
                .doesNotContain(",=", ",\"=");
    }

    @Test
    void jsonKeepsTheTextAsItIs() throws IOException {
        assertThat(exported(ExportForm.JSON_LINES)).contains("\"=persona\"", "\"=reason\"");
    }

    private static String exported(ExportForm form) throws IOException {
        var row = new LinkedHashMap<String, @Nullable Object>();
        CallColumn.names().forEach(name -> row.put(name, "=" + name));
        var out = new ByteArrayOutputStream();
        try (var rows = form.open(CallColumn.names(), out)) {
            rows.write(row);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
