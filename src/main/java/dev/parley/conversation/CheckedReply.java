package dev.parley.conversation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A model's reply made fit for the transcript: the speaker's own name taken off, cut where it speaks for somebody
/// else, and cut at the longest message that is kept.
///
/// @param text what the transcript keeps; empty when nothing was said
public record CheckedReply(String text, List<Flag> flags) {
    public CheckedReply {
        flags = List.copyOf(flags);
    }

    /// What a reader should know about a message.
    public enum Flag {
        /// It went on as somebody else and was cut there.
        SPOKE_FOR_OTHERS("spoke for others"),
        EMPTY("empty"),
        /// It ran into the limit of its length.
        TRUNCATED("truncated"),
        REFUSED("refused");

        private final String words;

        Flag(String words) {
            this.words = words;
        }

        /// For people.
        public String words() {
            return words;
        }
    }

    /// @param truncated whether the provider says that the reply ran into its limit
    /// @param refused whether the provider says that the model declined
    public static CheckedReply of(
            String reply, Persona speaker, Cast cast, int mostBytes, boolean truncated, boolean refused) {
        var flags = new ArrayList<Flag>();
        var text = withoutOwnName(PlainText.of(reply).strip(), speaker, cast);
        var others = cast.othersThan(speaker);
        if (!others.isEmpty()) {
            var matcher = lineOf(others, cast).matcher(text);
            if (matcher.find()) {
                text = text.substring(0, matcher.start()).strip();
                flags.add(Flag.SPOKE_FOR_OTHERS);
            }
        }
        var kept = cutToBytes(text, mostBytes);
        if (truncated || kept.length() < text.length()) {
            flags.add(Flag.TRUNCATED);
        }
        if (refused) {
            flags.add(Flag.REFUSED);
        }
        if (kept.isEmpty()) {
            flags.add(Flag.EMPTY);
        }
        return new CheckedReply(kept, flags);
    }

    private static String withoutOwnName(String text, Persona speaker, Cast cast) {
        var own = lineOf(List.of(speaker), cast).matcher(text);
        return own.lookingAt() ? text.substring(own.end()).strip() : text;
    }

    /// A line that begins as one of these people: by the whole name in any case, or by a first name that nobody else in
    /// the cast has; maybe marked as bold, quoted or a heading, maybe with a part in brackets.
    private static Pattern lineOf(List<Persona> personas, Cast cast) {
        var names = personas.stream()
                .flatMap(persona -> Stream.concat(
                        Stream.of("(?iu:" + Pattern.quote(persona.name()) + ")"),
                        cast.hasUniqueFirstName(persona)
                                ? Stream.of(Pattern.quote(persona.firstName()))
                                : Stream.empty()))
                .collect(Collectors.joining("|"));
        return Pattern.compile("(?m)^[ \\t>#]{0,6}[*_\\[(]{0,3}(?:" + names
                + ")(?:[ \\t]*\\([^)\\n]{0,60}\\))?[*_\\])]{0,3}[ \\t]*:[*_]{0,2}");
    }

    private static String cutToBytes(String text, int mostBytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= mostBytes) {
            return text;
        }
        int end = 0;
        int bytes = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            int size = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8).length;
            if (bytes + size > mostBytes) {
                break;
            }
            bytes += size;
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end).strip();
    }
}
