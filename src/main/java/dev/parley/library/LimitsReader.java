package dev.parley.library;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads `limits.yaml`. When it is broken, the limits of its last good reading stay in force.
record LimitsReader(Path root, Limits lastGood) {
    static final int MOST_BYTES = 256 * 1024;

    static Path file(Path root) {
        return root.resolve(LimitsFormat.FILE);
    }

    /// @param problems grows by what is wrong with the file
    Limits read(List<Problem> problems) {
        var path = file(root);
        if (!Files.exists(path)) {
            return Limits.NONE;
        }
        var findings = new Findings(LimitsFormat.FILE);
        var read = TextFile.read(path, MOST_BYTES, findings).flatMap(text -> LimitsFormat.read(text, findings));
        var rest = lastGood.known()
                ? "; the limits of its last good reading stay in force"
                : "; the limits that were in force before stay so";
        for (var problem : findings.problems()) {
            problems.add(new Problem(problem.file(), problem.line(), problem.field(), problem.message() + rest));
        }
        return read.orElse(lastGood);
    }
}
