package dev.parley.rehearsal.wire;

/// The words for how much a model is to think.
final class Effort {
    private Effort() {}

    /// A multiple of the usual effort; 0 = none.
    static double factor(String word) {
        return switch (word) {
            case "none", "minimal" -> 0;
            case "low" -> 0.4;
            case "high" -> 2;
            case "xhigh", "max" -> 3;
            default -> 1;
        };
    }
}
