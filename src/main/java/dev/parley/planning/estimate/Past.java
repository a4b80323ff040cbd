package dev.parley.planning.estimate;

/// An estimate and what the run cost in the end.
///
/// @param low the lower end that was expected before any correction, in dollars, as are all of these
/// @param actual what was paid
public record Past(String family, int castSize, double low, double likely, double high, double actual) {
    public Past {
        if (!(low > 0 && low <= likely && likely <= high) || !(actual > 0)) {
            throw new IllegalArgumentException(
                    "out of order: " + low + ", " + likely + ", " + high + ", and paid " + actual);
        }
    }

    /// How far off it was, in half widths of the interval on the logarithmic scale: -1 at the lower end, 1 at the
    /// upper.
    double score() {
        double off = Math.log(actual / likely);
        double half = off < 0 ? Math.log(likely / low) : Math.log(high / likely);
        return off / Math.max(half, Calibration.NARROWEST);
    }
}
