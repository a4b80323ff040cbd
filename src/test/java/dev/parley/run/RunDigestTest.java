package dev.parley.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.archive.SnapshotJson;
import dev.parley.conversation.RunMode;
import dev.parley.library.DirectoryLibrary;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    @Test
    void theSameRunInAnotherProjectIsAnotherRequest() {
        assertThat(RunDigest.of(inProject("thesis"), 1)).isNotEqualTo(RunDigest.of(inProject("default"), 1));
        assertThat(RunDigest.of(inProject("thesis"), 1)).isEqualTo(RunDigest.of(inProject("thesis"), 1));
    }

    private static RunRequest inProject(String project) {
        var library = new DirectoryLibrary(Path.of("."), List.of());
        library.start();
        try (library) {
            var script = Objects.requireNonNull(library.contents().scripts().get("the-hospital-car-park"));
            return new RunRequest(script, RunMode.REHEARSAL, Map.of(), null, project, null);
        }
    }
}
