package dev.parley.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StretchTest {
    @Test
    void aDayEndsWhereTheNextBegins() {
        var day = Stretch.day(LocalDate.parse("2026-02-28"));
        assertThat(day.from()).hasToString("2026-02-28T00:00:00Z");
        assertThat(day.to()).hasToString("2026-03-01T00:00:00Z");
    }

    @Test
    void aWeekBeginsOnMondayAndBelongsToTheYearOfItsThursday() {
        assertThat(Stretch.week("2027-01-01")).isEqualTo(Stretch.week("2026-W53"));
        assertThat(Stretch.week("2026-W53").name()).isEqualTo("2026-W53");
        assertThat(Stretch.week("2026-W53").from()).hasToString("2026-12-28T00:00:00Z");
        assertThat(Stretch.weekOf(LocalDate.parse("2026-11-24")).name()).isEqualTo("2026-W48");
    }

    @Test
    void aMonthHasItsOwnLength() {
        assertThat(Stretch.month(YearMonth.parse("2028-02")).to()).hasToString("2028-03-01T00:00:00Z");
    }

    @Test
    void theLastDayOfARangeBelongsToIt() {
        var range = Stretch.range(LocalDate.parse("2026-11-01"), LocalDate.parse("2026-11-01"));
        assertThat(range.to()).hasToString("2026-11-02T00:00:00Z");
        assertThatThrownBy(() -> Stretch.range(LocalDate.parse("2026-11-02"), LocalDate.parse("2026-11-01")))
                .hasMessageContaining("before it begins");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-W00", "2027-W53", "2026-W54", "2026-13-01", "yesterday", "0000-01-01"})
    void whatIsNoWeekIsRefused(String text) {
        assertThatThrownBy(() -> Stretch.week(text)).isInstanceOf(Misused.class);
    }
}
