package dev.parley.rehearsal.wire;

import dev.parley.rehearsal.Voice.Line;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds a participant in whose name a reply can wrongly go on.
final class OtherSpeaker {
    private static final Pattern LABEL =
            Pattern.compile("^[\\[*]{0,3}(\\p{Lu}[\\p{L}\\p{N} .'’-]{0,40}?)(?:[\\]*]{1,3}:?|:)", Pattern.MULTILINE);
    private static final String UNKNOWN = "Moderator";

    private OtherSpeaker() {}

    /// @param own the speaker's own name in lower case
    static String in(List<Line> turns, String own) {
        for (Line line : turns.reversed()) {
            Matcher label = LABEL.matcher(line.own() ? "" : line.text());
            while (label.find()) {
                String name = label.group(1).strip();
                if (!name.toLowerCase(Locale.ROOT).equals(own)) {
                    return name;
                }
            }
        }
        return UNKNOWN;
    }
}
