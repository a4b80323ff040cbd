package dev.parley.money;

/// A sum of costs that says how many of its parts it lacks.
///
/// @param known the sum of the known parts
/// @param unpricedParts how many parts had no known cost
public record CostSum(Usd known, long unpricedParts) {
    public static final CostSum NOTHING = new CostSum(Usd.ZERO, 0);

    public CostSum {
        if (unpricedParts < 0) {
            throw new IllegalArgumentException("negative number of unpriced parts: " + unpricedParts);
        }
    }

    public CostSum plus(Cost cost) {
        return switch (cost) {
            case Cost.Known(var usd) -> new CostSum(known.plus(usd), unpricedParts);
            case Cost.Unpriced _ -> new CostSum(known, unpricedParts + 1);
        };
    }

    public CostSum plus(CostSum other) {
        return new CostSum(known.plus(other.known), unpricedParts + other.unpricedParts);
    }

    public boolean isComplete() {
        return unpricedParts == 0;
    }
}
