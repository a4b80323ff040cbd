package dev.parley.library;

import static dev.parley.library.Shape.Field.optional;
import static dev.parley.library.Shape.Field.required;

import dev.parley.library.Shape.Decimal;
import dev.parley.library.Shape.Fields;
import dev.parley.library.Shape.Form;
import dev.parley.library.Shape.ListOf;
import dev.parley.library.Shape.Text;
import dev.parley.library.Shape.Whole;
import java.util.Optional;

/// The files of `pricing/`, one for each provider.
final class PriceFormat {
    private static final long MOST_TOKENS = 1_000_000_000;
    private static final Decimal USD = Decimal.between("0", "1000000");

    private static final Fields RATES = Fields.of(
            required("input", USD, "A million tokens of fresh input."),
            required("output", USD, "A million tokens of output, reasoning included."),
            optional("cache_read", USD, "A million tokens read from the cache; absent, they cost as much as input."),
            optional(
                    "cache_write_5m",
                    USD,
                    "A million tokens written to the cache for its ordinary, short time; absent, the provider bills"
                            + " none."),
            optional(
                    "cache_write_1h",
                    USD,
                    "A million tokens written to the cache for an hour; absent, the provider bills none."));

    private static final Fields TIER = Fields.of(
            required(
                    "above_input_tokens",
                    new Whole(1, MOST_TOKENS),
                    "The rates hold for the whole request when its input is longer than this."),
            required("usd_per_mtok", RATES, "US dollars for a million tokens."));

    private static final Fields WINDOW = Fields.of(
            required(
                    "utc",
                    new Text(11, Form.UTC_WINDOW),
                    "The part of the day, as in 01:00-04:00: the first minute belongs to it, the last does not."),
            required("usd_per_mtok", RATES, "US dollars for a million tokens."));

    private static final Fields PRICE = Fields.of(
            optional(
                    "effective_from",
                    new Text(10, Form.DAY),
                    "The first day (UTC) on which it applies; absent means since the model's launch."),
            optional(
                    "recorded_at",
                    new Text(10, Form.DAY),
                    "The day it was learned; absent means the file's recorded_at, else its checked."),
            optional(
                    "withdrawn_at",
                    new Text(10, Form.DAY),
                    "The day it was learned that the announced price will not apply after all; keep the entry, so that"
                            + " what was believed until then can still be told."),
            optional("source", new Text(500, Form.LINE), "Where it was read; absent means the file's source."),
            required("usd_per_mtok", RATES, "US dollars for a million tokens."),
            optional(
                    "cache_storage_usd_per_mtok_hour",
                    USD,
                    "US dollars for keeping a million tokens in an explicit cache for an hour."),
            optional("tiers", new ListOf(TIER, 0, 10), "Rates for long input, shortest first."),
            optional("windows", new ListOf(WINDOW, 0, 24), "Rates for parts of the day."));

    private static final Fields ABILITIES = Fields.of(
            optional("temperature", new Shape.YesNo(), "Whether a temperature may be sent; true unless said."),
            optional("seed", new Shape.YesNo(), "Whether a seed may be sent; false unless said."),
            optional(
                    "output_limit",
                    Shape.Choice.of("max_tokens", "max_completion_tokens"),
                    "The name under which the provider takes the longest reply; max_tokens unless said."),
            optional(
                    "reasoning_efforts",
                    new ListOf(Shape.Choice.of("none", "minimal", "low", "medium", "high"), 0, 5),
                    "The efforts that may be asked for, weakest first; none unless said."),
            optional(
                    "reasons",
                    new Shape.YesNo(),
                    "Whether replies may contain reasoning, which bills as output; false unless said."));

    private static final Fields MODEL = Fields.of(
            required(
                    "id",
                    new Text(150, Form.MODEL_NAME),
                    "The name in requests; * stands for every model of the provider that is not listed."),
            optional("name", new Text(100, Form.LINE), "The name for people; absent means the id."),
            optional("context_window_tokens", new Whole(1, MOST_TOKENS), "Input and output together."),
            optional("max_output_tokens", new Whole(1, MOST_TOKENS), "The longest reply, reasoning included."),
            optional(
                    "min_cache_prefix_tokens",
                    new Whole(0, MOST_TOKENS),
                    "A shorter beginning is not cached; 1024 unless said."),
            optional("quality", Decimal.between("0", "1"), "How good its replies are; absent when nobody measured."),
            optional(
                    "aliases",
                    new ListOf(new Text(150, Form.MODEL_NAME), 0, 50),
                    "Other names of the same model, dated ones among them."),
            optional("end_of_life", new Text(10, Form.DAY), "The first day on which the provider no longer serves it."),
            optional(
                    "batch_factor",
                    Decimal.between("0", "1"),
                    "The share of every price that the batch interface bills for this model; absent means the file's."),
            optional("abilities", ABILITIES, "What a request to the model may carry."),
            required("prices", new ListOf(PRICE, 1, 200), "The prices over time, oldest first."));

    static final Fields SHAPE = Fields.of(
            required("provider", new Text(50, Form.ID), "The provider, as it stands before the slash of a model."),
            optional(
                    "caching",
                    Shape.Choice.of("automatic", "explicit"),
                    "Whether the provider caches by itself or only what is marked; automatic unless said."),
            optional(
                    "batch_factor",
                    Decimal.between("0", "1"),
                    "The share of every price that the batch interface bills; absent when it is no cheaper."),
            required("source", new Text(500, Form.LINK), "The provider's public price list."),
            required("checked", new Text(10, Form.DAY), "The day on which the prices were compared with it."),
            optional(
                    "recorded_at",
                    new Text(10, Form.DAY),
                    "The day on which prices without a recorded_at of their own were learned; absent means checked. It"
                            + " stays when checked moves on."),
            required("models", new ListOf(MODEL, 1, 2_000), "The provider's models."),
            Shape.Field.extra());

    /// The file `default.yaml`: the operator's price for models that no file knows.
    static final Fields ASSUMED_SHAPE = Fields.of(
            required("checked", new Text(10, Form.DAY), "The day on which somebody decided on it."),
            optional("source", new Text(500, Form.LINE), "Why this price; shown wherever it was used."),
            required("prices", new ListOf(PRICE, 1, 200), "The prices over time, oldest first."),
            Shape.Field.extra());

    private PriceFormat() {}

    /// The prices and models, or empty with everything that is wrong in `findings`.
    static Optional<PriceFile> read(String text, Findings findings) {
        var root = YamlReader.read(text, findings);
        root.ifPresent(file -> {
            new ShapeCheck(findings).check(file, SHAPE, "");
            new PriceCheck(file, findings).check();
        });
        return findings.isEmpty() ? root.map(PriceBuilder::file) : Optional.empty();
    }

    /// The operator's price for unknown models, or empty with everything that is wrong in `findings`.
    static Optional<PriceFile> readAssumed(String text, Findings findings) {
        var root = YamlReader.read(text, findings);
        root.ifPresent(file -> {
            new ShapeCheck(findings).check(file, ASSUMED_SHAPE, "");
            new PriceCheck(file, findings).checkPrices();
        });
        return findings.isEmpty() ? root.map(PriceBuilder::assumed) : Optional.empty();
    }
}
