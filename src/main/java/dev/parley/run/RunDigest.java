package dev.parley.run;

import dev.parley.archive.SnapshotJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeMap;

/// A fingerprint of a request, by which the same request under the same key is told from another one.
final class RunDigest {
    private RunDigest() {}

    /// @param repeats how many runs were asked for together with this one
    static String of(RunRequest request, int repeats) {
        var budget = request.budget() == null ? "" : request.budget().plain();
        var text = SnapshotJson.write(request.script())
                + request.mode().wireName()
                + new TreeMap<>(request.models())
                + budget
                + (repeats == 1 ? "" : " " + repeats)
                + (request.project().equals(RunRequest.DEFAULT_PROJECT) ? "" : " in " + request.project());
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
