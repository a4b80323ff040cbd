package dev.parley.planning.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Cast;
import dev.parley.conversation.Casts;
import dev.parley.conversation.Message;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.model.Abilities;
import dev.parley.model.Caching;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.Projection;
import dev.parley.planning.Projector;
import dev.parley.planning.length.LengthBook;
import dev.parley.planning.length.TokenFactors;
import dev.parley.planning.length.TokenFactors.Billed;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.PriceSheet;
import dev.parley.pricing.Rates;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Estimates of what is left of a run, beside those of the same turns of which nothing was heard.
class TheRestTest {
    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final ModelId ID = ModelId.parse("acme/talker");
    private static final Model MODEL = new Model(
            ID,
            "talker",
            null,
            null,
            null,
            new Abilities(true, false, Abilities.OutputLimit.MAX_TOKENS, List.of(), false),
            new Caching(true, 1_024),
            List.of(),
            null);
    private static final PriceBook PRICES = new PriceBook(
            List.of(new PriceSheet(
                    ID,
                    true,
                    null,
                    List.of(new PricePeriod(
                            null,
                            LocalDate.parse("2026-11-01"),
                            "a price list",
                            new Rates(BigDecimal.ONE, new BigDecimal("5"), null, null, null),
                            List.of(),
                            List.of())))),
            Map.of());
    private static final int TURNS = 12;
    private static final int SAID = 4;
    private static final long AS_EXPECTED = 88;

    private final Cast cast = Casts.cast("Ada Byron", "Ben Ohm");
    private final Projection ahead = new Projector(
                    Casts.script(cast, new SpeakerPolicy.RoundRobin(), TURNS), cast, Casts.QUARTERS)
            .after(transcript());
    private final Casting casting = new Casting(Map.of("ada", MODEL, "ben", MODEL), null);

    @Test
    void whatWasSaidNarrowsTheInterval() {
        double unheard = width(rest(ahead, List.of(), List.of()));
        assertThat(width(rest(ahead, spoken(AS_EXPECTED), List.of()))).isLessThan(unheard * 0.85);
        assertThat(width(rest(ahead, spoken(AS_EXPECTED), billed(1.1)))).isLessThan(unheard * 0.75);
    }

    @Test
    void longMessagesLetADearerRestBeExpected() {
        double usual = likely(rest(ahead, spoken(AS_EXPECTED), List.of()));
        assertThat(likely(rest(ahead, spoken(AS_EXPECTED * 2), List.of()))).isGreaterThan(usual * 1.2);
        assertThat(likely(rest(ahead, spoken(AS_EXPECTED / 2), List.of()))).isLessThan(usual * 0.85);
    }

    @Test
    void howTheModelWasBilledSoFarIsBelieved() {
        double usual = likely(rest(ahead, spoken(AS_EXPECTED), billed(1.1)));
        assertThat(likely(rest(ahead, spoken(AS_EXPECTED), billed(1.5)))).isGreaterThan(usual * 1.1);
    }

    @Test
    void aLimitThatIsReachedLeavesNothing() {
        var ends = new Projection.Ends(false, null, 0L, null);
        assertThat(likely(rest(ahead.withEnds(ends), spoken(AS_EXPECTED), List.of())))
                .isZero();
        var noMoney = new Projection.Ends(false, Usd.ZERO, null, null);
        assertThat(likely(rest(ahead.withEnds(noMoney), spoken(AS_EXPECTED), List.of())))
                .isZero();
        var noTime = new Projection.Ends(false, null, null, Duration.ZERO);
        assertThat(likely(rest(ahead.withEnds(noTime), spoken(AS_EXPECTED), List.of())))
                .isZero();
    }

    @Test
    void whatIsLeftCostsLessThanTheWhole() {
        var whole = new Projector(Casts.script(cast, new SpeakerPolicy.RoundRobin(), TURNS), cast, Casts.QUARTERS)
                .after(List.of());
        var before = new Estimator(PRICES, NOON, 3, Knowledge.NONE, whole, 7).estimate(casting);
        var rest = rest(ahead, spoken(AS_EXPECTED), List.of());
        assertThat(rest.byTurn()).hasSize(TURNS - SAID);
        assertThat(likely(rest)).isLessThan(likely(before));
        assertThat(Objects.requireNonNull(rest.max())).isLessThan(Objects.requireNonNull(before.max()));
    }

    /// All past runs cost half as much again as was likely.
    @Test
    void pastMissesMoveNoMiddleThatTheRunItselfShows() {
        var missed = Collections.nCopies(60, new Past("panel", 2, 0.8, 1, 1.25, 1.5));
        var knowing = new Knowledge(LengthBook.EMPTY, TokenFactors.NONE, 0.01, 6, Calibration.of(missed));
        var rest = rest(knowing, ahead, spoken(AS_EXPECTED), List.of());
        var uncorrected = rest(ahead, spoken(AS_EXPECTED), List.of());
        assertThat(rest.likely()).isEqualTo(uncorrected.likely());
        var before = new Estimator(PRICES, NOON, 3, knowing, ahead, 7).estimate(casting);
        var beforeUncorrected = new Estimator(PRICES, NOON, 3, Knowledge.NONE, ahead, 7).estimate(casting);
        assertThat(likely(before)).isGreaterThan(likely(beforeUncorrected) * 1.2);
    }

    private Estimate rest(Projection projection, List<Spoken> spoken, List<Billed> billed) {
        return rest(Knowledge.NONE, projection, spoken, billed);
    }

    private Estimate rest(Knowledge knowledge, Projection projection, List<Spoken> spoken, List<Billed> billed) {
        return Estimator.ofTheRest(PRICES, NOON, 3, knowledge, projection, 7, spoken, billed)
                .estimate(casting);
    }

    private static List<Message> transcript() {
        var said = new ArrayList<Message>();
        for (int turn = 1; turn <= SAID; turn++) {
            said.add(new Message(turn, turn % 2 == 1 ? "ada" : "ben", "word ".repeat(60)));
        }
        return said;
    }

    private static List<Spoken> spoken(long output) {
        var spoken = new ArrayList<Spoken>();
        for (int turn = 1; turn <= SAID; turn++) {
            spoken.add(new Spoken(turn % 2 == 1 ? "ada" : "ben", MODEL, output, 0));
        }
        return spoken;
    }

    private static List<Billed> billed(double factor) {
        return List.of(new Billed(ID, SAID, 4_000, 4_000 * factor, 0.01));
    }

    private static double width(Estimate estimate) {
        return dollars(estimate.high()) / dollars(estimate.low());
    }

    private static double likely(Estimate estimate) {
        return dollars(estimate.likely());
    }

    private static double dollars(@org.jspecify.annotations.Nullable Usd usd) {
        return Objects.requireNonNull(usd).amount().doubleValue();
    }
}
