package dev.parley.library;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Reads a file as strict UTF-8, up to a size.
final class TextFile {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private TextFile() {}

    /// The text; empty, with a finding, when the file is too large, unreadable or not in UTF-8.
    static Optional<String> read(Path path, int mostBytes, Findings findings) {
        byte[] bytes;
        try (var in = Files.newInputStream(path)) {
            bytes = in.readNBytes(mostBytes + 1);
        } catch (IOException unreadable) {
            findings.addForFile(
                    "the file cannot be read (" + unreadable.getClass().getSimpleName() + ")");
            return Optional.empty();
        }
        if (bytes.length > mostBytes) {
            findings.addForFile("the file is larger than " + mostBytes / 1024 + " KB");
            return Optional.empty();
        }
        return decoded(bytes, findings);
    }

    private static Optional<String> decoded(byte[] bytes, Findings findings) {
        var in = ByteBuffer.wrap(bytes);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            var text = decoder.decode(in).toString();
            return Optional.of(!text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text);
        } catch (CharacterCodingException _) {
            findings.add(
                    lineAt(bytes, in.position()),
                    "",
                    "a character that is not UTF-8; expected the file to be saved in UTF-8");
            return Optional.empty();
        }
    }

    private static int lineAt(byte[] bytes, int position) {
        int line = 1;
        for (int i = 0; i < position; i++) {
            if (bytes[i] == '\n') {
                line++;
            }
        }
        return line;
    }
}
