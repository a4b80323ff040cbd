package dev.parley.api;

import dev.parley.ledger.Repricing;
import dev.parley.ledger.export.RepricedAnswer;
import dev.parley.library.Library;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.Terms;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Calls of the ledger priced again under other terms; nothing in the ledger changes.
@Path("/api/costs/reprice")
@RunOnVirtualThread
public class RepriceResource {
    private final Library library;
    private final Repricing repricing;

    RepriceResource(Library library, DataSource database) {
        this.library = library;
        this.repricing = new Repricing(database);
    }

    /// The calls are chosen as for `GET /api/costs`; without a body they are priced again by today's prices.
    @POST
    public RepricedAnswer reprice(@BeanParam CostFilters filters, @Nullable TermsBody body) {
        var asked = body == null ? new TermsBody(null, null, null, null, null) : body;
        var filter = filters.filter();
        var terms = asked.terms(library);
        return switch (repricing.reprice(filter, terms)) {
            case Repricing.Answer.Done(var result) -> RepricedAnswer.of(result, filter.mode(), terms);
            case Repricing.Answer.TooMany(long calls) ->
                throw Problems.refused(
                        "from", calls + " calls; at most " + Repricing.MOST_CALLS + " are priced again at once");
        };
    }

    /// @param model that takes every call; absent = each stays on its own
    /// @param day on which every call goes out, at its own time of the day
    /// @param knownOn by the prices as they were known at the end of this day
    /// @param batch at batch prices
    /// @param prices a price file's text; models that it does not name keep the library's prices
    public record TermsBody(
            @Nullable String model,
            @Nullable String day,
            @Nullable String knownOn,
            @Nullable Boolean batch,
            @Nullable String prices) {
        Terms terms(Library library) {
            var book = library.contents().prices();
            var basis = "the library's prices";
            if (knownOn != null) {
                book = book.asKnownOn(Fields.day("knownOn", knownOn));
                basis += " as known on " + knownOn;
            }
            if (prices != null) {
                book = book.overlaidBy(read(library, prices));
                basis = "the given prices over " + basis;
            }
            return Terms.of(book, basis)
                    .onModel(model == null ? null : Fields.model("model", model))
                    .onDay(day == null ? null : Fields.day("day", day))
                    .inBatches(Boolean.TRUE.equals(batch));
        }

        private static PriceBook read(Library library, String prices) {
            return switch (library.readPrices(prices)) {
                case Library.ReadPrices.Read(var book) -> book;
                case Library.ReadPrices.Broken(var problems) ->
                    throw Problems.badFields(
                            "Bad prices",
                            "prices: " + problems.getFirst().field() + " "
                                    + problems.getFirst().message(),
                            problems);
            };
        }
    }
}
