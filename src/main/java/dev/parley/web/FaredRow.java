package dev.parley.web;

import dev.parley.planning.estimate.TrackRecord;
import dev.parley.run.Hindsight;

/// How the estimates of some runs fared, in one line.
///
/// @param address where there is more about them; empty when nowhere
/// @param half the middle half of the misses
/// @param width the share inside, in thousandths
public record FaredRow(
        String label,
        String address,
        String runs,
        String bias,
        String half,
        String spread,
        String inside,
        int width,
        String passed) {
    private static final int WIDTH = 1000;

    static FaredRow of(Hindsight.Stretch stretch) {
        var from = Figures.minute(stretch.from());
        var to = Figures.minute(stretch.to());
        return of(from.equals(to) ? from : from + " – " + to, "", stretch.fared());
    }

    static FaredRow of(String label, String address, TrackRecord fared) {
        return new FaredRow(
                label,
                address,
                Figures.count(fared.runs()),
                Figures.signedPercent(fared.bias()),
                Figures.signedPercent(fared.lowerQuarter()) + " to " + Figures.signedPercent(fared.upperQuarter()),
                Figures.sizeInPercent(fared.spread()),
                inside(fared),
                WIDTH * fared.inside() / fared.runs(),
                passed(fared));
    }

    /// As in "46 of 50, 92 %".
    static String inside(TrackRecord fared) {
        return Figures.count(fared.inside()) + " of " + Figures.count(fared.runs()) + ", "
                + Figures.percent(fared.inside(), fared.runs());
    }

    /// As in "never" or "2 of 50".
    static String passed(TrackRecord fared) {
        if (fared.bounded() == 0) {
            return "—";
        }
        return fared.passed() == 0 ? "never" : Figures.count(fared.passed()) + " of " + Figures.count(fared.bounded());
    }
}
