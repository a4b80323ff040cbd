package dev.parley.web;

/// Text made safe where no template escapes it.
final class Escaped {
    private Escaped() {}

    static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
