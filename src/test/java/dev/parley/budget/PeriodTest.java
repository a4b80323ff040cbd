package dev.parley.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PeriodTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

    @Test
    void aDayBeginsAtMidnightOfItsZone() {
        assertStretch(Period.DAY, "2026-11-24T23:00:00Z", BERLIN, "2026-11-24T23:00:00Z", "2026-11-25T23:00:00Z");
        assertStretch(Period.DAY, "2026-11-24T22:59:59Z", BERLIN, "2026-11-23T23:00:00Z", "2026-11-24T23:00:00Z");
    }

    @Test
    void daysOnWhichClocksAreTurnedAreLongerOrShorter() {
        assertThat(length(Period.DAY, "2026-10-25T12:00:00Z", BERLIN)).isEqualTo(Duration.ofHours(25));
        assertThat(length(Period.DAY, "2026-03-29T12:00:00Z", BERLIN)).isEqualTo(Duration.ofHours(23));
        assertThat(length(Period.WEEK, "2026-10-25T12:00:00Z", BERLIN)).isEqualTo(Duration.ofHours(7 * 24 + 1));
    }

    @Test
    void aDayWithoutMidnightBeginsWhenItCan() {
        assertStretch(Period.DAY, "2018-11-04T12:00:00Z", SAO_PAULO, "2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z");
    }

    @Test
    void weeksBeginOnMondayAlsoOverTheTurnOfTheYear() {
        assertStretch(
                Period.WEEK, "2027-01-03T23:59:59Z", ZoneOffset.UTC, "2026-12-28T00:00:00Z", "2027-01-04T00:00:00Z");
        assertStretch(
                Period.WEEK, "2027-01-04T00:00:00Z", ZoneOffset.UTC, "2027-01-04T00:00:00Z", "2027-01-11T00:00:00Z");
    }

    @Test
    void monthsHaveTheirOwnLengths() {
        assertStretch(
                Period.MONTH, "2028-02-29T23:59:59Z", ZoneOffset.UTC, "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z");
    }

    @Test
    void inAllNeverEnds() {
        assertThat(Period.TOTAL.stretch(Accounts.NOW, BERLIN)).isEqualTo(new Period.Stretch(Instant.EPOCH, null));
    }

    @Property
    boolean stretchesFollowEachOtherWithoutGapOrOverlap(
            @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second, @ForAll Zone zone) {
        var at = Instant.ofEpochSecond(second);
        for (var period : new Period[] {Period.DAY, Period.WEEK, Period.MONTH}) {
            var stretch = period.stretch(at, zone.id);
            var end = Objects.requireNonNull(stretch.endsAt());
            boolean isInside = !at.isBefore(stretch.startsAt()) && at.isBefore(end);
            boolean isFollowed = period.stretch(end, zone.id).startsAt().equals(end)
                    && period.stretch(end.minusNanos(1), zone.id).equals(stretch);
            if (!isInside || !isFollowed) {
                return false;
            }
        }
        return true;
    }

    enum Zone {
        UTC("UTC"),
        BERLIN("Europe/Berlin"),
        SAO_PAULO("America/Sao_Paulo"),
        LORD_HOWE("Australia/Lord_Howe"),
        KATHMANDU("Asia/Kathmandu");

        private final ZoneId id;

        Zone(String id) {
            this.id = ZoneId.of(id);
        }
    }

    private static Duration length(Period period, String at, ZoneId zone) {
        var stretch = period.stretch(Instant.parse(at), zone);
        return Duration.between(stretch.startsAt(), Objects.requireNonNull(stretch.endsAt()));
    }

    private static void assertStretch(Period period, String at, ZoneId zone, String from, String to) {
        assertThat(period.stretch(Instant.parse(at), zone))
                .isEqualTo(new Period.Stretch(Instant.parse(from), Instant.parse(to)));
    }
}
