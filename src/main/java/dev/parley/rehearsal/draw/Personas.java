package dev.parley.rehearsal.draw;

import dev.parley.rehearsal.meter.Digest;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells by the system text who is to speak.
public final class Personas {
    private static final Pattern INTRODUCTION = Pattern.compile("\\A\\s*You are ([^,.:;\\n]{1,80})[,.:;\\n]");

    private Personas() {}

    /// The name in "You are NAME, …", else a fingerprint of the text.
    public static String key(String system) {
        Matcher introduction = INTRODUCTION.matcher(system);
        return introduction.find()
                ? introduction.group(1).strip().toLowerCase(Locale.ROOT)
                : Long.toHexString(Digest.of(system));
    }
}
