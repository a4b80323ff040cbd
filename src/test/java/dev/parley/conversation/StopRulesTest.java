package dev.parley.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.money.Usd;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopRulesTest {
    private static final StopRules ALL =
            new StopRules(10, Usd.of("0.05"), 5_000L, Duration.ofSeconds(60), "Meeting Adjourned");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            9  | 0.0499999999 | 4999 | 59999 | Adjourned meeting            |
            10 | 0            | 0    | 0     | Hello                        | all 10 turns were taken
            1  | 0.05         | 0    | 0     | Hello                        | the script's limit of $0.0500 was reached
            1  | 0            | 5000 | 0     | Hello                        | the script's limit of 5000 tokens was reached
            1  | 0            | 0    | 60000 | Hello                        | the script's limit of 60 seconds was reached
            1  | 0            | 0    | 0     | So: meeting ADJOURNED, then. | "Meeting Adjourned" was said
            """)
    void stopsAtEachLimitAndNotJustBeforeIt(
            int turns, String spent, long tokens, long millis, String lastText, String reason) {
        var progress = new StopRules.Progress(turns, Usd.of(spent), tokens, Duration.ofMillis(millis), lastText);
        assertThat(ALL.reached(progress).orElse(null)).isEqualTo(reason);
    }

    @Test
    void namesTheFirstOfManyReasons() {
        var far = new StopRules.Progress(99, Usd.of("9"), 9_999, Duration.ofHours(9), "meeting adjourned");
        assertThat(ALL.reached(far)).hasValueSatisfying(why -> assertThat(why).endsWith("was said"));
        var unsaid = new StopRules.Progress(99, Usd.of("9"), 9_999, Duration.ofHours(9), "");
        assertThat(ALL.reached(unsaid)).contains("all 10 turns were taken");
        assertThat(ALL.withTurns(100).reached(unsaid)).contains("the script's limit of $0.0500 was reached");
    }

    @Test
    void withoutOtherLimitsOnlyTheTurnsCount() {
        var turnsOnly = new StopRules(2, null, null, null, null);
        var dear = new StopRules.Progress(1, Usd.of("1000"), Long.MAX_VALUE, Duration.ofDays(9), "stop");
        assertThat(turnsOnly.reached(dear)).isEmpty();
    }

    @Test
    void everyConversationHasAnEnd() {
        assertThatThrownBy(() -> ALL.withTurns(0)).hasMessageContaining("0");
        assertThatThrownBy(() -> ALL.withTurns(1_001)).hasMessageContaining("1001");
        assertThat(ALL.withTurns(1_000).turns()).isEqualTo(1_000);
    }
}
