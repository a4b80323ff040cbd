package dev.parley.api;

import dev.parley.library.Library;
import dev.parley.model.ModelId;
import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PriceUsed;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a usage costs.
@Path("/api/cost")
@RunOnVirtualThread
public class CostResource {
    private static final int MOST_NEAREST = 3;
    private static final int MOST_SECONDS = 366 * 24 * 3_600;

    private final Library library;
    private final Clock clock;

    CostResource(Library library, Clock clock) {
        this.library = library;
        this.clock = clock;
    }

    @POST
    public CostAnswer cost(@Nullable CostQuestion question) {
        var asked = Fields.required("body", question);
        var model = Fields.model("model", Fields.required("model", asked.model));
        var at = asked.at == null ? clock.instant() : Fields.instant("at", asked.at);
        var usage = usage(Fields.required("usage", asked.usage));
        boolean batch = Boolean.TRUE.equals(asked.batch);
        var book = asked.knownOn == null ? prices() : prices().asKnownOn(Fields.day("knownOn", asked.knownOn));
        return switch (book.price(model, usage, at, batch)) {
            case PricedUsage.Unknown(var reason) -> unknown(model, reason);
            case PricedUsage.Known known -> {
                var pricedAs = book.sheet(model).map(sheet -> sheet.model().toString());
                var answer = CostAnswer.of(known, pricedAs.orElse(null), nearest(model));
                yield asked.cacheStorage == null
                        ? answer
                        : withStorage(answer, known, model, at, asked.cacheStorage, book);
            }
        };
    }

    private PriceBook prices() {
        return library.contents().prices();
    }

    private CostAnswer withStorage(
            CostAnswer answer, PricedUsage.Known known, ModelId model, Instant at, StoredCache stored, PriceBook book) {
        long tokens = tokens("cacheStorage.tokens", stored.tokens);
        long seconds =
                Fields.between("cacheStorage.seconds", stored.seconds == null ? 0 : stored.seconds, 0, MOST_SECONDS);
        return switch (book.storage(model, tokens, at, at.plusSeconds(seconds))) {
            case Cost.Unpriced(var reason) -> unknown(model, reason);
            case Cost.Known(var usd) -> answer.plusStorage(known.total(), usd);
        };
    }

    private CostAnswer unknown(ModelId model, String reason) {
        var nearest = nearest(model);
        return new CostAnswer(
                false,
                null,
                Map.of(),
                null,
                nearest.isEmpty() ? reason : reason + "; the nearest known: " + nearest,
                nearest);
    }

    /// None for a model that is known.
    private List<String> nearest(ModelId model) {
        var catalogue = library.contents().catalogue();
        return prices().sheet(model).isPresent()
                ? List.of()
                : catalogue.nearest(model, MOST_NEAREST).stream()
                        .map(ModelId::toString)
                        .toList();
    }

    private static Usage usage(TokenCounts counts) {
        long output = tokens("usage.output", counts.output);
        long reasoning = tokens("usage.reasoning", counts.reasoning);
        if (reasoning > output) {
            throw Problems.badField("usage.reasoning", "is a part of output and exceeds it");
        }
        return new Usage(
                tokens("usage.input", counts.input),
                tokens("usage.cacheRead", counts.cacheRead),
                tokens("usage.cacheWrite5m", counts.cacheWrite5m),
                tokens("usage.cacheWrite1h", counts.cacheWrite1h),
                output,
                reasoning);
    }

    private static long tokens(String field, @Nullable Long tokens) {
        if (tokens == null) {
            return 0;
        }
        if (tokens < 0 || tokens > Fields.MOST_TOKENS) {
            throw Problems.badField(field, "must be 0 to " + Fields.MOST_TOKENS + ", found " + tokens);
        }
        return tokens;
    }

    /// @param at when the request goes out, ISO instant or date; absent = now
    /// @param knownOn price it as somebody would have at the end of this day; absent = with all that is known
    /// @param cacheStorage an explicit cache kept from `at` on
    public record CostQuestion(
            @Nullable String model,
            @Nullable String at,
            @Nullable Boolean batch,
            @Nullable String knownOn,
            @Nullable TokenCounts usage,
            @Nullable StoredCache cacheStorage) {}

    public record StoredCache(
            @Nullable Long tokens, @Nullable Integer seconds) {}

    /// Tokens by class; an absent class is 0, `input` is fresh input alone.
    public record TokenCounts(
            @Nullable Long input,
            @Nullable Long cacheRead,
            @Nullable Long cacheWrite5m,
            @Nullable Long cacheWrite1h,
            @Nullable Long output,
            @Nullable Long reasoning) {}

    /// @param usd null when not known
    /// @param reason why it is not known
    /// @param nearest known ids, where the model is not known
    public record CostAnswer(
            boolean known,
            @Nullable String usd,
            Map<String, String> byClass,
            @Nullable PriceAnswer price,
            @Nullable String reason,
            List<String> nearest) {
        static CostAnswer of(PricedUsage.Known priced, @Nullable String pricedAs, List<String> nearest) {
            var byClass = new LinkedHashMap<String, String>();
            for (var tokenClass : TokenClass.values()) {
                var usd = priced.byClass().getOrDefault(tokenClass, Usd.ZERO);
                byClass.put(tokenClass.wireName(), usd.plain());
            }
            return new CostAnswer(
                    true, priced.total().plain(), byClass, PriceAnswer.of(priced.price(), pricedAs), null, nearest);
        }

        CostAnswer plusStorage(Usd tokens, Usd storage) {
            var more = new LinkedHashMap<>(byClass);
            more.put("cacheStorage", storage.plain());
            return new CostAnswer(known, tokens.plus(storage).plain(), more, price, reason, nearest);
        }
    }

    /// @param effectiveFrom null since the model's launch
    /// @param recordedAt when the price was learned
    /// @param assumed whether it is the operator's price for unknown models
    /// @param model whose price it is, where `model` is another name of it; null when assumed
    public record PriceAnswer(
            @Nullable LocalDate effectiveFrom,
            @Nullable LocalDate recordedAt,
            String tier,
            String source,
            boolean assumed,
            @Nullable String model) {
        static PriceAnswer of(PriceUsed price, @Nullable String pricedAs) {
            return new PriceAnswer(
                    price.effectiveFrom(), price.recordedAt(), price.tier(), price.source(), price.assumed(), pricedAs);
        }
    }
}
