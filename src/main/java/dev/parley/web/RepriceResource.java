package dev.parley.web;

import dev.parley.library.Library;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.LocalDate;
import java.time.ZoneOffset;

/// Calls of the ledger priced again under other terms.
@Path("/costs/reprice")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class RepriceResource {
    private final Library library;
    private final CostSums costs;

    RepriceResource(Library library, CostSums costs) {
        this.library = library;
        this.costs = costs;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance reprice(RepricePage page);
    }

    @GET
    public TemplateInstance show(@Context UriInfo address) {
        return page(address.getQueryParameters());
    }

    /// With the text of a price file, which is too long for an address. Nothing is changed by it.
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public TemplateInstance showByGivenPrices(MultivaluedMap<String, String> form) {
        return page(form);
    }

    private TemplateInstance page(MultivaluedMap<String, String> fields) {
        var contents = library.contents();
        var question = RepriceQuestion.of(fields, library);
        var today = LocalDate.now(ZoneOffset.UTC);
        return Templates.reprice(
                RepricePage.of(question, contents, costs.repriced(question.filter(), question.terms()), today));
    }
}
