package dev.parley.library;

import dev.parley.model.Abilities;
import dev.parley.model.Abilities.OutputLimit;
import dev.parley.model.Caching;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.PriceSheet;
import dev.parley.pricing.Rates;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Builds models and sheets from a price file that was found to be whole. Amounts go from text to `BigDecimal`.
final class PriceBuilder {
    private static final ModelId ASSUMED = new ModelId(PriceReader.DEFAULT_ID, PriceSheet.EVERY_MODEL);
    private static final String OPERATOR = "the operator's price for unknown models";

    private final Node.Mapping file;
    private final String provider;
    private final String source;
    private final boolean cachesByItself;

    private PriceBuilder(Node.Mapping file, String provider, String source, boolean cachesByItself) {
        this.file = file;
        this.provider = provider;
        this.source = source;
        this.cachesByItself = cachesByItself;
    }

    static PriceFile file(Node.Mapping file) {
        var builder = new PriceBuilder(
                file,
                file.requiredText("provider"),
                file.requiredText("source"),
                file.text("caching").orElse("automatic").equals("automatic"));
        var models = mappings(file, "models");
        return PriceFile.ofProvider(
                builder.provider,
                models.stream().map(builder::sheet).toList(),
                models.stream()
                        .filter(model -> !model.requiredText("id").equals(PriceSheet.EVERY_MODEL))
                        .map(builder::model)
                        .toList());
    }

    /// Nobody knows how an unknown model caches, so its cache classes are taken to bill as fresh input.
    static PriceFile assumed(Node.Mapping file) {
        var builder =
                new PriceBuilder(file, ASSUMED.provider(), file.text("source").orElse(OPERATOR), true);
        return PriceFile.ofAssumed(new PriceSheet(ASSUMED, true, null, builder.periods(file)));
    }

    private PriceSheet sheet(Node.Mapping model) {
        return new PriceSheet(
                id(model),
                cachesByItself,
                decimal(model.text("batch_factor").isPresent() ? model : file, "batch_factor"),
                periods(model));
    }

    private List<PricePeriod> periods(Node.Mapping priced) {
        return mappings(priced, "prices").stream().map(this::period).toList();
    }

    private Model model(Node.Mapping model) {
        var quality = decimal(model, "quality");
        return new Model(
                id(model),
                model.text("name").orElse(model.requiredText("id")),
                whole(model, "context_window_tokens"),
                whole(model, "max_output_tokens"),
                quality == null ? null : quality.doubleValue(),
                model.mapping("abilities").map(PriceBuilder::abilities).orElse(Abilities.PLAIN),
                new Caching(
                        cachesByItself,
                        Optional.ofNullable(whole(model, "min_cache_prefix_tokens"))
                                .orElse(Caching.AUTOMATIC.minPrefixTokens())),
                model.texts("aliases"),
                day(model, "end_of_life"));
    }

    private ModelId id(Node.Mapping model) {
        return new ModelId(provider, model.requiredText("id"));
    }

    private static Abilities abilities(Node.Mapping abilities) {
        return new Abilities(
                isTrue(abilities, "temperature", true),
                isTrue(abilities, "seed", false),
                abilities.text("output_limit").orElse("max_tokens").equals("max_completion_tokens")
                        ? OutputLimit.MAX_COMPLETION_TOKENS
                        : OutputLimit.MAX_TOKENS,
                abilities.texts("reasoning_efforts"),
                isTrue(abilities, "reasons", false));
    }

    private PricePeriod period(Node.Mapping price) {
        return new PricePeriod(
                day(price, "effective_from"),
                recordedAt(price),
                day(price, "withdrawn_at"),
                price.text("source").orElse(source),
                rates(price),
                mappings(price, "tiers").stream()
                        .map(tier -> new PricePeriod.Tier(
                                new BigDecimal(tier.requiredText("above_input_tokens")).longValueExact(), rates(tier)))
                        .toList(),
                mappings(price, "windows").stream().map(PriceBuilder::window).toList(),
                decimal(price, "cache_storage_usd_per_mtok_hour"));
    }

    private LocalDate recordedAt(Node.Mapping price) {
        return LocalDate.parse(price.text("recorded_at")
                .or(() -> file.text("recorded_at"))
                .orElseGet(() -> file.requiredText("checked")));
    }

    private static @Nullable LocalDate day(Node.Mapping mapping, String field) {
        return mapping.text(field).map(LocalDate::parse).orElse(null);
    }

    private static PricePeriod.DailyWindow window(Node.Mapping window) {
        var utc = window.requiredText("utc");
        int hyphen = utc.indexOf('-');
        return new PricePeriod.DailyWindow(
                LocalTime.parse(utc.substring(0, hyphen)), LocalTime.parse(utc.substring(hyphen + 1)), rates(window));
    }

    private static Rates rates(Node.Mapping row) {
        var usdPerMtok = row.mapping("usd_per_mtok").orElseThrow();
        return new Rates(
                new BigDecimal(usdPerMtok.requiredText("input")),
                new BigDecimal(usdPerMtok.requiredText("output")),
                decimal(usdPerMtok, "cache_read"),
                decimal(usdPerMtok, "cache_write_5m"),
                decimal(usdPerMtok, "cache_write_1h"));
    }

    private static boolean isTrue(Node.Mapping mapping, String field, boolean otherwise) {
        return mapping.text(field).map(text -> text.equalsIgnoreCase("true")).orElse(otherwise);
    }

    private static @Nullable BigDecimal decimal(Node.Mapping mapping, String field) {
        return mapping.text(field).map(BigDecimal::new).orElse(null);
    }

    private static @Nullable Long whole(Node.Mapping mapping, String field) {
        return mapping.text(field)
                .map(text -> new BigDecimal(text).longValueExact())
                .orElse(null);
    }

    private static List<Node.Mapping> mappings(Node.Mapping mapping, String field) {
        return mapping.items(field).stream().map(Node.Mapping.class::cast).toList();
    }
}
