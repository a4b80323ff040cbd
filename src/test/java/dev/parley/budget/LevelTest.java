package dev.parley.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelTest {
    @ParameterizedTest
    @CsvSource({
        "7.999999, ''",
        "8,        WARNING",
        "9.499999, WARNING",
        "9.5,      WARNING CRITICAL",
        "9.999999, WARNING CRITICAL",
        "10,       WARNING CRITICAL EXCEEDED",
        "12,       WARNING CRITICAL EXCEEDED",
    })
    void levelsAreReachedToTheDigit(String spent, String levels) {
        var expected = levels.isEmpty() ? new String[0] : levels.split(" ");
        assertThat(Level.reachedBy(Accounts.of("10", spent, "0"), Accounts.NOW))
                .extracting(Level::name)
                .containsExactlyInAnyOrder(expected);
    }

    @Test
    void heldMoneyIsNotUsedYet() {
        assertThat(Level.reachedBy(Accounts.of("10", "1", "9"), Accounts.NOW)).isEmpty();
    }

    @Test
    void whatIsUnknownOrLateIsUsed() {
        var account =
                Accounts.of("10", "1", "4").lose(dev.parley.money.Usd.of("4")).addLate(dev.parley.money.Usd.of("3"));
        assertThat(Level.reachedBy(account, Accounts.NOW)).containsExactly(Level.WARNING);
    }

    @Test
    void anOverrideRaisesWhatLevelsAreMeasuredBy() {
        var until = Accounts.NOW.plusSeconds(60);
        var account = Accounts.withExtra(Accounts.of("10", "10", "0"), "10", until);
        assertThat(Level.reachedBy(account, Accounts.NOW)).isEmpty();
        assertThat(Level.reachedBy(account, until)).contains(Level.EXCEEDED);
    }

    @Test
    void aBudgetOfNothingIsExceededByTheFirstCentOnly() {
        assertThat(Level.reachedBy(Accounts.of("0", "0", "0"), Accounts.NOW)).isEmpty();
        assertThat(Level.reachedBy(Accounts.of("0", "0.01", "0"), Accounts.NOW)).contains(Level.EXCEEDED);
        assertThat(Level.reachedBy(Accounts.of(null, "100", "0"), Accounts.NOW)).isEmpty();
    }

    @Property
    boolean aSetOfLevelsSurvivesAsANumber(@ForAll Set<Level> levels) {
        return Level.ofBits(Level.bits(levels)).equals(levels);
    }
}
