package dev.parley.planning.estimate;

import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.Projection;
import dev.parley.planning.Projection.ProjectedTurn;
import dev.parley.planning.cache.CacheRules;
import dev.parley.planning.length.Reply;
import dev.parley.planning.length.RunLengths;
import dev.parley.planning.length.TokenFactors;
import dev.parley.planning.length.Uttered;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Prices a projection. With every reply of mean length the cost is summed turn by turn, exactly. How the cost scatters
/// around that sum, and where its mean lies, [Chances] finds out; what past runs say of such intervals corrects it.
///
/// Tokens are counted with the base tokenizer, and each model bills a factor as many: see
/// [dev.parley.planning.length.TokenFactors]. Casts whose models have the same manners share what is played through.
public final class Estimator {
    /// Nothing is kept for longer than five minutes yet, so the dearer write cannot occur.
    private static final Set<TokenClass> PLANNED_CLASSES =
            EnumSet.of(TokenClass.INPUT, TokenClass.CACHE_READ, TokenClass.CACHE_WRITE_5M);

    private final PriceBook prices;
    private final Instant at;
    private final int mostAttempts;
    private final Knowledge knowledge;
    private final Projection projection;
    private final Course course;
    private final List<String> speakers;
    private final long seed;
    private final RunLengths lengths;
    private final Chances chances;
    private final Map<List<@Nullable Manner>, MeanRun> meanByManners = new HashMap<>();
    private final Map<ModelId, TokenRates> rates = new HashMap<>();

    /// @param at when the run would start
    /// @param mostAttempts how often one call may be tried
    /// @param seed of the chances; the same gives the same estimate
    public Estimator(
            PriceBook prices, Instant at, int mostAttempts, Knowledge knowledge, Projection projection, long seed) {
        this(
                prices,
                at,
                mostAttempts,
                knowledge,
                projection,
                seed,
                knowledge.lengths().forRun(projection.family(), projection.castSize()));
    }

    /// For what is left of a run that has begun: it goes by what was said and billed in the run itself, as far as that
    /// is to be believed.
    ///
    /// @param ahead the turns that are left, at least one
    /// @param spoken what was said so far
    /// @param billed how the models were billed for the prompts of that
    public static Estimator ofTheRest(
            PriceBook prices,
            Instant at,
            int mostAttempts,
            Knowledge knowledge,
            Projection ahead,
            long seed,
            Collection<Spoken> spoken,
            Collection<TokenFactors.Billed> billed) {
        var within = knowledge.within(knowledge.tokens().after(billed));
        var lengths = within.lengths().forRun(ahead.family(), ahead.castSize());
        var asked = ahead.turns().getFirst().speech().reply();
        var uttered = spoken.stream()
                .map(one -> {
                    double factor = within.tokens().of(one.model().id()).factor();
                    return new Uttered(
                            one.persona(),
                            one.model().id(),
                            lengths.reply(one.persona(), one.model(), asked),
                            (one.output() - one.reasoning()) / factor,
                            one.reasoning() / factor);
                })
                .toList();
        boolean isWhole = spoken.size() == ahead.turns().getFirst().turn() - 1;
        return new Estimator(prices, at, mostAttempts, within, ahead, seed, lengths.after(uttered, isWhole));
    }

    private Estimator(
            PriceBook prices,
            Instant at,
            int mostAttempts,
            Knowledge knowledge,
            Projection projection,
            long seed,
            RunLengths lengths) {
        this.prices = prices;
        this.at = at;
        this.mostAttempts = mostAttempts;
        this.knowledge = knowledge;
        this.projection = projection;
        this.course = new Course(projection);
        this.speakers = course.speakers;
        this.seed = seed;
        this.lengths = lengths;
        this.chances = new Chances(
                Draws.of(projection.turns().size(), speakers.size(), lengths.commonSpread(), lengths.ownSpread(), seed),
                speakers.stream().mapToDouble(knowledge.speakers()::weight).toArray(),
                knowledge.endsPerTurn());
    }

    /// Everything about the run with this cast.
    public Estimate estimate(Casting casting) {
        var troupe = troupe(casting);
        var tally = new Tally(prices, at, speakers, casting, projection.ends().usd());
        var calls = mean(troupe).calls().iterator();
        var next = calls.hasNext() ? calls.next() : null;
        for (int i = 0; i < projection.turns().size(); i++) {
            tally.begin();
            while (next != null && next.turn() == i) {
                tally.add(next);
                next = calls.hasNext() ? calls.next() : null;
            }
            tally.end(projection.turns().get(i));
        }
        tally.addUnpriced(unpriced(casting));
        var spread = chances.spread(troupe, projection.turns().size());
        return tally.estimate(spread, correction(), max(casting), grounds(casting), counting(casting));
    }

    /// The three figures of the run with this cast, and nothing else.
    public Range range(Casting casting) {
        var troupe = troupe(casting);
        return range(casting, troupe, chances.spreadOfWhole(troupe, course.turns));
    }

    /// Nearly the same figures, sooner: for comparing many with `own`, which comes out as in [#range(Casting)].
    public Range range(Casting other, Casting own) {
        var troupe = troupe(other);
        return range(other, troupe, chances.spreadBeside(troupe, troupe(own), course.turns));
    }

    private Range range(Casting casting, Troupe troupe, Spread spread) {
        if (!unpriced(casting).isEmpty()) {
            return Range.UNKNOWN;
        }
        var mean = Usd.ZERO;
        var most = projection.ends().usd();
        int turn = -1;
        for (var call : mean(troupe).calls()) {
            if (most != null && call.turn() > turn && mean.compareTo(most) >= 0) {
                break;
            }
            turn = call.turn();
            var model = Tally.model(casting, speakers, call);
            if (!(prices.price(model.id(), call.usage(), at, false) instanceof PricedUsage.Known known)) {
                return Range.UNKNOWN;
            }
            mean = mean.plus(known.total());
        }
        return Tally.range(mean, spread, correction());
    }

    /// Models of everybody who may be asked, though somebody else is likelier, that have no price.
    private Set<ModelId> unpriced(Casting casting) {
        var one = Usage.of(1, 1);
        var models = models(casting);
        models.removeIf(model -> prices.price(model, one, at, false) instanceof PricedUsage.Known);
        return models;
    }

    private Set<ModelId> models(Casting casting) {
        var models = new TreeSet<ModelId>();
        speakers.forEach(speaker -> models.add(casting.of(speaker).id()));
        if (casting.chooser() != null && course.asksForSpeakers()) {
            models.add(casting.chooser().id());
        }
        return models;
    }

    private MeanRun mean(Troupe troupe) {
        return meanByManners.computeIfAbsent(troupe.manners(), _ -> {
            var run = new MeanRun(troupe.standing(course));
            troupe.play().play(Fate.MEAN, run);
            return run;
        });
    }

    private Troupe troupe(Casting casting) {
        var manners = new Manner[speakers.size()];
        var models = new ArrayList<Model>();
        for (int i = 0; i < manners.length; i++) {
            var model = casting.of(speakers.get(i));
            models.add(model);
            manners[i] = new Manner(
                    lengths.reply(speakers.get(i), model, replyLength()),
                    knowledge.tokens().of(model.id()),
                    CacheRules.of(model.caching(), prices.pricesWrites(model.id(), at), true));
        }
        var chooser = casting.chooser();
        Manner choosing = null;
        if (chooser != null && manners.length > 0) {
            models.add(chooser);
            choosing = new Manner(
                    manners[0].reply(),
                    knowledge.tokens().of(chooser.id()),
                    CacheRules.of(chooser.caching(), prices.pricesWrites(chooser.id(), at), false));
        }
        var ids = models.stream().map(Model::id).toList();
        var most = projection.ends().usd();
        return new Troupe(
                new Play(course, manners, choosing, knowledge.secondsPerTurn()),
                manners,
                choosing,
                ids.stream().map(this::rates).toArray(TokenRates[]::new),
                ids.stream().mapToInt(ids::indexOf).toArray(),
                most == null ? Double.MAX_VALUE : most.amount().doubleValue());
    }

    private TokenRates rates(ModelId model) {
        return rates.computeIfAbsent(model, _ -> TokenRates.of(model, prices, at));
    }

    /// All turns of a script have the same.
    private Projection.ReplyLength replyLength() {
        return projection.turns().getFirst().speech().reply();
    }

    private Calibration.Correction correction() {
        var correction = knowledge.calibration().correction(projection.family(), projection.castSize());
        // What has been said shows where the middle is.
        return lengths.areOfARunUnderWay() ? correction.ofWidth() : correction;
    }

    /// Every attempt at every model that may be asked, at the dearest; null when a price is missing.
    private @Nullable Usd max(Casting casting) {
        var most = Usd.ZERO;
        for (var turn : projection.turns()) {
            var dearest = dearest(turn, casting);
            if (dearest == null) {
                return null;
            }
            most = most.plus(dearest);
            var chooser = casting.chooser();
            for (var choice : turn.choice()) {
                var ceiling = chooser == null
                        ? Usd.ZERO
                        : ceiling(
                                chooser,
                                choice.prompt().mostTokens(),
                                choice.reply().mostTokens());
                if (ceiling == null) {
                    return null;
                }
                most = most.plus(ceiling);
            }
        }
        return most;
    }

    private @Nullable Usd dearest(ProjectedTurn turn, Casting casting) {
        var speech = turn.speech();
        var speakers = new TreeSet<>(turn.anyoneElse());
        speakers.add(speech.persona());
        var dearest = Usd.ZERO;
        for (var speaker : speakers) {
            var together = Usd.ZERO;
            for (var asked : casting.allOf(speaker)) {
                var ceiling = ceiling(
                        asked, speech.prompt().mostTokens(), speech.reply().mostTokens());
                if (ceiling == null) {
                    return null;
                }
                together = together.plus(ceiling);
            }
            dearest = dearest.max(together);
        }
        return dearest;
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

    private Map.Entry<Reply.Basis, Integer> grounds(Casting casting) {
        var broadest = Map.entry(Reply.Basis.PERSONA_ON_MODEL, Integer.MAX_VALUE);
        for (var speaker : speakers) {
            var reply = lengths.reply(speaker, casting.of(speaker), replyLength());
            if (reply.basis().compareTo(broadest.getKey()) > 0
                    || (reply.basis() == broadest.getKey() && reply.runs() < broadest.getValue())) {
                broadest = Map.entry(reply.basis(), reply.runs());
            }
        }
        return broadest;
    }

    private List<Estimate.Counting> counting(Casting casting) {
        return models(casting).stream()
                .map(model -> {
                    var tokens = knowledge.tokens().of(model);
                    return new Estimate.Counting(
                            model, tokens.factor(), tokens.doubt(), tokens.calls(), tokens.counted());
                })
                .toList();
    }
}
