package dev.parley.library.pricetable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.Rates;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The price of one model of LiteLLM's table. Prices of other service tiers (priority, flex), of tools, sound and
/// pictures are not looked at: our requests carry text and ask for none of them.
final class LiteLlmPrice {
    private static final String INPUT = "input_cost_per_token";
    private static final String OUTPUT = "output_cost_per_token";
    private static final String READ = "cache_read_input_token_cost";
    private static final String READ_TOO = "input_cost_per_token_cache_hit";
    private static final String WRITE = "cache_creation_input_token_cost";
    private static final String WRITE_1H = "cache_creation_input_token_cost_above_1hr";
    private static final String REASONING = "output_cost_per_reasoning_token";

    /// Billed beside, or instead of, the tokens of a text conversation.
    private static final List<String> BESIDE = List.of(
            "input_cost_per_request",
            "input_cost_per_character",
            "output_cost_per_character",
            "input_cost_per_second",
            "output_cost_per_second",
            "citation_cost_per_token");

    private static final Pattern TIER = Pattern.compile("(?:input|output)_cost_per_token_above_(\\d{1,6})k_tokens");
    private static final int MOST_TIERS = 10;
    private static final int FACTOR_DIGITS = 6;

    private final JsonNode entry;

    private LiteLlmPrice(JsonNode entry) {
        this.entry = entry;
    }

    static TablePrice of(JsonNode entry) throws Inexpressible {
        return new LiteLlmPrice(entry).price();
    }

    /// The share that batches bill, when input and output agree on one that has few digits.
    static @Nullable BigDecimal batchFactor(JsonNode entry, Rates base) throws Inexpressible {
        var input = share(TableNumbers.perToken(entry, INPUT + "_batches"), base.inputPerMtok());
        var output = share(TableNumbers.perToken(entry, OUTPUT + "_batches"), base.outputPerMtok());
        return input != null && input.equals(output) && input.compareTo(BigDecimal.ONE) <= 0 ? input : null;
    }

    private static @Nullable BigDecimal share(@Nullable BigDecimal part, BigDecimal whole) {
        if (part == null || whole.signum() == 0) {
            return null;
        }
        var share = TableNumbers.exact(part.divide(whole, FACTOR_DIGITS, RoundingMode.HALF_EVEN));
        return share.multiply(whole).compareTo(part) == 0 ? share : null;
    }

    private TablePrice price() throws Inexpressible {
        refuseOtherBilling();
        var base = base();
        var tiers = new ArrayList<PricePeriod.Tier>();
        try {
            for (var thousands : thresholds()) {
                tiers.add(new PricePeriod.Tier(thousands * 1000L, above(thousands, base)));
            }
            return new TablePrice(null, base, tiers, List.of());
        } catch (IllegalArgumentException unfit) {
            throw new Inexpressible("its tiers cannot be written here");
        }
    }

    private void refuseOtherBilling() throws Inexpressible {
        if (entry.has("tiered_pricing")) {
            throw new Inexpressible("tiered_pricing: it does not say whether a tier holds for the whole request");
        }
        for (var field : BESIDE) {
            if (TableNumbers.isPositive(entry, field)) {
                throw new Inexpressible(field + " is billed beside its tokens");
            }
        }
    }

    private Rates base() throws Inexpressible {
        var input = TableNumbers.perToken(entry, INPUT);
        var output = TableNumbers.perToken(entry, OUTPUT);
        if (input == null || output == null) {
            throw new Inexpressible((input == null ? INPUT : OUTPUT) + " is missing");
        }
        if (input.signum() == 0 && output.signum() == 0) {
            throw new Inexpressible("all prices are 0, which there means free as well as unknown");
        }
        var reasoning = TableNumbers.perToken(entry, REASONING);
        if (reasoning != null && !reasoning.equals(output)) {
            throw new Inexpressible(REASONING + " differs from the price of other output");
        }
        return new Rates(
                input,
                output,
                read(),
                TableNumbers.write(TableNumbers.perToken(entry, WRITE)),
                TableNumbers.write(TableNumbers.perToken(entry, WRITE_1H)));
    }

    private @Nullable BigDecimal read() throws Inexpressible {
        var read = TableNumbers.perToken(entry, READ);
        var other = TableNumbers.perToken(entry, READ_TOO);
        if (read != null && other != null && !read.equals(other)) {
            throw new Inexpressible(READ + " and " + READ_TOO + " differ");
        }
        return read == null ? other : read;
    }

    private TreeSet<Integer> thresholds() throws Inexpressible {
        var thousands = new TreeSet<Integer>();
        for (var fields = entry.fieldNames(); fields.hasNext(); ) {
            var tier = TIER.matcher(fields.next());
            if (tier.matches()) {
                thousands.add(Integer.valueOf(tier.group(1)));
            }
        }
        if (thousands.size() > MOST_TIERS) {
            throw new Inexpressible("more than " + MOST_TIERS + " tiers");
        }
        return thousands;
    }

    /// A class that a tier does not name keeps its base price there, by the table's own rule. A class without a base
    /// price has none in a tier.
    private Rates above(int thousands, Rates base) throws Inexpressible {
        var ending = "_above_" + thousands + "k_tokens";
        return new Rates(
                orElse(TableNumbers.perToken(entry, INPUT + ending), base.inputPerMtok()),
                orElse(TableNumbers.perToken(entry, OUTPUT + ending), base.outputPerMtok()),
                inTier(READ + ending, base.cacheReadPerMtok()),
                inTier(WRITE + ending, base.cacheWrite5mPerMtok()),
                inTier(WRITE_1H + ending, base.cacheWrite1hPerMtok()));
    }

    private @Nullable BigDecimal inTier(String field, @Nullable BigDecimal base) throws Inexpressible {
        return base == null ? null : orElse(TableNumbers.perToken(entry, field), base);
    }

    private static BigDecimal orElse(@Nullable BigDecimal value, BigDecimal otherwise) {
        return value == null ? otherwise : value;
    }
}
