package dev.parley.library.pricetable;

/// Ends the reading of a table that has not the shape of its kind.
final class Misshapen extends Exception {
    private static final long serialVersionUID = 1L;

    private final String place;

    Misshapen(String place, String message) {
        super(message);
        this.place = place;
    }

    String place() {
        return place;
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
