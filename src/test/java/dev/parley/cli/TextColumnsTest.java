package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.cli.TextColumns.Cell;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextColumnsTest {
    @Test
    void amountsStandUnderOneAnotherByTheirPoints() {
        var columns = new TextColumns();
        columns.add(List.of(Cell.left("model"), Cell.right("calls"), Cell.right("USD")));
        columns.add(List.of(Cell.left("a"), Cell.right("7"), Cell.amount("12.5")));
        columns.add(List.of(Cell.left("bcd"), Cell.right("12"), Cell.amount("0.0125")));
        columns.addLine();
        columns.add(List.of(Cell.left("all"), Cell.right("19"), Cell.right("—")));
        var bytes = new ByteArrayOutputStream();
        columns.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "model  calls      USD",
                        "a          7  12.5",
                        "bcd       12   0.0125",
                        "─────────────────────",
                        "all       19        —");
    }
}
