package dev.parley.planning.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.parley.model.Abilities;
import dev.parley.model.Caching;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.Projection;
import dev.parley.planning.Projection.ProjectedTurn;
import dev.parley.planning.Projection.PromptSize;
import dev.parley.planning.Projection.ReplyLength;
import dev.parley.planning.Projection.Speech;
import dev.parley.planning.length.LengthBook;
import dev.parley.planning.length.Said;
import dev.parley.planning.length.TokenFactors;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.PriceSheet;
import dev.parley.pricing.Rates;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// How chance moves the three figures.
class ChancesTest {
    private static final ModelId ID = ModelId.parse("acme/model");
    private static final Model MODEL = new Model(
            ID,
            "model",
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
                            null, LocalDate.parse("2026-11-01"), "a list", Rates.of("1", "5"), List.of(), List.of())))),
            Map.of());

    /// Single replies scatter as much in both. Were a run's replies taken to be independent, so would the sums.
    @Test
    void longWindedRunsWidenTheInterval() {
        double together = Math.hypot(0.5, 0.3);
        assertThat(width(knowledge(0.5, 0.3, 60), false)).isGreaterThan(2 * width(knowledge(0, together, 60), false));
    }

    @Test
    void whatIsNotKnownYetWidensTheInterval() {
        assertThat(width(knowledge(0, 0.3, 1), false)).isGreaterThan(1.5 * width(knowledge(0, 0.3, 60), false));
    }

    @Test
    void aPhraseThatMayEndTheRunLowersTheMiddle() {
        var knowledge = new Knowledge(LengthBook.EMPTY, TokenFactors.SAME, 0.05, 6, Calibration.NONE);
        double whole = likely(knowledge, false);
        assertThat(likely(knowledge, true)).isBetween(whole * 0.1, whole * 0.6);
    }

    @Test
    void aLimitOfTokensEndsTheRun() {
        var limited = new Projection.Ends(false, null, 4_000L, null);
        double few = dollars(range(ahead(40, limited)).likely());
        assertThat(few)
                .isLessThan(dollars(
                        range(ahead(12, Projection.Ends.AT_THE_LAST_TURN)).likely()));
        assertThat(few)
                .isGreaterThan(dollars(
                        range(ahead(5, Projection.Ends.AT_THE_LAST_TURN)).likely()));
    }

    @Test
    void aLimitOfMoneyIsPassedByOneTurnAtMost() {
        var limited = new Projection.Ends(false, Usd.of("0.01"), null, null);
        var range = range(ahead(40, limited));
        assertThat(dollars(range.low())).isGreaterThanOrEqualTo(0.0099);
        assertThat(dollars(range.high())).isBetween(0.01, 0.02);
        var knowledge = new Knowledge(LengthBook.EMPTY, TokenFactors.SAME, 0.01, 6, Calibration.NONE);
        var estimate = new Estimator(PRICES, Instant.EPOCH, 3, knowledge, ahead(40, limited), 7)
                .estimate(new Casting(Map.of("ada", MODEL), null));
        assertThat(new Range(estimate.low(), estimate.likely(), estimate.high()))
                .isEqualTo(range);
    }

    @Test
    void aTokenizerThatIsNotKnownWidensTheInterval() {
        var billed = new TokenFactors.Billed(ID, 400, 400_000, 440_000, 0.03);
        var known = range(ahead(40, Projection.Ends.AT_THE_LAST_TURN), TokenFactors.of(List.of(billed)));
        var unknown = range(ahead(40, Projection.Ends.AT_THE_LAST_TURN), TokenFactors.NONE);
        assertThat(dollars(unknown.likely())).isCloseTo(dollars(known.likely()), within(0.1 * dollars(known.likely())));
        assertThat(dollars(unknown.high()) - dollars(unknown.low()))
                .isGreaterThan(1.05 * (dollars(known.high()) - dollars(known.low())));
    }

    /// At six seconds a turn.
    @Test
    void aLimitOfTimeEndsTheRun() {
        var limited = new Projection.Ends(false, null, null, Duration.ofSeconds(60));
        double ten = dollars(range(ahead(10, Projection.Ends.AT_THE_LAST_TURN)).likely());
        assertThat(dollars(range(ahead(40, limited)).likely())).isCloseTo(ten, within(0.05 * ten));
    }

    @Test
    void fewerTurnsCostWhatIsPaidByThenThoughAPhraseMayEndTheRun() {
        var knowledge = new Knowledge(LengthBook.EMPTY, TokenFactors.SAME, 0.05, 6, Calibration.NONE);
        var casting = new Casting(Map.of("ada", MODEL), null);
        var whole = new Estimator(PRICES, Instant.EPOCH, 3, knowledge, ahead(40, true), 7).estimate(casting);
        var ten = new Estimator(PRICES, Instant.EPOCH, 3, knowledge, ahead(10, true), 7).estimate(casting);
        assertThat(dollars(whole.byTurn().get(9).cumulative()))
                .isCloseTo(dollars(ten.likely()), within(0.12 * dollars(ten.likely())));
    }

    @Test
    void moreTurnsCostMoreThanInProportion() {
        var estimator = new Estimator(PRICES, Instant.EPOCH, 3, Knowledge.NONE, ahead(40, false), 7);
        var half = new Estimator(PRICES, Instant.EPOCH, 3, Knowledge.NONE, ahead(20, false), 7);
        var casting = new Casting(Map.of("ada", MODEL), null);
        assertThat(dollars(estimator.range(casting).likely()))
                .isGreaterThan(2.3 * dollars(half.range(casting).likely()));
    }

    @Test
    void manyRunsSeenHitTheMeanThatWasSeen() {
        var knowledge = knowledge(0, 0.3, 60);
        var estimator = new Estimator(PRICES, Instant.EPOCH, 3, knowledge, ahead(40, false), 7);
        var estimate = estimator.estimate(new Casting(Map.of("ada", MODEL), null));
        assertThat(estimate.tokens().output() / 40.0).isCloseTo(105, within(8.0));
    }

    private static double width(Knowledge knowledge, boolean phraseMayEnd) {
        var range = range(knowledge, phraseMayEnd);
        return (dollars(range.high()) - dollars(range.low())) / dollars(range.likely());
    }

    private static double likely(Knowledge knowledge, boolean phraseMayEnd) {
        return dollars(range(knowledge, phraseMayEnd).likely());
    }

    private static Range range(Knowledge knowledge, boolean phraseMayEnd) {
        return new Estimator(PRICES, Instant.EPOCH, 3, knowledge, ahead(40, phraseMayEnd), 7)
                .range(new Casting(Map.of("ada", MODEL), null));
    }

    private static Range range(Projection projection) {
        return range(projection, TokenFactors.SAME);
    }

    private static Range range(Projection projection, TokenFactors tokens) {
        var knowledge = new Knowledge(LengthBook.EMPTY, tokens, 0.01, 6, Calibration.NONE);
        return new Estimator(PRICES, Instant.EPOCH, 3, knowledge, projection, 7)
                .range(new Casting(Map.of("ada", MODEL), null));
    }

    private static double dollars(@Nullable Usd usd) {
        return Objects.requireNonNull(usd).amount().doubleValue();
    }

    /// @param common spread of what a whole run has in common, `own` that of each reply
    private static Knowledge knowledge(double common, double own, int runs) {
        var random = new Random(5);
        var said = new ArrayList<Said>();
        for (int run = 0; run < runs; run++) {
            double whole = Math.exp(common * random.nextGaussian());
            for (int i = 0; i < 40; i++) {
                double tokens = 100 * whole * Math.exp(own * random.nextGaussian());
                said.add(new Said("ada", ID, "panel", "run " + run, 2, 80, tokens, 0));
            }
        }
        return new Knowledge(LengthBook.of(said), TokenFactors.SAME, 0.01, 6, Calibration.NONE);
    }

    private static Projection ahead(int turns, boolean phraseMayEnd) {
        return ahead(turns, new Projection.Ends(phraseMayEnd, null, null, null));
    }

    private static Projection ahead(int turns, Projection.Ends ends) {
        var ahead = new ArrayList<ProjectedTurn>();
        for (int i = 0; i < turns; i++) {
            var speech = new Speech("ada", new PromptSize(300, 50, 0, 90_000), new ReplyLength(80, 4_000));
            ahead.add(new ProjectedTurn(i + 1, speech, Set.of(), List.of()));
        }
        return new Projection(ahead, "panel", 2, 4, ends);
    }
}
