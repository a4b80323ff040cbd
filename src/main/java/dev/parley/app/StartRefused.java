package dev.parley.app;

/// Parley cannot start; the message says why and what to do, for the person at the terminal.
final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartRefused(String message) {
        super(message);
    }
}
