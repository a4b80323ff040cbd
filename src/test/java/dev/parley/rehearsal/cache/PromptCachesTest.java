package dev.parley.rehearsal.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rehearsal.Fakes;
import dev.parley.rehearsal.meter.Block;
import dev.parley.rehearsal.meter.HiddenMeter;
import dev.parley.rehearsal.meter.Measured;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptCachesTest {
    private static final BreakpointRules ANTHROPIC = new BreakpointRules(1024, 20, 4, 4);
    private static final PrefixRules AUTOMATIC =
            new PrefixRules(1024, 128, Duration.ofMinutes(5), Duration.ofMinutes(10), Duration.ofHours(1), 0);
    private static final long SCOPE = 1;

    private final RehearsalClock clock = new RehearsalClock(InstantSource.fixed(Instant.EPOCH));
    private final PromptCaches caches = new PromptCaches(clock);
    private final HiddenMeter meter = new HiddenMeter(Fakes.COUNTER, 1);

    private Measured prompt(int blocks, int tokensEach) {
        List<Block> texts = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            texts.add(new Block("user", Fakes.words(tokensEach, i), 3));
        }
        return meter.measure("m", texts, Integer.MAX_VALUE);
    }

    private static CacheAsk at(Mark... marks) {
        return CacheAsk.Breakpoints.at(List.of(marks), ANTHROPIC);
    }

    private static Mark m5(int block) {
        return new Mark(block, Ttl.MINUTES_5);
    }

    private static Mark h1(int block) {
        return new Mark(block, Ttl.HOUR_1);
    }

    private CacheOutcome serve(Measured prompt, CacheAsk ask) {
        CacheOutcome outcome = caches.plan(SCOPE, prompt, ask);
        caches.keep(outcome);
        return outcome;
    }

    @Test
    void theFirstUseWritesAndTheNextReads() {
        Measured prompt = prompt(2, 1500);
        int end = prompt.blockTokens()[0];
        assertThat(serve(prompt, at(m5(0)))).returns(0, CacheOutcome::read).returns(end, CacheOutcome::writeShort);
        assertThat(serve(prompt, at(m5(0)))).returns(end, CacheOutcome::read).returns(0, CacheOutcome::writeShort);
    }

    @Test
    void anEntryIsReadableOnlyOnceItsReplyHasBegun() {
        Measured prompt = prompt(1, 1500);
        CacheOutcome writing = caches.plan(SCOPE, prompt, at(m5(0)));
        assertThat(caches.plan(SCOPE, prompt, at(m5(0))).read()).isZero();
        caches.keep(writing);
        assertThat(caches.plan(SCOPE, prompt, at(m5(0))).read()).isPositive();
    }

    @Test
    void anEntryOfFiveMinutesIsGoneAfterFiveMinutes() {
        Measured prompt = prompt(1, 1500);
        serve(prompt, at(m5(0)));
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(caches.plan(SCOPE, prompt, at(m5(0))).read()).isPositive();
        clock.advance(Duration.ofMillis(1));
        assertThat(caches.plan(SCOPE, prompt, at(m5(0))).read()).isZero();
    }

    @Test
    void anEntryOfOneHourIsGoneAfterOneHour() {
        Measured prompt = prompt(1, 1500);
        serve(prompt, at(h1(0)));
        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(caches.plan(SCOPE, prompt, at(h1(0))).read()).isPositive();
        clock.advance(Duration.ofMillis(1));
        assertThat(caches.plan(SCOPE, prompt, at(h1(0))).read()).isZero();
    }

    @Test
    void readingRefreshesTheTtl() {
        Measured prompt = prompt(1, 1500);
        serve(prompt, at(m5(0)));
        for (int i = 0; i < 5; i++) {
            clock.advance(Duration.ofMinutes(4));
            assertThat(serve(prompt, at(m5(0))).read()).isPositive();
        }
    }

    @Test
    void readingADeeperEntryRefreshesTheOnesBelowIt() {
        Measured prompt = prompt(2, 1500);
        serve(prompt, at(m5(0), m5(1)));
        clock.advance(Duration.ofMinutes(4));
        serve(prompt, at(m5(0), m5(1)));
        clock.advance(Duration.ofMinutes(4));
        assertThat(caches.plan(SCOPE, prompt, at(m5(0))).read()).isPositive();
    }

    @Test
    void entriesAreWrittenOnlyAtBreakpoints() {
        Measured prompt = prompt(3, 1500);
        serve(prompt, at(m5(2)));
        assertThat(caches.plan(SCOPE, prompt, at(m5(1))).read()).isZero();
    }

    @Test
    void aBreakpointLooksBackOverTwentyBlocks() {
        Measured prompt = prompt(40, 300);
        serve(prompt, at(m5(10)));
        assertThat(caches.plan(SCOPE, prompt, at(m5(29))).read()).isEqualTo(prompt.blockTokens()[10]);
        assertThat(caches.plan(SCOPE, prompt, at(m5(30))).read()).isZero();
    }

    @Test
    void belowTheMinimumNothingIsCached() {
        Measured prompt = prompt(1, 1500);
        int length = prompt.blockTokens()[0];
        BreakpointRules above = new BreakpointRules(length + 1, 20, 4, 4);
        BreakpointRules exact = new BreakpointRules(length, 20, 4, 4);
        assertThat(serve(prompt, CacheAsk.Breakpoints.at(List.of(m5(0)), above)))
                .isEqualTo(CacheOutcome.NOTHING);
        assertThat(serve(prompt, CacheAsk.Breakpoints.at(List.of(m5(0)), exact)).writeShort())
                .isEqualTo(length);
    }

    @Test
    void mixedTtlsBillReadThenHourThenFiveMinutes() {
        Measured prompt = prompt(5, 1200);
        int[] end = prompt.blockTokens();
        serve(prompt, at(h1(0)));
        CacheOutcome mixed = serve(prompt, at(h1(0), h1(2), m5(3)));
        assertThat(mixed.read()).isEqualTo(end[0]);
        assertThat(mixed.writeLong()).isEqualTo(end[2] - end[0]);
        assertThat(mixed.writeShort()).isEqualTo(end[3] - end[2]);
    }

    @Test
    void theLastBreakpointOfEachTtlDecides() {
        Measured prompt = prompt(5, 1200);
        int[] end = prompt.blockTokens();
        CacheOutcome mixed = serve(prompt, at(h1(0), h1(1), m5(2), m5(3)));
        assertThat(mixed.writeLong()).isEqualTo(end[1]);
        assertThat(mixed.writeShort()).isEqualTo(end[3] - end[1]);
    }

    @Test
    void aChangedPrefixIsAnotherPrefix() {
        serve(prompt(2, 1500), at(m5(1)));
        List<Block> changed =
                List.of(new Block("user", "x" + Fakes.words(1500, 0), 3), new Block("user", Fakes.words(1500, 1), 3));
        Measured other = meter.measure("m", changed, Integer.MAX_VALUE);
        assertThat(caches.plan(SCOPE, other, at(m5(1))).read()).isZero();
    }

    @Test
    void scopesDoNotShare() {
        Measured prompt = prompt(1, 1500);
        serve(prompt, at(m5(0)));
        assertThat(caches.plan(SCOPE + 1, prompt, at(m5(0))).read()).isZero();
    }

    @Test
    void automaticReadsComeInWholeStepsFromTheMinimumOn() {
        CacheAsk ask = new CacheAsk.Prefix(AUTOMATIC, null);
        Measured longer = prompt(4, 700);
        serve(longer, ask);
        int read = caches.plan(SCOPE, longer, ask).read();
        assertThat(read % 128).isZero();
        assertThat(longer.total() - read).isLessThan(256);
        Measured tooShort = prompt(1, 500);
        serve(tooShort, ask);
        assertThat(caches.plan(SCOPE, tooShort, ask).read()).isZero();
    }

    @Test
    void automaticEntriesLiveFiveToTenMinutesIdle() {
        CacheAsk ask = new CacheAsk.Prefix(AUTOMATIC, null);
        Measured prompt = prompt(2, 1500);
        serve(prompt, ask);
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertThat(caches.plan(SCOPE, prompt, ask).read()).isPositive();
        clock.advance(Duration.ofMinutes(5));
        assertThat(caches.plan(SCOPE, prompt, ask).read()).isZero();
    }

    @Test
    void automaticEntriesLiveAnHourAtMost() {
        CacheAsk ask = new CacheAsk.Prefix(AUTOMATIC, null);
        Measured prompt = prompt(2, 1500);
        serve(prompt, ask);
        for (int i = 0; i < 14; i++) {
            clock.advance(Duration.ofMinutes(4));
            assertThat(serve(prompt, ask).read()).as("after %d uses", i + 1).isPositive();
        }
        clock.advance(Duration.ofMinutes(4));
        assertThat(caches.plan(SCOPE, prompt, ask).read()).isZero();
    }

    @Test
    void anAffinityKeyKeepsRequestsTogether() {
        PrefixRules scattered =
                new PrefixRules(1024, 128, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofHours(1), 0.5);
        int missedWithout = 0;
        int missedWith = 0;
        for (int tail = 0; tail < 60; tail++) {
            List<Block> blocks = List.of(
                    new Block("system", Fakes.words(1500, 0), 3), new Block("user", Fakes.words(20, 100 + tail), 3));
            Measured prompt = meter.measure("m", blocks, Integer.MAX_VALUE);
            missedWithout += serve(prompt, new CacheAsk.Prefix(scattered, null)).read() == 0 ? 1 : 0;
            missedWith += serve(prompt, new CacheAsk.Prefix(scattered, "key")).read() == 0 ? 1 : 0;
        }
        assertThat(missedWith).isEqualTo(1);
        assertThat(missedWithout).isEqualTo(2);
    }

    @Test
    void anotherAffinityKeyIsAnotherCache() {
        Measured prompt = prompt(1, 1500);
        serve(prompt, new CacheAsk.Prefix(AUTOMATIC, "one"));
        assertThat(caches.plan(SCOPE, prompt, new CacheAsk.Prefix(AUTOMATIC, "two"))
                        .read())
                .isZero();
        assertThat(caches.plan(SCOPE, prompt, new CacheAsk.Prefix(AUTOMATIC, "one"))
                        .read())
                .isPositive();
    }
}
