package dev.parley.web;

import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.util.ArrayList;
import java.util.List;

/// Tokens by class as one bar of parts.
///
/// @param total all tokens, for people
/// @param shares as in "71 % input · 29 % output"
public record TokenBar(List<Part> parts, String total, String shares) {
    private static final int WIDTH = 1000;

    public TokenBar {
        parts = List.copyOf(parts);
    }

    /// @param look name of the class that colours it
    /// @param x where the part begins, in thousandths of the bar
    public record Part(String look, String label, String tokens, int x, int width) {}

    static TokenBar of(Usage usage) {
        var parts = new ArrayList<Part>();
        long total = Math.max(1, usage.total());
        long before = 0;
        for (var tokenClass : TokenClass.values()) {
            long tokens = usage.tokens(tokenClass);
            if (tokens > 0) {
                int x = (int) (before * WIDTH / total);
                before += tokens;
                int end = (int) (before * WIDTH / total);
                parts.add(
                        new Part("tc-" + tokenClass.wireName(), label(tokenClass), Figures.count(tokens), x, end - x));
            }
        }
        return new TokenBar(
                parts,
                Figures.count(usage.total()),
                Figures.percent(usage.totalInput(), total) + " input · " + Figures.percent(usage.output(), total)
                        + " output");
    }

    static String label(TokenClass tokenClass) {
        return switch (tokenClass) {
            case INPUT -> "fresh input";
            case CACHE_READ -> "cache read";
            case CACHE_WRITE_5M -> "cache write 5m";
            case CACHE_WRITE_1H -> "cache write 1h";
            case OUTPUT -> "output";
        };
    }
}
