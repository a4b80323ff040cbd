package dev.parley.library;

import dev.parley.budget.LimitEntry;
import dev.parley.budget.Pace;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What `limits.yaml` says.
///
/// @param zone whose calendar days, weeks and months follow
/// @param paces by provider, for live calls and rehearsals alike
/// @param known false when the file is there and never could be read: then nobody knows what is wanted
public record Limits(
        ZoneId zone, List<LimitEntry> live, List<LimitEntry> rehearsal, Map<String, Pace> paces, boolean known) {
    private static final ZoneId UTC = ZoneId.of(LimitsFormat.DEFAULT_ZONE);

    /// Of a project without the file: no budgets, and providers as fast as they go.
    public static final Limits NONE = new Limits(UTC, List.of(), List.of(), Map.of());

    static final Limits UNREADABLE = new Limits(UTC, List.of(), List.of(), Map.of(), false);

    public Limits {
        live = List.copyOf(live);
        rehearsal = List.copyOf(rehearsal);
        paces = Map.copyOf(paces);
    }

    public Limits(ZoneId zone, List<LimitEntry> live, List<LimitEntry> rehearsal, Map<String, Pace> paces) {
        this(zone, live, rehearsal, paces, true);
    }

    public Pace pace(String provider) {
        return paces.getOrDefault(provider, Pace.FREE);
    }

    /// What the file wants for one limit of one side.
    public static Optional<LimitEntry> entry(List<LimitEntry> side, LimitEntry.Key key) {
        return side.stream().filter(entry -> entry.key().equals(key)).findFirst();
    }
}
