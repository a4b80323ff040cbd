package dev.parley.planning.estimate;

import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.Projection.ProjectedTurn;
import dev.parley.planning.length.Reply;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Sums up the mean cost while the turns go by, exactly, and scales it to what is likely in the end.
final class Tally {
    /// Digits of a factor that scales what is estimated.
    private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

    private final PriceBook prices;
    private final Instant at;
    private final List<String> speakers;
    private final Casting casting;
    private final @Nullable Usd most;
    private final List<Turn> byTurn = new ArrayList<>();
    private final Map<@Nullable String, Usd> byPersona = new LinkedHashMap<>();
    private final Map<@Nullable String, Integer> turnsByPersona = new LinkedHashMap<>();
    private final Set<ModelId> unpriced = new TreeSet<>();
    private final Set<ModelId> assumed = new TreeSet<>();
    private Usage tokens = Usage.NONE;
    private Usd mean = Usd.ZERO;
    private Usd withoutCaching = Usd.ZERO;
    private Usd batch = Usd.ZERO;
    private Usd standing = Usd.ZERO;
    private Usd output = Usd.ZERO;
    private Usd hidden = Usd.ZERO;
    private boolean turnLacksAPrice;
    private boolean hasEnded;
    private boolean batchIsCheaper = true;

    /// @param total up to and with it, in the mean
    private record Turn(int turn, String persona, boolean lacksAPrice, Usd total) {}

    /// @param speakers in the order of the projection
    /// @param most after which the run ends; null without such a limit
    Tally(PriceBook prices, Instant at, List<String> speakers, Casting casting, @Nullable Usd most) {
        this.prices = prices;
        this.at = at;
        this.speakers = speakers;
        this.casting = casting;
        this.most = most;
    }

    /// The model of the call.
    static Model model(Casting casting, List<String> speakers, MeanRun.MeanCall call) {
        return call.speaker() == MeanRun.HIDDEN
                ? Objects.requireNonNull(casting.chooser())
                : casting.of(speakers.get(call.speaker()));
    }

    void begin() {
        turnLacksAPrice = false;
        // A limit ends a run between turns and not within one.
        hasEnded = most != null && mean.compareTo(most) >= 0;
    }

    /// Models that may be asked and have no price, whether or not the likely run asks them.
    void addUnpriced(Set<ModelId> models) {
        unpriced.addAll(models);
    }

    void end(ProjectedTurn turn) {
        byTurn.add(new Turn(turn.turn(), turn.speech().persona(), turnLacksAPrice, mean));
    }

    void add(MeanRun.MeanCall call) {
        if (hasEnded) {
            return;
        }
        var model = model(casting, speakers, call);
        if (call.speaker() == MeanRun.HIDDEN) {
            hidden = hidden.plus(add(null, model, call.usage()));
            return;
        }
        add(speakers.get(call.speaker()), model, call.usage());
        var share = BigDecimal.valueOf(call.standing())
                .divide(BigDecimal.valueOf(Math.max(1, call.input().totalInput())), DIGITS);
        standing = standing.plus(priced(model.id(), call.input(), false).times(share));
        output = output.plus(priced(model.id(), call.reply(), false));
    }

    private Usd add(@Nullable String persona, Model model, Usage usage) {
        tokens = tokens.plus(usage);
        turnsByPersona.merge(persona, 1, Integer::sum);
        var usd = priced(model.id(), usage, false);
        if (prices.isAssumed(model.id())) {
            assumed.add(model.id());
        }
        mean = mean.plus(usd);
        byPersona.merge(persona, usd, Usd::plus);
        withoutCaching = withoutCaching.plus(priced(model.id(), usage.uncached(), false));
        batch = batch.plus(priced(model.id(), usage.uncached(), true));
        batchIsCheaper &= prices.sheet(model.id())
                .map(sheet -> sheet.batchFactor() != null)
                .orElse(false);
        return usd;
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

    static Range range(Usd mean, Spread spread, Calibration.Correction correction) {
        var whole = spread.whole();
        return new Range(
                scaled(mean, correction.low(whole)),
                scaled(mean, correction.likely(whole)),
                scaled(mean, correction.high(whole)));
    }

    Estimate estimate(
            Spread spread,
            Calibration.Correction correction,
            @Nullable Usd max,
            Map.Entry<Reply.Basis, Integer> learned,
            List<Estimate.Counting> counting) {
        var whole = spread.whole();
        double middle = correction.likely(whole);
        var bound = unpriced.isEmpty() ? max : null;
        var likely = within(scaled(mean, middle), bound);
        var rest = mean.minus(standing).minus(output).minus(hidden);
        return new Estimate(
                within(scaled(mean, correction.low(whole)), bound),
                likely,
                within(scaled(mean, correction.high(whole)), bound),
                bound,
                within(
                        scaled(mean, whole.median() > 0 ? spread.mean() * middle / whole.median() : spread.mean()),
                        bound),
                scaled(withoutCaching, middle),
                batchIsCheaper ? scaled(batch, middle) : null,
                byPersona(middle),
                byTurn(spread, correction, likely),
                tokens,
                List.copyOf(unpriced),
                List.copyOf(assumed),
                new Estimate.Drivers(
                        scaled(standing, middle), scaled(rest, middle), scaled(output, middle), scaled(hidden, middle)),
                new Estimate.Grounds(
                        learned.getKey(),
                        learned.getValue(),
                        correction.runs(),
                        scaled(mean, whole.low()),
                        scaled(mean, whole.median()),
                        scaled(mean, whole.high())),
                counting);
    }

    private List<Estimate.PersonaShare> byPersona(double middle) {
        var shares = new ArrayList<Estimate.PersonaShare>();
        byPersona.forEach((persona, usd) -> {
            var model = persona == null ? casting.chooser() : casting.of(persona);
            shares.add(new Estimate.PersonaShare(
                    persona,
                    model == null ? null : model.id(),
                    turnsByPersona.getOrDefault(persona, 0),
                    scaled(usd, middle)));
        });
        return shares;
    }

    /// What is likely to have been paid by each turn. That never falls, and ends with the whole.
    private List<Estimate.TurnShare> byTurn(Spread spread, Calibration.Correction correction, Usd likely) {
        var shares = new ArrayList<Estimate.TurnShare>();
        var before = Usd.ZERO;
        for (int i = 0; i < byTurn.size(); i++) {
            var turn = byTurn.get(i);
            var scatters = spread.byTurn()[i];
            boolean isLast = i == byTurn.size() - 1;
            var total = isLast
                    ? likely
                    : scaled(turn.total, correction.likely(scatters)).min(likely);
            total = total.max(before);
            shares.add(new Estimate.TurnShare(
                    turn.turn,
                    turn.persona,
                    turn.lacksAPrice ? null : total.minus(before),
                    total,
                    scaled(turn.total, correction.low(scatters)).min(total),
                    scaled(turn.total, correction.high(scatters)).max(total),
                    0));
            before = total;
        }
        return shares;
    }

    private static Usd within(Usd usd, @Nullable Usd most) {
        return most == null ? usd : usd.min(most);
    }

    private static Usd scaled(Usd usd, double factor) {
        return usd.times(new BigDecimal(factor, DIGITS));
    }
}
