package dev.parley.api;

import dev.parley.library.Library;
import dev.parley.library.Problem;
import dev.parley.model.Model;
import dev.parley.pricing.CostTier;
import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.PriceSheet;
import dev.parley.pricing.Rates;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The catalogue with its prices.
@Path("/api/models")
@RunOnVirtualThread
public class ModelsResource {
    private final Library library;
    private final Clock clock;

    ModelsResource(Library library, Clock clock) {
        this.library = library;
        this.clock = clock;
    }

    @GET
    public Models models() {
        var contents = library.contents();
        var items = contents.catalogue().models().stream()
                .map(model -> entry(model, contents.prices().sheet(model.id()).orElse(null)))
                .toList();
        return new Models(items, contents.problems());
    }

    private Entry entry(Model model, @Nullable PriceSheet sheet) {
        var today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        var present = sheet == null ? null : sheet.inForceOn(today).orElse(null);
        return new Entry(
                model.id().toString(),
                model.displayName(),
                model.id().provider(),
                present == null ? null : CostTier.of(present.base()).sign(),
                model.contextWindowTokens(),
                model.maxOutputTokens(),
                model.quality(),
                model.endOfLife(),
                model.aliases(),
                sheet == null
                        ? List.of()
                        : sheet.periods().stream().map(ModelsResource::price).toList());
    }

    private static Price price(PricePeriod period) {
        return new Price(
                period.effectiveFrom(),
                period.recordedAt(),
                period.source(),
                perMtok(period.base()),
                period.tiers().stream()
                        .map(tier -> new TierPrice(tier.aboveInputTokens(), perMtok(tier.rates())))
                        .toList(),
                period.windows().stream()
                        .map(window -> new WindowPrice(
                                window.from().toString(), window.to().toString(), perMtok(window.rates())))
                        .toList());
    }

    private static PerMtok perMtok(Rates rates) {
        return new PerMtok(
                plain(rates.inputPerMtok()),
                plain(rates.outputPerMtok()),
                plain(rates.cacheReadPerMtok()),
                plain(rates.cacheWrite5mPerMtok()),
                plain(rates.cacheWrite1hPerMtok()));
    }

    private static @Nullable String plain(@Nullable BigDecimal usd) {
        return usd == null ? null : usd.toPlainString();
    }

    /// @param errors what is wrong with files of the library
    public record Models(List<Entry> items, List<Problem> errors) {}

    /// @param tier how dear it is today; null when it has no price today
    /// @param quality from 0 to 1; null when nobody measured it
    public record Entry(
            String id,
            String name,
            String provider,
            @Nullable String tier,
            @Nullable Long contextWindow,
            @Nullable Long maxOutput,
            @Nullable Double quality,
            @Nullable LocalDate endOfLife,
            List<String> aliases,
            List<Price> prices) {}

    public record Price(
            @Nullable LocalDate effectiveFrom,
            LocalDate recordedAt,
            String source,
            PerMtok usdPerMtok,
            List<TierPrice> tiers,
            List<WindowPrice> windows) {}

    public record TierPrice(long aboveInputTokens, PerMtok usdPerMtok) {}

    public record WindowPrice(String fromUtc, String toUtc, PerMtok usdPerMtok) {}

    /// USD per million tokens as decimal strings; null where the sheet has no price.
    public record PerMtok(
            @Nullable String input,
            @Nullable String output,
            @Nullable String cacheRead,
            @Nullable String cacheWrite5m,
            @Nullable String cacheWrite1h) {}
}
