package dev.parley.ledger;

import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Sums over made entries, added up one by one without a database.
final class AddedByHand {
    private AddedByHand() {}

    static Collection<GroupSum> sums(List<MadeEntry> entries, CallFilter filter, List<Grouping> groupings) {
        var sums = new HashMap<List<@Nullable String>, GroupSum>();
        for (var entry : entries) {
            if (isMeant(entry, filter)) {
                var sum = sum(entry, groupings);
                sums.merge(sum.keys(), sum, GroupSum::plus);
            }
        }
        return sums.values();
    }

    private static boolean isMeant(MadeEntry entry, CallFilter filter) {
        return entry.mode().equals(filter.mode().wireName())
                && (filter.from() == null || !entry.at().isBefore(filter.from()))
                && (filter.to() == null || entry.at().isBefore(filter.to()))
                && filter.only().entrySet().stream()
                        .allMatch(one -> one.getValue().equals(value(entry, one.getKey())));
    }

    private static @Nullable String value(MadeEntry entry, Dimension dimension) {
        return switch (dimension) {
            case PROVIDER -> entry.provider();
            case MODEL -> entry.model();
            case PERSONA -> entry.persona();
            case PROJECT -> entry.project();
            case USER -> entry.user();
            case RUN -> entry.run().toString();
            case PURPOSE -> entry.purpose();
        };
    }

    private static @Nullable String key(MadeEntry entry, Grouping grouping) {
        var utc = entry.at().atOffset(ZoneOffset.UTC);
        return switch (grouping) {
            case PROVIDER -> entry.provider();
            case MODEL -> entry.model();
            case PERSONA -> entry.persona();
            case PROJECT -> entry.project();
            case USER -> entry.user();
            case RUN -> entry.run().toString();
            case PURPOSE -> entry.purpose();
            case HOUR -> "%sT%02d:00Z".formatted(utc.toLocalDate(), utc.getHour());
            case DAY -> utc.toLocalDate().toString();
            case WEEK -> week(utc.toLocalDate());
            case MONTH -> utc.toLocalDate().toString().substring(0, 7);
        };
    }

    private static String week(LocalDate day) {
        return String.format(
                Locale.ROOT,
                "%d-W%02d",
                day.get(IsoFields.WEEK_BASED_YEAR),
                day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    private static GroupSum sum(MadeEntry entry, List<Grouping> groupings) {
        boolean isUnknown = entry.usd() == null && !entry.outcome().equals("failed");
        return new GroupSum(
                groupings.stream().map(grouping -> key(entry, grouping)).toList(),
                usd(entry.usd()),
                1,
                entry.outcome().equals("failed") ? 1 : 0,
                isUnknown ? 1 : 0,
                isUnknown ? (entry.hold() == null ? null : new Usd(entry.hold())) : Usd.ZERO,
                entry.assumed() ? 1 : 0,
                entry.assumed() ? usd(entry.usd()) : Usd.ZERO,
                Map.of(
                        TokenClass.INPUT,
                        usd(entry.usdInput()),
                        TokenClass.OUTPUT,
                        usd(entry.usd()).minus(usd(entry.usdInput()))),
                usd(entry.saved()),
                entry.hasUsage() ? new Usage(entry.input(), 2, 3, 4, entry.output(), 1) : Usage.NONE);
    }

    private static Usd usd(@Nullable BigDecimal amount) {
        return amount == null ? Usd.ZERO : new Usd(amount);
    }
}
