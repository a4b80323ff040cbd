package dev.parley.planning.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.parley.conversation.Cast;
import dev.parley.conversation.Casts;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.model.Abilities;
import dev.parley.model.Caching;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.Projection;
import dev.parley.planning.Projection.Choice;
import dev.parley.planning.Projection.ProjectedTurn;
import dev.parley.planning.Projection.PromptSize;
import dev.parley.planning.Projection.ReplyLength;
import dev.parley.planning.Projection.Speech;
import dev.parley.planning.Projector;
import dev.parley.planning.length.LengthBook;
import dev.parley.planning.length.TokenFactors;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.PriceSheet;
import dev.parley.pricing.Rates;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EstimatorTest {
    private static final Offset<Double> EXACTLY = within(1e-6);

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final ModelId MARKED = ModelId.parse("acme/marked");
    private static final ModelId BARE = ModelId.parse("acme/bare");
    private static final ModelId FREE = ModelId.parse("acme/free");
    private static final ModelId UNPRICED = ModelId.parse("acme/unpriced");
    private static final PriceBook PRICES = new PriceBook(
            List.of(
                    sheet(MARKED, false, new BigDecimal("0.5"), "3", "15", "0.3", "3.75", "6"),
                    sheet(BARE, true, null, "1", "4", null, null, null)),
            Map.of());
    private static final Model EXPLICIT = model(MARKED, new Caching(false, 1_024), false);
    private static final Model AUTOMATIC = model(BARE, new Caching(true, 1_024), false);

    private static final Knowledge COUNTED =
            new Knowledge(LengthBook.EMPTY, TokenFactors.SAME, 0.01, 6, Calibration.NONE);

    /// Ada writes 1,100 tokens, then reads them with 168 fresh ones: two replies of 80 and their speakers' names. Ben
    /// is uncached throughout.
    private static final Projection THREE_TURNS = ahead(
            turn(1, speech("ada", 1_000, 100, 0), List.of()),
            turn(2, speech("ben", 500, 100, 0), List.of(new Choice(size(40, 100, 10), new ReplyLength(6, 40)))),
            turn(3, speech("ada", 1_000, 100, 0), List.of()));

    @Test
    void thePartsOfASmallScriptAreExact() {
        var estimate = estimate(THREE_TURNS, casting(EXPLICIT, AUTOMATIC, AUTOMATIC));
        // 1,100 × 3.75 + 80 × 15 | 234 × 1 + 6 × 4 | 684 × 1 + 80 × 4 | 1,100 × 0.3 + 168 × 3 + 80 × 15, by the million
        assertThat(mean(estimate)).isCloseTo(0.008621, withinPercentage(2.0));
        assertThat(estimate.tokens()).isEqualTo(new Usage(1_086, 1_100, 1_100, 0, 246, 0));
        assertThat(share(estimate, estimate.byTurn().get(0).likely())).isCloseTo(5_325 / 8_621.0, within(0.01));
        assertThat(share(estimate, estimate.byTurn().get(1).likely())).isCloseTo(1_262 / 8_621.0, within(0.01));
        assertThat(share(estimate, estimate.withoutCaching())).isCloseTo(10_766 / 8_621.0, EXACTLY);
        assertThat(estimate.byTurn().getLast().cumulative()).isEqualTo(estimate.likely());
        assertThat(estimate.unpriced()).isEmpty();
    }

    @Test
    void theIntervalHoldsTheMiddleAndTheMean() {
        var estimate = estimate(THREE_TURNS, casting(EXPLICIT, AUTOMATIC, AUTOMATIC));
        assertThat(share(estimate, estimate.mean())).isBetween(1.002, 1.1);
        assertThat(share(estimate, estimate.low())).isBetween(0.8, 0.99);
        assertThat(share(estimate, estimate.high())).isBetween(1.01, 1.5);
    }

    @Test
    void theSameSeedGivesTheSameEstimate() {
        var casting = casting(EXPLICIT, AUTOMATIC, AUTOMATIC);
        assertThat(estimate(THREE_TURNS, casting)).isEqualTo(estimate(THREE_TURNS, casting));
    }

    @Test
    void whatDrivesTheCostAddsUpToIt() {
        var estimate = estimate(THREE_TURNS, casting(EXPLICIT, AUTOMATIC, AUTOMATIC));
        var drivers = Objects.requireNonNull(estimate.drivers());
        var together = drivers.standing()
                .plus(drivers.transcript())
                .plus(drivers.output())
                .plus(drivers.hidden());
        assertThat(share(estimate, together)).isCloseTo(1, EXACTLY);
        assertThat(share(estimate, drivers.output())).isCloseTo(2_720 / 8_621.0, EXACTLY);
        assertThat(share(estimate, drivers.hidden())).isCloseTo(258 / 8_621.0, EXACTLY);
    }

    @Test
    void manyAreComparedWithTheSameFigures() {
        var casting = casting(EXPLICIT, AUTOMATIC, AUTOMATIC);
        var estimate = estimate(THREE_TURNS, casting);
        var same = new Range(estimate.low(), estimate.likely(), estimate.high());
        assertThat(estimator(THREE_TURNS).range(casting)).isEqualTo(same);
        assertThat(estimator(THREE_TURNS).range(casting, casting)).isEqualTo(same);
    }

    /// Few paths are enough where both casts take the same ones.
    @Test
    void manyAreComparedSoonerWithNearlyTheSameFigures() {
        var cast = Casts.cast("Ada Byron", "Ben Okri", "Cid Campo");
        var projection = projection(cast, new SpeakerPolicy.RoundRobin(), 40);
        var whole = estimator(projection).range(allOn(cast, EXPLICIT));
        var sooner = estimator(projection).range(allOn(cast, EXPLICIT), allOn(cast, AUTOMATIC));
        assertThat(dollars(sooner.low())).isCloseTo(dollars(whole.low()), withinPercentage(2.5));
        assertThat(dollars(sooner.likely())).isCloseTo(dollars(whole.likely()), withinPercentage(1.0));
        assertThat(dollars(sooner.high())).isCloseTo(dollars(whole.high()), withinPercentage(2.5));
    }

    private static double dollars(@Nullable Usd usd) {
        return Objects.requireNonNull(usd).amount().doubleValue();
    }

    /// Every attempt of every call: the greatest prompt at the dearest class, the longest reply.
    @Test
    void theMaximumCountsEveryAttemptOfEveryCall() {
        var estimate = estimate(THREE_TURNS, casting(EXPLICIT, AUTOMATIC, AUTOMATIC));
        // 2 × (9,000 × 3.75 + 200 × 15) + (9,000 × 1 + 200 × 4) + (9,000 × 1 + 40 × 4), three times
        assertThat(estimate.max()).isEqualTo(Usd.of("0.27738"));
    }

    @Test
    void theMaximumTakesTheDearestWhoMaySpeak() {
        var open = ahead(new ProjectedTurn(1, speech("ben", 500, 200, 0), Set.of("ada"), List.of()));
        assertThat(estimate(open, casting(EXPLICIT, AUTOMATIC, null)).max()).isEqualTo(Usd.of("0.11025"));
        var fixed = ahead(turn(1, speech("ben", 500, 200, 0), List.of()));
        assertThat(estimate(fixed, casting(EXPLICIT, AUTOMATIC, null)).max()).isEqualTo(Usd.of("0.0294"));
    }

    /// Every model of a persona's list may be paid for the same message; what is likely is that the first one answers.
    @Test
    void theMaximumCountsEveryModelOfAList() {
        var fixed = ahead(turn(1, speech("ben", 500, 200, 0), List.of()));
        var alone = estimate(fixed, casting(EXPLICIT, AUTOMATIC, null));
        var models = Map.of("ada", EXPLICIT, "ben", AUTOMATIC);
        var listed = estimate(fixed, new Casting(models, Map.of("ben", List.of(EXPLICIT)), null));
        assertThat(listed.max()).isEqualTo(Usd.of("0.13965"));
        assertThat(listed.likely()).isEqualTo(alone.likely());
        assertThat(listed.low()).isEqualTo(alone.low());
        assertThat(listed.high()).isEqualTo(alone.high());
        var unpriced = Map.of("ben", List.of(model(UNPRICED, Caching.AUTOMATIC, false)));
        assertThat(estimate(fixed, new Casting(models, unpriced, null)).max()).isNull();
    }

    @Test
    void hiddenCallsBelongToNoPersona() {
        var estimate = estimate(THREE_TURNS, casting(EXPLICIT, AUTOMATIC, AUTOMATIC));
        assertThat(estimate.byPersona())
                .extracting(Estimate.PersonaShare::persona, Estimate.PersonaShare::model, Estimate.PersonaShare::turns)
                .containsExactlyInAnyOrder(tuple("ada", MARKED, 2), tuple("ben", BARE, 1), tuple(null, BARE, 1));
        assertThat(share(estimate, shareOf(estimate, null).likely())).isCloseTo(258 / 8_621.0, EXACTLY);
        assertThat(share(estimate, shareOf(estimate, "ben").likely())).isCloseTo(1_004 / 8_621.0, EXACTLY);
    }

    @Test
    void aModelWithoutAPriceIsNamedAndLeavesNoMaximum() {
        var estimate = estimate(THREE_TURNS, casting(EXPLICIT, model(UNPRICED, Caching.AUTOMATIC, false), AUTOMATIC));
        assertThat(estimate.unpriced()).containsExactly(UNPRICED);
        assertThat(estimate.max()).isNull();
        assertThat(mean(estimate)).isCloseTo(0.007617, withinPercentage(2.0));
    }

    @Test
    void aPersonaWithoutAPriceIsUnknownAndSoAreItsTurns() {
        var estimate = estimate(THREE_TURNS, casting(EXPLICIT, model(UNPRICED, Caching.AUTOMATIC, false), AUTOMATIC));
        assertThat(shareOf(estimate, "ben").likely()).isNull();
        assertThat(shareOf(estimate, "ada").likely()).isNotNull();
        assertThat(estimate.byTurn()).extracting(turn -> turn.likely() == null).containsExactly(false, true, false);
        assertThat(estimate.byTurn()).extracting(Estimate.TurnShare::lacking).containsExactly(0, 1, 1);
    }

    @Test
    void aTurnWhoseSpeakerIsChosenWithoutAPriceIsUnknown() {
        var estimate = estimate(THREE_TURNS, casting(EXPLICIT, AUTOMATIC, model(UNPRICED, Caching.AUTOMATIC, false)));
        assertThat(estimate.byTurn()).extracting(turn -> turn.likely() == null).containsExactly(false, true, false);
        assertThat(shareOf(estimate, "ben").likely()).isNotNull();
        assertThat(shareOf(estimate, null).likely()).isNull();
    }

    @Test
    void whereNothingHasAPriceNoAmountIsKnown() {
        var nobodyKnows = model(UNPRICED, Caching.AUTOMATIC, false);
        var estimate = estimate(THREE_TURNS, casting(nobodyKnows, nobodyKnows, nobodyKnows));
        assertThat(new Usd[] {
                    estimate.low(),
                    estimate.likely(),
                    estimate.high(),
                    estimate.max(),
                    estimate.mean(),
                    estimate.withoutCaching(),
                    estimate.batch()
                })
                .containsOnlyNulls();
        assertThat(estimate.drivers()).isNull();
        assertThat(estimate.byPersona()).allMatch(share -> share.likely() == null);
        assertThat(estimate.byTurn())
                .allMatch(turn -> turn.likely() == null
                        && turn.cumulative() == null
                        && turn.cumulativeLow() == null
                        && turn.cumulativeHigh() == null);
        assertThat(estimate.byTurn()).extracting(Estimate.TurnShare::lacking).containsExactly(1, 2, 3);
        assertThat(estimate.tokens().total()).isPositive();
    }

    @Test
    void aBatchPaysItsShareWithoutCachingWhereEveryModelOffersIt() {
        var offered = estimate(THREE_TURNS, casting(EXPLICIT, EXPLICIT, EXPLICIT));
        assertThat(share(offered, offered.batch())).isCloseTo(share(offered, offered.withoutCaching()) / 2, EXACTLY);
        assertThat(estimate(THREE_TURNS, casting(EXPLICIT, AUTOMATIC, EXPLICIT)).batch())
                .isNull();
    }

    @Test
    void aModelThatReasonsIsTakenToThinkAsMuchAsItSaysWithinItsLimit() {
        var thinker = model(BARE, new Caching(true, 1_024), true);
        var one = ahead(turn(1, speech("ada", 500, 0, 0), List.of()));
        assertThat(estimate(one, casting(thinker, thinker, null)).tokens()).isEqualTo(new Usage(500, 0, 0, 0, 160, 80));
        var brief = ahead(turn(1, new Speech("ada", size(500, 0, 0), new ReplyLength(80, 100)), List.of()));
        assertThat(estimate(brief, casting(thinker, thinker, null)).tokens())
                .isEqualTo(new Usage(500, 0, 0, 0, 100, 80));
    }

    @Test
    void amountsAreInOrderAndPartsAddUpWhateverTheScript() {
        var cast = Casts.cast("Ada Byron", "Ben Okri", "Cid Campo");
        var policies = List.of(
                new SpeakerPolicy.RoundRobin(),
                new SpeakerPolicy.SeededRandom(),
                new SpeakerPolicy.AddressedNext(),
                new SpeakerPolicy.ModelSelected(BARE));
        for (var policy : policies) {
            for (int turns = 1; turns <= 40; turns++) {
                var estimate = estimate(projection(cast, policy, turns), allOn(cast, EXPLICIT));
                assertThat(estimate.low()).isLessThan(estimate.likely());
                assertThat(estimate.likely()).isLessThanOrEqualTo(estimate.high());
                assertThat(estimate.high()).isLessThanOrEqualTo(estimate.max());
                assertThat(estimate.withoutCaching()).isGreaterThanOrEqualTo(estimate.likely());
                assertThat(estimate.byTurn().stream()
                                .map(Estimate.TurnShare::likely)
                                .reduce(Usd.ZERO, Usd::plus))
                        .isEqualTo(estimate.likely());
                assertThat(estimate.byPersona().stream()
                                .map(Estimate.PersonaShare::likely)
                                .reduce(Usd.ZERO, Usd::plus))
                        .isEqualTo(estimate.likely());
            }
        }
    }

    /// The first of the cast opens for free; by the second turn half of the runs may have paid nothing yet.
    @Test
    void aModelThatIsFreeMayKeepTheFirstTurnsFree() {
        var cast = Casts.cast("Ada Byron", "Ben Okri", "Cid Campo");
        var casting = onlyOneBills(cast, 1);
        for (int turns = 2; turns <= 6; turns++) {
            var estimator = withFree(projection(cast, new SpeakerPolicy.AddressedNext(), turns));
            var estimate = estimator.estimate(casting);
            assertThat(estimate.low()).isLessThanOrEqualTo(estimate.likely());
            assertThat(estimate.likely()).isLessThanOrEqualTo(estimate.high());
            assertThat(estimate.high()).isGreaterThan(Usd.ZERO);
            var dear = estimator.range(casting.allOn(AUTOMATIC));
            var beside = estimator.range(casting.allOn(AUTOMATIC), casting);
            assertThat(dollars(beside.likely())).isCloseTo(dollars(dear.likely()), withinPercentage(2.0));
        }
    }

    /// Nobody decides who opens a conversation, so what that costs is certain.
    @Test
    void theFirstTurnIsTheFirstOfTheCasts() {
        var cast = Casts.cast("Ada Byron", "Ben Okri", "Cid Campo");
        for (var policy : List.of(new SpeakerPolicy.AddressedNext(), new SpeakerPolicy.ModelSelected(BARE))) {
            var estimate = withFree(projection(cast, policy, 1)).estimate(onlyOneBills(cast, 0));
            assertThat(estimate.low()).isGreaterThan(Usd.ZERO);
        }
    }

    @Test
    void whoMaySpeakWithoutAPriceIsNamedThoughOthersAreLikelier() {
        var cast = Casts.cast("Ada Byron", "Ben Okri", "Cid Campo");
        var ids = cast.personas().stream().map(persona -> persona.id()).toList();
        var casting = new Casting(
                Map.of(
                        ids.get(0), AUTOMATIC,
                        ids.get(1), AUTOMATIC,
                        ids.get(2), model(UNPRICED, Caching.AUTOMATIC, false)),
                null);
        var estimator = estimator(projection(cast, new SpeakerPolicy.AddressedNext(), 2));
        assertThat(estimator.estimate(casting).unpriced()).containsExactly(UNPRICED);
        assertThat(estimator.range(casting)).isEqualTo(Range.UNKNOWN);
    }

    @Test
    void whoeverSpeaksOftenCostsOften() {
        var cast = Casts.cast("Ada Byron", "Ben Ohm", "Cid Ray");
        var projection = projection(cast, new SpeakerPolicy.AddressedNext(), 60);
        var bens = onlyOneBills(cast, 1);
        double even = dollars(withFree(projection).range(bens).likely());
        assertThat(dollars(withFree(projection, shares("ben", 2)).range(bens).likely()))
                .isBetween(even * 1.2, even * 1.7);
        assertThat(dollars(withFree(projection, shares("ben", 0.25)).range(bens).likely()))
                .isBetween(even * 0.2, even * 0.7);
    }

    private static Knowledge shares(String persona, double times) {
        var taken = new SpeakerShares.Taken(persona, 10_000 * times, 10_000);
        return new Knowledge(
                LengthBook.EMPTY, TokenFactors.SAME, SpeakerShares.of(List.of(taken)), 0.01, 6, Calibration.NONE);
    }

    private static Estimator withFree(Projection projection) {
        return withFree(projection, COUNTED);
    }

    private static Estimator withFree(Projection projection, Knowledge knowledge) {
        var prices = new PriceBook(
                List.of(
                        sheet(BARE, true, null, "1", "4", null, null, null),
                        sheet(FREE, true, null, "0", "0", null, null, null)),
                Map.of());
        return new Estimator(prices, NOON, 3, knowledge, projection, 7);
    }

    private static Casting onlyOneBills(Cast cast, int place) {
        var models = new java.util.HashMap<String, Model>();
        for (var persona : cast.personas()) {
            boolean bills = persona.equals(cast.personas().get(place));
            models.put(persona.id(), bills ? AUTOMATIC : model(FREE, Caching.AUTOMATIC, false));
        }
        return new Casting(models, null);
    }

    @Test
    void nothingAheadCostsNothing() {
        var nothing = estimate(ahead(), casting(EXPLICIT, EXPLICIT, null));
        assertThat(nothing.likely()).isEqualTo(Usd.ZERO);
        assertThat(nothing.max()).isEqualTo(Usd.ZERO);
    }

    @Test
    void whoHasNoModelIsNamed() {
        assertThatThrownBy(() -> casting(EXPLICIT, EXPLICIT, null).of("cid")).hasMessage("no model for cid");
    }

    private static Estimate estimate(Projection projection, Casting casting) {
        return estimator(projection).estimate(casting);
    }

    private static Estimator estimator(Projection projection) {
        return new Estimator(PRICES, NOON, 3, COUNTED, projection, 7);
    }

    private static Projection ahead(ProjectedTurn... turns) {
        return new Projection(List.of(turns), "panel", 2, 4, Projection.Ends.AT_THE_LAST_TURN);
    }

    private static double share(Estimate estimate, @Nullable Usd usd) {
        var likely = Objects.requireNonNull(estimate.likely()).amount().doubleValue();
        return Objects.requireNonNull(usd).amount().doubleValue() / likely;
    }

    private static double mean(Estimate estimate) {
        return Objects.requireNonNull(estimate.mean()).amount().doubleValue();
    }

    private static Estimate.PersonaShare shareOf(Estimate estimate, @Nullable String persona) {
        return estimate.byPersona().stream()
                .filter(share -> Objects.equals(share.persona(), persona))
                .findFirst()
                .orElseThrow();
    }

    private static Projection projection(Cast cast, SpeakerPolicy policy, int turns) {
        var script = Casts.script(cast, policy, turns, "Long ".repeat(1_000), null);
        return new Projector(script, cast, Casts.QUARTERS).after(List.of());
    }

    private static Casting allOn(Cast cast, Model model) {
        return new Casting(
                Map.of(
                        cast.personas().get(0).id(), model,
                        cast.personas().get(1).id(), model,
                        cast.personas().get(2).id(), model),
                AUTOMATIC);
    }

    private static Casting casting(Model ada, Model ben, @Nullable Model chooser) {
        return new Casting(Map.of("ada", ada, "ben", ben), chooser);
    }

    private static ProjectedTurn turn(int turn, Speech speech, List<Choice> choice) {
        return new ProjectedTurn(turn, speech, Set.of(), choice);
    }

    private static Speech speech(String persona, long standing, long transcript, long instruction) {
        return new Speech(persona, size(standing, transcript, instruction), new ReplyLength(80, 200));
    }

    private static PromptSize size(long standing, long transcript, long instruction) {
        return new PromptSize(standing, transcript, instruction, 9_000);
    }

    private static Model model(ModelId id, Caching caching, boolean reasons) {
        var abilities = new Abilities(true, false, Abilities.OutputLimit.MAX_TOKENS, List.of(), reasons);
        return new Model(id, id.name(), null, null, null, abilities, caching, List.of(), null);
    }

    private static PriceSheet sheet(
            ModelId model,
            boolean cachesByItself,
            @Nullable BigDecimal batchFactor,
            String input,
            String output,
            @Nullable String read,
            @Nullable String write5m,
            @Nullable String write1h) {
        var rates = new Rates(
                new BigDecimal(input), new BigDecimal(output), decimal(read), decimal(write5m), decimal(write1h));
        var period = new PricePeriod(null, LocalDate.parse("2026-11-01"), "a price list", rates, List.of(), List.of());
        return new PriceSheet(model, cachesByItself, batchFactor, List.of(period));
    }

    private static @Nullable BigDecimal decimal(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
