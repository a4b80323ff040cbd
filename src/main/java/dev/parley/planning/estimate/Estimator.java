package dev.parley.planning.estimate;

import dev.parley.model.Model;
import dev.parley.money.Usd;
import dev.parley.planning.Projection;
import dev.parley.planning.Projection.ProjectedTurn;
import dev.parley.planning.length.Reply;
import dev.parley.planning.length.RunLengths;
import dev.parley.pricing.PriceBook;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Prices a projection. With every reply of mean length the cost is summed turn by turn, exactly. How the cost scatters
/// around that sum, and where its mean lies, [Chances] finds out; what past runs say of such intervals corrects it.
///
/// Tokens are counted with the base tokenizer for every model.
public final class Estimator {
    /// Nothing is kept for longer than five minutes yet, so the dearer write cannot occur.
    private static final Set<TokenClass> PLANNED_CLASSES =
            EnumSet.of(TokenClass.INPUT, TokenClass.CACHE_READ, TokenClass.CACHE_WRITE_5M);

    private final PriceBook prices;
    private final Instant at;
    private final int mostAttempts;
    private final Knowledge knowledge;
    private final Projection projection;
    private final RunLengths lengths;
    private final Draws draws;
    private final boolean[] speaksAgain;

    /// @param at when the run would start
    /// @param mostAttempts how often one call may be tried
    /// @param seed of the chances; the same gives the same estimate
    public Estimator(
            PriceBook prices, Instant at, int mostAttempts, Knowledge knowledge, Projection projection, long seed) {
        this.prices = prices;
        this.at = at;
        this.mostAttempts = mostAttempts;
        this.knowledge = knowledge;
        this.projection = projection;
        this.lengths = knowledge.lengths().forRun(projection.family(), projection.castSize());
        this.speaksAgain = speaksAgain(projection);
        this.draws = Draws.of(projection.turns().size(), speakers().size(), lengths.runShare(), seed);
    }

    private Estimator(Estimator other, RunLengths lengths) {
        this.prices = other.prices;
        this.at = other.at;
        this.mostAttempts = other.mostAttempts;
        this.knowledge = other.knowledge;
        this.projection = other.projection;
        this.lengths = lengths;
        this.speaksAgain = other.speaksAgain;
        this.draws = other.draws;
    }

    /// The same, were every reply so many times as long.
    public Estimator withReplies(double factor) {
        return new Estimator(this, lengths.times(factor));
    }

    /// Everything about the run with this cast.
    public Estimate estimate(Casting casting) {
        var tally = tally(casting);
        var spread = chances(casting).spread(draws);
        return tally.estimate(casting, spread, correction(), max(casting), grounds(casting));
    }

    /// The three figures of the run with this cast, and nothing else: for comparing many.
    public Range range(Casting casting) {
        return tally(casting).range(chances(casting).spreadOfWhole(draws), correction());
    }

    private Tally tally(Casting casting) {
        var tally = new Tally(prices, at);
        double said = 0;
        for (int i = 0; i < projection.turns().size(); i++) {
            var turn = projection.turns().get(i);
            tally.begin();
            addChoice(turn, casting, said, tally);
            said += addSpeech(turn, casting, said, speaksAgain[i], tally) + projection.nameTokens();
            tally.end(turn);
        }
        return tally;
    }

    private static boolean[] speaksAgain(Projection projection) {
        var turns = projection.turns();
        var again = new boolean[turns.size()];
        var later = new HashSet<String>();
        for (int i = turns.size() - 1; i >= 0; i--) {
            again[i] = !later.add(turns.get(i).speech().persona());
        }
        return again;
    }

    /// @return how many tokens are said, in the mean
    private double addSpeech(ProjectedTurn turn, Casting casting, double said, boolean again, Tally tally) {
        var speech = turn.speech();
        var model = casting.of(speech.persona());
        var prompt = speech.prompt().heard(Math.round(said));
        var reply = lengths.reply(speech.persona(), model, speech.reply());
        var input = tally.forecast()
                .input(
                        speech.persona(),
                        model.id(),
                        model.caching(),
                        prices.pricesWrites(model.id(), at),
                        prompt,
                        again);
        tally.addSpeech(
                speech.persona(),
                model,
                prompt,
                input,
                output(reply, speech.reply().mostTokens()));
        double output = reply.meanOutput();
        return reply.visible().mean() * Math.min(1, speech.reply().mostTokens() / Math.max(output, 1));
    }

    private void addChoice(ProjectedTurn turn, Casting casting, double said, Tally tally) {
        var model = casting.chooser();
        if (model != null) {
            for (var choice : turn.choice()) {
                var prompt = choice.prompt().heard(Math.round(said));
                tally.addHidden(model, Usage.of(prompt.tokens(), choice.reply().likelyTokens()));
            }
        }
    }

    private static Usage output(Reply reply, long mostTokens) {
        double visible = reply.visible().mean();
        long reasoning = Math.round(visible * reply.reasoningPerVisible());
        long output = Math.min(Math.round(visible) + reasoning, mostTokens);
        return new Usage(0, 0, 0, 0, output, Math.min(reasoning, output));
    }

    private Chances chances(Casting casting) {
        var voices = new TreeMap<String, Voice>();
        for (var speaker : speakers()) {
            var model = casting.of(speaker);
            var prior = projection.turns().getFirst().speech().reply();
            voices.put(speaker, Voice.of(model, lengths.reply(speaker, model, prior), prices, at));
        }
        var chooser = casting.chooser();
        var choosing = chooser == null || voices.isEmpty()
                ? null
                : Voice.of(chooser, voices.firstEntry().getValue().reply(), prices, at);
        return new Chances(projection, voices, choosing, knowledge.endsPerTurn());
    }

    private Set<String> speakers() {
        var speakers = new TreeSet<String>();
        projection.turns().forEach(turn -> {
            speakers.add(turn.speech().persona());
            speakers.addAll(turn.anyoneElse());
        });
        return speakers;
    }

    private Calibration.Correction correction() {
        return knowledge.calibration().correction(projection.family(), projection.castSize());
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
        for (var speaker : speakers()) {
            var prior = projection.turns().getFirst().speech().reply();
            var reply = lengths.reply(speaker, casting.of(speaker), prior);
            if (reply.basis().compareTo(broadest.getKey()) > 0
                    || (reply.basis() == broadest.getKey() && reply.runs() < broadest.getValue())) {
                broadest = Map.entry(reply.basis(), reply.runs());
            }
        }
        return broadest;
    }
}
