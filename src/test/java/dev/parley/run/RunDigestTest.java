package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.archive.SnapshotJson;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

/// The order of a map differs from one start of the program to the next; what is written of it must not.
class RunDigestTest {
    @Test
    void theSameMapIsWrittenTheSameInWhateverOrderItCame() {
        var oneWay = new LinkedHashMap<String, String>();
        var otherWay = new LinkedHashMap<String, String>();
        for (int i = 0; i < 20; i++) {
            oneWay.put("variable" + i, "x");
            otherWay.put("variable" + (19 - i), "x");
        }
        assertThat(SnapshotJson.write(oneWay)).isEqualTo(SnapshotJson.write(otherWay));
    }
}
