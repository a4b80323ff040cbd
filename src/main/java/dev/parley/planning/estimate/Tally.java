package dev.parley.planning.estimate;

import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.planning.Projection.ProjectedTurn;
import dev.parley.planning.Projection.PromptSize;
import dev.parley.planning.cache.CacheForecast;
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
    private final CacheForecast forecast = new CacheForecast();
    private final List<Estimate.TurnShare> byTurn = new ArrayList<>();
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
    private Usd before = Usd.ZERO;
    private boolean turnLacksAPrice;
    private boolean batchIsCheaper = true;

    Tally(PriceBook prices, Instant at) {
        this.prices = prices;
        this.at = at;
    }

    CacheForecast forecast() {
        return forecast;
    }

    void begin() {
        before = mean;
        turnLacksAPrice = false;
    }

    void end(ProjectedTurn turn) {
        byTurn.add(new Estimate.TurnShare(
                turn.turn(),
                turn.speech().persona(),
                turnLacksAPrice ? null : mean.minus(before),
                mean,
                mean,
                mean,
                0));
    }

    void addSpeech(String persona, Model model, PromptSize prompt, Usage input, Usage reply) {
        add(persona, model, input.plus(reply));
        var paid = priced(model.id(), input, false);
        var share =
                BigDecimal.valueOf(prompt.standing()).divide(BigDecimal.valueOf(Math.max(1, prompt.tokens())), DIGITS);
        standing = standing.plus(paid.times(share));
        output = output.plus(priced(model.id(), reply, false));
    }

    void addHidden(Model model, Usage usage) {
        hidden = hidden.plus(add(null, model, usage));
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

    Range range(Spread spread, Calibration.Correction correction) {
        if (!unpriced.isEmpty()) {
            return Range.UNKNOWN;
        }
        return new Range(
                scaled(mean, correction.low(spread.low(), spread.median(), spread.high())),
                scaled(mean, correction.likely(spread.low(), spread.median(), spread.high())),
                scaled(mean, correction.high(spread.low(), spread.median(), spread.high())));
    }

    Estimate estimate(
            Casting casting,
            Spread spread,
            Calibration.Correction correction,
            @Nullable Usd max,
            Map.Entry<Reply.Basis, Integer> learned) {
        double middle = correction.likely(spread.low(), spread.median(), spread.high());
        var most = unpriced.isEmpty() ? max : null;
        var likely = within(scaled(mean, middle), most);
        var high = within(scaled(mean, correction.high(spread.low(), spread.median(), spread.high())), most);
        var rest = mean.minus(standing).minus(output).minus(hidden);
        return new Estimate(
                within(scaled(mean, correction.low(spread.low(), spread.median(), spread.high())), most),
                likely,
                high,
                most,
                within(scaled(mean, spread.mean()), most),
                scaled(withoutCaching, middle),
                batchIsCheaper ? scaled(batch, middle) : null,
                byPersona(casting, middle),
                byTurn(spread, correction),
                tokens,
                List.copyOf(unpriced),
                List.copyOf(assumed),
                new Estimate.Drivers(
                        scaled(standing, middle), scaled(rest, middle), scaled(output, middle), scaled(hidden, middle)),
                new Estimate.Grounds(
                        learned.getKey(),
                        learned.getValue(),
                        correction.runs(),
                        scaled(mean, spread.low()),
                        scaled(mean, spread.median()),
                        scaled(mean, spread.high())));
    }

    private List<Estimate.PersonaShare> byPersona(Casting casting, double middle) {
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

    private List<Estimate.TurnShare> byTurn(Spread spread, Calibration.Correction correction) {
        double median = spread.median();
        double middle = correction.likely(spread.low(), median, spread.high());
        var shares = new ArrayList<Estimate.TurnShare>();
        for (int i = 0; i < byTurn.size(); i++) {
            var turn = byTurn.get(i);
            double low = Math.min(spread.lowByTurn()[i], median);
            double high = Math.max(spread.highByTurn()[i], median);
            var usd = turn.likely();
            var cumulative = Objects.requireNonNull(turn.cumulative());
            shares.add(new Estimate.TurnShare(
                    turn.turn(),
                    turn.persona(),
                    usd == null ? null : scaled(usd, middle),
                    scaled(cumulative, middle),
                    scaled(cumulative, Math.min(middle, correction.low(low, median, high))),
                    scaled(cumulative, Math.max(middle, correction.high(low, median, high))),
                    0));
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
