package dev.parley.api;

import dev.parley.library.Library;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a usage costs.
@Path("/api/cost")
@RunOnVirtualThread
public class CostResource {
    private final Library library;
    private final Clock clock;

    CostResource(Library library, Clock clock) {
        this.library = library;
        this.clock = clock;
    }

    @POST
    public CostAnswer cost(@Nullable CostQuestion question) {
        if (question == null) {
            throw Problems.badField("body", "is missing");
        }
        var model = Fields.model("model", Fields.required("model", question.model));
        var at = question.at == null ? clock.instant() : Fields.instant("at", question.at);
        var usage = usage(Fields.required("usage", question.usage));
        boolean batch = Boolean.TRUE.equals(question.batch);
        return switch (library.contents().prices().price(model, usage, at, batch)) {
            case PricedUsage.Known known -> CostAnswer.of(known);
            case PricedUsage.Unknown(var reason) -> unknown(model, reason);
        };
    }

    private CostAnswer unknown(ModelId model, String reason) {
        var catalogue = library.contents().catalogue();
        var hint = catalogue.find(model).isPresent()
                ? reason
                : reason + "; the nearest known: " + catalogue.nearest(model, 3);
        return new CostAnswer(false, null, Map.of(), null, hint);
    }

    private static Usage usage(TokenCounts counts) {
        long output = tokens("output", counts.output);
        long reasoning = tokens("reasoning", counts.reasoning);
        if (reasoning > output) {
            throw Problems.badField("usage.reasoning", "is a part of output and exceeds it");
        }
        return new Usage(
                tokens("input", counts.input),
                tokens("cacheRead", counts.cacheRead),
                tokens("cacheWrite5m", counts.cacheWrite5m),
                tokens("cacheWrite1h", counts.cacheWrite1h),
                output,
                reasoning);
    }

    private static long tokens(String field, @Nullable Long tokens) {
        if (tokens == null) {
            return 0;
        }
        if (tokens < 0 || tokens > Fields.MOST_TOKENS) {
            throw Problems.badField("usage." + field, "must be 0 to " + Fields.MOST_TOKENS + ", found " + tokens);
        }
        return tokens;
    }

    /// @param at ISO instant or date; absent = now
    public record CostQuestion(
            @Nullable String model,
            @Nullable String at,
            @Nullable Boolean batch,
            @Nullable TokenCounts usage) {}

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
    public record CostAnswer(
            boolean known,
            @Nullable String usd,
            Map<String, String> byClass,
            @Nullable PriceAnswer price,
            @Nullable String reason) {
        static CostAnswer of(PricedUsage.Known priced) {
            var byClass = new LinkedHashMap<String, String>();
            for (var tokenClass : TokenClass.values()) {
                var usd = priced.byClass().getOrDefault(tokenClass, Usd.ZERO);
                byClass.put(tokenClass.wireName(), usd.plain());
            }
            var price = priced.price();
            return new CostAnswer(
                    true,
                    priced.total().plain(),
                    byClass,
                    new PriceAnswer(price.effectiveFrom(), price.tier(), price.source()),
                    null);
        }
    }

    /// @param effectiveFrom null since the model's launch
    public record PriceAnswer(@Nullable LocalDate effectiveFrom, String tier, String source) {}
}
