package dev.parley.cli;

/// A command was not understood; the message says what was expected.
public final class Misused extends RuntimeException {
    private static final long serialVersionUID = 1;

    Misused(String message) {
        super(message);
    }
}
