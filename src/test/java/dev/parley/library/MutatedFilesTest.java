package dev.parley.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever is done to a file, reading it gives an entry or says what is wrong.
class MutatedFilesTest {
    private static final String[] PIECES = {
        "\t", ":", "- ", "{", "]", "\"", "&a ", "*a", "!!set ", "|", "#", "\n", "0", "-1", "1e9", "~", "---\n", "{{x}}",
        "é", "\u0000"
    };
    private static final int MUTATIONS = 400;

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IMPORTED_PRICES")
    void aSpoiltFileIsReadOrReportedAndNeverThrows(Shelf shelf) {
        var random = new SplittableRandom(42);
        var whole = Shipped.files(shelf).stream().map(Shipped::text).toList();
        var known = new KnownPersonas(Shipped.CONTENTS.personas(), java.util.Set.of());
        int broken = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            var text = spoilt(whole.get(random.nextInt(whole.size())), random);
            var findings = new Findings("spoilt.yaml");
            Optional<?> read = switch (shelf) {
                case PERSONAS -> PersonaFormat.read("spoilt", text, findings);
                case SCRIPTS -> ScriptFormat.read("spoilt", text, known, findings);
                case PRICES, IMPORTED_PRICES -> PriceFormat.read(text, findings);
            };
            assertThat(read.isPresent()).as(text).isEqualTo(findings.isEmpty());
            broken += read.isEmpty() ? 1 : 0;
        }
        assertThat(broken).isBetween(1, MUTATIONS - 1);
    }

    private static String spoilt(String text, SplittableRandom random) {
        var spoilt = new StringBuilder(text);
        for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
            int at = random.nextInt(spoilt.length());
            if (random.nextBoolean()) {
                spoilt.insert(at, PIECES[random.nextInt(PIECES.length)]);
            } else {
                spoilt.delete(at, Math.min(spoilt.length(), at + random.nextInt(1, 12)));
            }
        }
        return spoilt.toString();
    }
}
