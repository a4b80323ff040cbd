package dev.parley.planning.length;

import dev.parley.model.ModelId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// How the tokenizers of the models compare with the one that counts here, learned from what was billed. One call says
/// nearly all, since a tokenizer's factor hardly changes from text to text.
public final class TokenFactors {
    /// Every model counts as the base tokenizer does, and that is known.
    public static final TokenFactors SAME = new TokenFactors(Map.of(), 0, true);

    /// OpenAI's models since 2024 count with o200k.
    private static final Pattern BASE_TOKENIZER = Pattern.compile("(gpt-4o|gpt-4\\.|gpt-[5-9]|o[1-9]|chatgpt).*");

    /// Other vendors' tokenizers make more tokens of English than o200k does, by one in ten as a rule.
    private static final double USUAL = 0.095;

    private static final double USUAL_DOUBT = 0.13;

    /// Wrapping of messages is billed too.
    private static final double COUNTED_DOUBT = 0.03;

    /// What one call may be off, when too few were seen to say.
    private static final double CALL_DOUBT = 0.04;

    private static final double LEAST_DOUBT = 0.01;
    private static final double MOST_APART = 1.4;

    /// So many models that were heard count as much as what is usual.
    private static final double HALF_TRUSTED = 3;

    /// Nothing was billed yet.
    public static final TokenFactors NONE = of(List.of());

    private final Map<ModelId, TokenFactor> learned;
    private final double usual;
    private final boolean same;

    private TokenFactors(Map<ModelId, TokenFactor> learned, double usual, boolean same) {
        this.learned = Map.copyOf(learned);
        this.usual = usual;
        this.same = same;
    }

    /// What was billed for prompts through one model.
    ///
    /// @param calls how many; at least one
    /// @param counted their tokens by the base tokenizer
    /// @param billed the same as the provider counted them
    /// @param spread standard deviation of the logarithm of their ratio, over single calls; 0 when too few
    public record Billed(ModelId model, long calls, double counted, double billed, double spread) {}

    public static TokenFactors of(Collection<Billed> billed) {
        double usual = usual(billed);
        var learned = new HashMap<ModelId, TokenFactor>();
        for (var one : billed) {
            boolean counted = isBase(one.model);
            double prior = counted ? 0 : usual;
            double priorTrust = 1 / square(counted ? COUNTED_DOUBT : USUAL_DOUBT);
            double trust = one.calls / square(Math.max(one.spread, CALL_DOUBT));
            double log = (priorTrust * prior + trust * ratio(one)) / (priorTrust + trust);
            double doubt = Math.max(LEAST_DOUBT, 1 / Math.sqrt(priorTrust + trust));
            learned.put(one.model, new TokenFactor(Math.exp(log), doubt, one.calls, false));
        }
        return new TokenFactors(learned, usual, false);
    }

    private static double usual(Collection<Billed> billed) {
        var others = billed.stream().filter(one -> !isBase(one.model)).toList();
        double sum = others.stream().mapToDouble(TokenFactors::ratio).sum();
        return (HALF_TRUSTED * USUAL + sum) / (HALF_TRUSTED + others.size());
    }

    public TokenFactor of(ModelId model) {
        var known = learned.get(model);
        if (known != null) {
            return known;
        }
        if (same) {
            return TokenFactor.SAME;
        }
        return isBase(model)
                ? new TokenFactor(1, COUNTED_DOUBT, 0, true)
                : new TokenFactor(Math.exp(usual), USUAL_DOUBT, 0, false);
    }

    /// The same once more was billed, in a run under way.
    public TokenFactors after(Collection<Billed> billed) {
        var all = new HashMap<>(learned);
        for (var one : billed) {
            var before = of(one.model);
            double priorTrust = 1 / square(Math.max(before.doubt(), LEAST_DOUBT));
            double trust = one.calls / square(Math.max(one.spread, CALL_DOUBT));
            double log = (priorTrust * Math.log(before.factor()) + trust * ratio(one)) / (priorTrust + trust);
            double doubt = Math.max(LEAST_DOUBT, 1 / Math.sqrt(priorTrust + trust));
            all.put(one.model, new TokenFactor(Math.exp(log), doubt, before.calls() + one.calls, false));
        }
        return new TokenFactors(all, usual, same);
    }

    private static boolean isBase(ModelId model) {
        return model.provider().equals("openai")
                && BASE_TOKENIZER.matcher(model.name()).matches();
    }

    private static double ratio(Billed one) {
        return Math.clamp(Math.log(one.billed / one.counted), -MOST_APART, MOST_APART);
    }

    private static double square(double value) {
        return value * value;
    }
}
