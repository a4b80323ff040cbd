package dev.parley.library.pricetable;

import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.Rates;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes a price file always in the same way: one text for one content. Whatever a table could have chosen stands in
/// quotes.
final class ImportedYaml {
    private final StringBuilder text = new StringBuilder();

    private ImportedYaml() {}

    /// @param link of the table that was taken last
    /// @param checked the day of that
    record Head(String provider, boolean cachesByItself, String link, LocalDate checked) {}

    static String of(Head head, List<ImportedModel> models) {
        return new ImportedYaml().write(head, models);
    }

    private String write(Head head, List<ImportedModel> models) {
        line("# yaml-language-server: $schema=../../schemas/pricing.schema.json");
        line("# Taken from public price tables by Parley, which writes this file anew at every import. Prices kept by");
        line("# hand stand in pricing/" + head.provider + ".yaml.");
        line("provider: " + quoted(head.provider));
        line("caching: " + (head.cachesByItself ? "automatic" : "explicit"));
        line("source: " + quoted(head.link));
        line("checked: " + head.checked);
        line("models:");
        models.forEach(this::model);
        return text.toString();
    }

    private void model(ImportedModel imported) {
        var model = imported.model();
        line("  - id: " + quoted(model.id().name()));
        if (!model.displayName().equals(model.id().name())) {
            line("    name: " + quoted(model.displayName()));
        }
        if (model.contextWindowTokens() != null) {
            line("    context_window_tokens: " + model.contextWindowTokens());
        }
        if (model.maxOutputTokens() != null) {
            line("    max_output_tokens: " + model.maxOutputTokens());
        }
        if (!model.aliases().isEmpty()) {
            line("    aliases: "
                    + model.aliases().stream().map(ImportedYaml::quoted).collect(Collectors.joining(", ", "[", "]")));
        }
        if (imported.batchFactor() != null) {
            line("    batch_factor: " + plain(imported.batchFactor()));
        }
        line("    prices:");
        imported.periods().forEach(this::period);
    }

    private void period(PricePeriod period) {
        var first = period.effectiveFrom() == null ? "" : "effective_from: " + period.effectiveFrom();
        if (first.isEmpty()) {
            line("      - recorded_at: " + period.recordedAt());
        } else {
            line("      - " + first);
            line("        recorded_at: " + period.recordedAt());
        }
        if (period.withdrawnAt() != null) {
            line("        withdrawn_at: " + period.withdrawnAt());
        }
        line("        source: " + quoted(period.source()));
        line("        usd_per_mtok: " + rates(period.base()));
        if (period.cacheStoragePerMtokHour() != null) {
            line("        cache_storage_usd_per_mtok_hour: " + plain(period.cacheStoragePerMtokHour()));
        }
        if (!period.tiers().isEmpty()) {
            line("        tiers:");
            for (var tier : period.tiers()) {
                line("          - above_input_tokens: " + tier.aboveInputTokens());
                line("            usd_per_mtok: " + rates(tier.rates()));
            }
        }
        if (!period.windows().isEmpty()) {
            line("        windows:");
            for (var window : period.windows()) {
                line("          - utc: " + quoted(window.from() + "-" + window.to()));
                line("            usd_per_mtok: " + rates(window.rates()));
            }
        }
    }

    private static String rates(Rates rates) {
        return "{input: " + plain(rates.inputPerMtok()) + ", output: " + plain(rates.outputPerMtok())
                + optional("cache_read", rates.cacheReadPerMtok())
                + optional("cache_write_5m", rates.cacheWrite5mPerMtok())
                + optional("cache_write_1h", rates.cacheWrite1hPerMtok()) + "}";
    }

    private static String optional(String name, @Nullable BigDecimal usdPerMtok) {
        return usdPerMtok == null ? "" : ", " + name + ": " + plain(usdPerMtok);
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /// In double quotes, where only these two characters mean something else. Texts with others that YAML does not
    /// take were refused when the table was read.
    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
