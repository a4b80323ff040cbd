package dev.parley.rehearsal.voice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A text resource in sections: `[name]` heads a section, `#` a remark, every other line is an entry.
final class Resource {
    static final List<String> FRAME_FILES =
            List.of("frames-react.txt", "frames-answer.txt", "frames-own.txt", "frames-stage.txt", "frames-plain.txt");

    private Resource() {}

    static Map<String, List<String>> sections(String file) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : text(file).lines().toList()) {
            if (line.startsWith("[") && line.endsWith("]")) {
                current = sections.computeIfAbsent(line.substring(1, line.length() - 1), name -> new ArrayList<>());
            } else if (!line.isBlank() && !line.startsWith("#")) {
                current.add(line.strip());
            }
        }
        return sections;
    }

    private static String text(String file) {
        try (InputStream in = Resource.class.getResourceAsStream("/rehearsal/" + file)) {
            if (in == null) {
                throw new IllegalStateException("missing resource: rehearsal/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
