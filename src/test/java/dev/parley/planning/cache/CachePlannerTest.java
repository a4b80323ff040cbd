package dev.parley.planning.cache;

import static dev.parley.conversation.Casts.QUARTERS;
import static dev.parley.conversation.Casts.cast;
import static dev.parley.conversation.Casts.said;
import static dev.parley.conversation.Casts.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Cast;
import dev.parley.conversation.Prompt;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.conversation.Telling;
import dev.parley.model.Caching;
import dev.parley.tokens.TokenClass;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CachePlannerTest {
    private static final Caching MARKED = new Caching(false, 1_024);
    private static final Cast TWO = cast("Ada Byron", "Ben Okri");
    private static final Cast ALONE = cast("Ada Byron");

    @Test
    void marksTheStandingTextAndTheTranscriptWhileThePersonaSpeaksAgain() {
        assertThat(CachePlanner.plan(prompt(TWO, "ada: 1", "ben: 2"), MARKED, 1).breakpoints())
                .isEqualTo(Map.of(1, Ttl.FIVE_MINUTES, 4, Ttl.FIVE_MINUTES));
    }

    @Test
    void theLastUseMarksOnlyWhatTheTurnBeforeWrote() {
        var before = CachePlanner.plan(prompt(TWO, "ada: 1", "ben: 2"), MARKED, 1);
        var last = CachePlanner.plan(prompt(TWO, "ada: 1", "ben: 2", "ada: 3", "ben: 4"), MARKED, 0);
        assertThat(last).isEqualTo(before);
    }

    @Test
    void anOnlyUseMarksNothing() {
        assertThat(CachePlanner.plan(prompt(TWO, "ben: 1"), MARKED, 0)).isEqualTo(CachePlan.NONE);
    }

    @Test
    void theInstructionToGoOnIsNeverMarked() {
        var before = CachePlanner.plan(prompt(ALONE, "ada: 1"), MARKED, 1);
        assertThat(before.breakpoints()).isEqualTo(Map.of(1, Ttl.FIVE_MINUTES, 3, Ttl.FIVE_MINUTES));
        assertThat(CachePlanner.plan(prompt(ALONE, "ada: 1", "ada: 2"), MARKED, 0))
                .isEqualTo(before);
    }

    @Test
    void nothingIsChosenWhereTheProviderCachesByItself() {
        assertThat(CachePlanner.plan(prompt(TWO, "ada: 1", "ben: 2"), Caching.AUTOMATIC, 5))
                .isEqualTo(CachePlan.NONE);
    }

    @Test
    void aPlanHasAtMostFourBreakpoints() {
        var four = Map.of(1, Ttl.ONE_HOUR, 2, Ttl.ONE_HOUR, 3, Ttl.FIVE_MINUTES, 4, Ttl.FIVE_MINUTES);
        assertThat(new CachePlan(four).breakpoints()).hasSize(4);
        assertThatThrownBy(() -> new CachePlan(
                        Map.of(1, Ttl.ONE_HOUR, 2, Ttl.ONE_HOUR, 3, Ttl.ONE_HOUR, 4, Ttl.ONE_HOUR, 5, Ttl.ONE_HOUR)))
                .hasMessageContaining("5");
    }

    @Test
    void aLongTtlDoesNotFollowAShortOne() {
        assertThatThrownBy(() -> new CachePlan(Map.of(1, Ttl.FIVE_MINUTES, 12, Ttl.ONE_HOUR)))
                .hasMessageContaining("1h breakpoint after a 5m one");
    }

    @Test
    void saysInWhichClassesInputCanBeBilled() {
        assertThat(CachePlan.NONE.inputClasses(false)).containsExactly(TokenClass.INPUT);
        assertThat(CachePlan.NONE.inputClasses(true))
                .containsExactly(TokenClass.INPUT, TokenClass.CACHE_READ, TokenClass.CACHE_WRITE_5M);
        assertThat(new CachePlan(Map.of(1, Ttl.FIVE_MINUTES)).inputClasses(false))
                .containsExactly(TokenClass.INPUT, TokenClass.CACHE_READ, TokenClass.CACHE_WRITE_5M);
        assertThat(new CachePlan(Map.of(1, Ttl.ONE_HOUR)).inputClasses(false))
                .containsExactly(TokenClass.INPUT, TokenClass.CACHE_READ, TokenClass.CACHE_WRITE_1H);
    }

    private static Prompt prompt(Cast cast, String... lines) {
        SpeakerPolicy inTurn = new SpeakerPolicy.RoundRobin();
        return new Telling(script(cast, inTurn, 9), cast, QUARTERS)
                .speech(cast.persona("ada"), lines.length == 0 ? List.of() : said(lines));
    }
}
