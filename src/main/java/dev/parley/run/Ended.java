package dev.parley.run;

/// What came of a call's end.
sealed interface Ended {
    record Booked() implements Ended {}

    /// The call had ended before, as an unknown cost. Its usage was kept beside it.
    record Late() implements Ended {}
}
