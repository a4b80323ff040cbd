package dev.parley.provider;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Makes what a provider or the network says fit for people: without keys, addresses and line breaks, and short.
final class Words {
    private static final Pattern ADDRESS = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://[^\\s\"'<>)]+");
    private static final Pattern BLANK = Pattern.compile("\\s+");
    private static final int LONGEST = 300;

    private final List<String> secrets;

    Words(Stream<String> secrets) {
        this.secrets = secrets.filter(secret -> !secret.isBlank()).toList();
    }

    String scrubbed(String text) {
        var clean = text;
        for (var secret : secrets) {
            clean = clean.replace(secret, "[hidden]");
        }
        clean = ADDRESS.matcher(clean).replaceAll("[address]");
        clean = BLANK.matcher(clean).replaceAll(" ").strip();
        return clean.length() <= LONGEST ? clean : clean.substring(0, LONGEST - 1) + "…";
    }
}
