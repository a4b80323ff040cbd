package dev.parley.library.pricetable;

/// Ends the reading of one entry: our price files cannot say what it says.
final class Inexpressible extends Exception {
    private static final long serialVersionUID = 1L;

    Inexpressible(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
