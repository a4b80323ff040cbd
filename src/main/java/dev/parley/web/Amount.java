package dev.parley.web;

import dev.parley.money.Cost;
import dev.parley.money.Usd;
import io.quarkus.qute.RawString;
import org.jspecify.annotations.Nullable;

/// A sum of money as a page shows it: rounded for reading, exact on hover, sortable, its point under the points above.
///
/// @param display rounded, or a dash when unknown
/// @param exact all digits, or why it is not known
/// @param sortKey plain digits; empty when unknown, which sorts last
public record Amount(String display, String exact, String sortKey) {
    private static final String UNKNOWN = "—";

    static Amount of(Usd usd) {
        return new Amount(usd.display(), "$" + usd.plain(), usd.plain());
    }

    static Amount of(Cost cost) {
        return switch (cost) {
            case Cost.Known(var usd) -> of(usd);
            case Cost.Unpriced(var reason) -> unknown(reason);
        };
    }

    static Amount ofNullable(@Nullable Usd usd, String whyUnknown) {
        return usd == null ? unknown(whyUnknown) : of(usd);
    }

    static Amount unknown(String why) {
        return new Amount(UNKNOWN, why, "");
    }

    public boolean known() {
        return !sortKey.isEmpty();
    }

    /// Two spans, split at the point, so that a column of amounts lines up on it.
    public RawString aligned() {
        int point = display.indexOf('.');
        var whole = point < 0 ? display : display.substring(0, point);
        var fraction = point < 0 ? "" : display.substring(point);
        return new RawString("<span class=\"amt\" title=\"" + Escaped.html(exact) + "\"><span class=\"amt-w\">"
                + Escaped.html(whole) + "</span><span class=\"amt-f\">" + fraction + "</span></span>");
    }

    @Override
    public String toString() {
        return display;
    }
}
