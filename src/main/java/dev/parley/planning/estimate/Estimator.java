package dev.parley.planning.estimate;

import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.Projection;
import dev.parley.planning.Projection.ProjectedTurn;
import dev.parley.planning.cache.CacheForecast;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Prices a projection turn by turn. Tokens are counted with the base tokenizer for every model; what a model's own
/// tokenizer makes of them, and how long people really speak, is learned elsewhere.
public final class Estimator {
    /// Prior of the interval's ends as multiples of the likely cost.
    private static final BigDecimal LOW_FACTOR = new BigDecimal("0.55");

    private static final BigDecimal HIGH_FACTOR = new BigDecimal("1.9");

    /// Nothing is kept for longer than five minutes yet, so the dearer write cannot occur.
    private static final Set<TokenClass> PLANNED_CLASSES =
            EnumSet.of(TokenClass.INPUT, TokenClass.CACHE_READ, TokenClass.CACHE_WRITE_5M);

    private final PriceBook prices;
    private final Instant at;
    private final int mostAttempts;

    /// @param at when the run would start
    /// @param mostAttempts how often one call may be tried
    public Estimator(PriceBook prices, Instant at, int mostAttempts) {
        this.prices = prices;
        this.at = at;
        this.mostAttempts = mostAttempts;
    }

    public Estimate estimate(Projection projection, Casting casting) {
        var tally = new Tally();
        for (int i = 0; i < projection.turns().size(); i++) {
            var turn = projection.turns().get(i);
            var ahead = new Projection(
                    projection.turns().subList(i, projection.turns().size()));
            var before = tally.likely;
            tally.turnLacksAPrice = false;
            addChoice(turn, casting, tally);
            addSpeech(turn, casting, ahead.laterTurnsOf(turn.speech().persona()) > 0, tally);
            var cumulative = tally.likely;
            tally.byTurn.add(new Estimate.TurnShare(
                    turn.turn(),
                    turn.speech().persona(),
                    tally.turnLacksAPrice ? null : cumulative.minus(before),
                    cumulative,
                    cumulative.times(LOW_FACTOR),
                    cumulative.times(HIGH_FACTOR),
                    0));
        }
        return tally.estimate(casting);
    }

    private void addSpeech(ProjectedTurn turn, Casting casting, boolean speaksAgain, Tally tally) {
        var speech = turn.speech();
        var model = casting.of(speech.persona());
        var input = tally.forecast.input(
                speech.persona(),
                model.id(),
                model.caching(),
                prices.pricesWrites(model.id(), at),
                speech.prompt(),
                speaksAgain);
        tally.add(speech.persona(), model, withOutput(input, speech.reply(), model));
        var speakers = new TreeSet<>(turn.anyoneElse());
        speakers.add(speech.persona());
        Usd dearest = Usd.ZERO;
        for (var speaker : speakers) {
            var together = Usd.ZERO;
            for (var asked : casting.allOf(speaker)) {
                var ceiling = ceiling(
                        asked, speech.prompt().mostTokens(), speech.reply().mostTokens());
                if (ceiling == null) {
                    tally.boundUnknown = true;
                    return;
                }
                together = together.plus(ceiling);
            }
            dearest = dearest.max(together);
        }
        tally.max = tally.max.plus(dearest);
    }

    private void addChoice(ProjectedTurn turn, Casting casting, Tally tally) {
        var model = casting.chooser();
        if (model == null) {
            return;
        }
        for (var choice : turn.choice()) {
            var input = Usage.of(choice.prompt().tokens(), 0);
            tally.add(null, model, withOutput(input, choice.reply(), model));
            var ceiling =
                    ceiling(model, choice.prompt().mostTokens(), choice.reply().mostTokens());
            if (ceiling == null) {
                tally.boundUnknown = true;
            } else {
                tally.max = tally.max.plus(ceiling);
            }
        }
    }

    private @Nullable Usd ceiling(Model model, long mostInput, long mostOutput) {
        return prices.ceiling(model.id(), at, mostInput, mostOutput, plannedClasses(model))
                .map(bound -> bound.times(BigDecimal.valueOf(mostAttempts)))
                .orElse(null);
    }

    /// Where the provider caches only what is marked, nothing is marked whose write has no price.
    private Set<TokenClass> plannedClasses(Model model) {
        return model.caching().byItself() || prices.pricesWrites(model.id(), at)
                ? PLANNED_CLASSES
                : EnumSet.of(TokenClass.INPUT, TokenClass.CACHE_READ);
    }

    /// A model that reasons is taken to think as many tokens as it says.
    private static Usage withOutput(Usage input, Projection.ReplyLength reply, Model model) {
        long reasoning = model.abilities().reasons() ? reply.likelyTokens() : 0;
        long output = Math.min(reply.likelyTokens() + reasoning, reply.mostTokens());
        return input.plus(new Usage(0, 0, 0, 0, output, Math.min(reasoning, output)));
    }

    /// Sums up while the turns go by.
    private final class Tally {
        private final CacheForecast forecast = new CacheForecast();
        private final List<Estimate.TurnShare> byTurn = new ArrayList<>();
        private final Map<@Nullable String, Usd> likelyByPersona = new LinkedHashMap<>();
        private final Map<@Nullable String, Integer> turnsByPersona = new LinkedHashMap<>();
        private final Set<ModelId> unpriced = new TreeSet<>();
        private final Set<ModelId> assumed = new TreeSet<>();
        private Usage tokens = Usage.NONE;
        private Usd likely = Usd.ZERO;
        private Usd withoutCaching = Usd.ZERO;
        private Usd batch = Usd.ZERO;
        private Usd max = Usd.ZERO;
        private boolean boundUnknown;
        private boolean turnLacksAPrice;
        private boolean batchIsCheaper = true;

        void add(@Nullable String persona, Model model, Usage usage) {
            tokens = tokens.plus(usage);
            turnsByPersona.merge(persona, 1, Integer::sum);
            var usd = priced(model.id(), usage, false);
            if (prices.isAssumed(model.id())) {
                assumed.add(model.id());
            }
            likely = likely.plus(usd);
            likelyByPersona.merge(persona, usd, Usd::plus);
            withoutCaching = withoutCaching.plus(priced(model.id(), usage.uncached(), false));
            batch = batch.plus(priced(model.id(), usage.uncached(), true));
            batchIsCheaper &= prices.sheet(model.id())
                    .map(sheet -> sheet.batchFactor() != null)
                    .orElse(false);
        }

        private Usd priced(ModelId model, Usage usage, boolean asBatch) {
            return switch (prices.price(model, usage, at, asBatch)) {
                case PricedUsage.Known known -> known.total();
                case PricedUsage.Unknown _ -> {
                    unpriced.add(model);
                    turnLacksAPrice = true;
                    yield Usd.ZERO;
                }
            };
        }

        Estimate estimate(Casting casting) {
            var byPersona = new ArrayList<Estimate.PersonaShare>();
            likelyByPersona.forEach((persona, usd) -> {
                var model = persona == null ? casting.chooser() : casting.of(persona);
                byPersona.add(new Estimate.PersonaShare(
                        persona, model == null ? null : model.id(), turnsByPersona.getOrDefault(persona, 0), usd));
            });
            var most = boundUnknown || !unpriced.isEmpty() ? null : max;
            var high = likely.times(HIGH_FACTOR);
            return new Estimate(
                    likely.times(LOW_FACTOR),
                    likely,
                    most == null ? high : high.min(most),
                    most,
                    withoutCaching,
                    batchIsCheaper ? batch : null,
                    byPersona,
                    byTurn,
                    tokens,
                    List.copyOf(unpriced),
                    List.copyOf(assumed));
        }
    }
}
