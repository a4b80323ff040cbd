package dev.parley.conversation;

import static dev.parley.conversation.Casts.cast;
import static dev.parley.conversation.Casts.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScriptTest {
    private static final SpeakerPolicy IN_TURN = new SpeakerPolicy.RoundRobin();

    @Test
    void fillsVariablesLiterallyAndLeavesUnknownOnes() {
        var script = script(cast("Ada"), IN_TURN, 1, "{{a}} {{ b }} {{c}} {{1x}}", "{{a}}")
                .withVariables(Map.of("a", "$1 \\ {{b}}", "b", "two"));
        assertThat(script.filledScenario()).isEqualTo("$1 \\ {{b}} two {{c}} {{1x}}");
        assertThat(script.filledOpening()).isEqualTo("$1 \\ {{b}}");
        assertThat(script(cast("Ada"), IN_TURN, 1, "x", null).filledOpening()).isNull();
    }

    @Test
    void laterVariablesReplaceEarlierOnes() {
        var script = script(cast("Ada"), IN_TURN, 1, "{{state}} {{more}}", null).withVariables(Map.of("more", "m"));
        assertThat(script.filledScenario()).isEqualTo("empty m");
        assertThat(script.withVariables(Map.of("state", "full")).filledScenario())
                .isEqualTo("full m");
    }

    @Test
    void aCastHasOneToTwentyMembersEachOnce() {
        var twenty = IntStream.range(0, 20).mapToObj(i -> "P" + i).toArray(String[]::new);
        var tooMany = IntStream.range(0, 21).mapToObj(i -> "P" + i).toArray(String[]::new);
        assertThat(script(cast(twenty), IN_TURN, 1).cast()).hasSize(20);
        assertThatThrownBy(() -> script(cast(tooMany), IN_TURN, 1)).hasMessageContaining("21");
        assertThatThrownBy(() -> script(cast("Ada", "Ada"), IN_TURN, 1)).hasMessageContaining("twice");
        assertThatThrownBy(() -> new Cast(List.of())).hasMessageContaining("empty");
    }

    @Test
    void repliesAreLimited() {
        assertThat(new Script.ReplyLimits(32_000, 32_000).mostMessageBytes()).isEqualTo(160_000);
        assertThatThrownBy(() -> new Script.ReplyLimits(0, 1)).hasMessageContaining("max_tokens");
        assertThatThrownBy(() -> new Script.ReplyLimits(32_001, 1)).hasMessageContaining("32001");
        assertThatThrownBy(() -> new Script.ReplyLimits(1, 0)).hasMessageContaining("words");
    }

    @Test
    void whoeverIsNotInTheCastIsNamed() {
        assertThatThrownBy(() -> cast("Ada").persona("ben")).hasMessage("not in the cast: ben");
        assertThat(cast("Ada").find("ben")).isEmpty();
    }

    @Test
    void statusNamesGoThereAndBack() {
        for (var status : RunStatus.values()) {
            assertThat(RunStatus.ofWireName(status.wireName())).isEqualTo(status);
        }
        assertThat(RunStatus.BUDGET_EXHAUSTED.wireName()).isEqualTo("budget-exhausted");
    }
}
