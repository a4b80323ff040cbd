package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// No cell of a transcript is taken for a formula by a spreadsheet.
class TranscriptCellsTest {
    @Test
    void whatSomebodySaidIsGuardedInATranscript() {
        assertThat(Transcripts.csv(List.of(List.of("1", "ada", "Ada", "=HYPERLINK(1)", "", "a", "b"))))
                .contains("'=HYPERLINK(1)");
    }
}
