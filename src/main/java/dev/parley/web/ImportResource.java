package dev.parley.web;

import dev.parley.library.pricetable.PriceImports;
import dev.parley.library.pricetable.TableAnswer;
import dev.parley.library.pricetable.TableKind;
import dev.parley.library.pricetable.Taking;
import dev.parley.model.ModelId;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/// Import of public price tables: choose one, see what it would change, take it.
@Path("/models/import")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
public class ImportResource {
    private static final int UNPROCESSABLE = 422;
    private static final String FORGOTTEN =
            "That comparison is no longer kept. Read the table again; nothing was taken meanwhile.";

    private final PriceImports imports;

    ImportResource(PriceImports imports) {
        this.imports = imports;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance start(ImportStart page);

        static native TemplateInstance diff(ImportDiff page);

        static native TemplateInstance taken(ImportTaken page);
    }

    @GET
    public TemplateInstance start() {
        return Templates.start(ImportStart.of(TableKind.GENAI_PRICES, ""));
    }

    /// No address is taken from the form: a table comes as a file, or from where its project keeps it.
    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response read(
            @RestForm @Nullable String table, @RestForm @Nullable String from, @RestForm @Nullable FileUpload file)
            throws IOException {
        var kind = TableKind.named(Objects.requireNonNullElse(table, "")).orElse(null);
        if (kind == null) {
            return again(TableKind.GENAI_PRICES, "Choose one of the two tables.");
        }
        if (!"project".equals(from) && (file == null || file.size() == 0)) {
            return again(kind, "Choose a file, or fetch the table from its project.");
        }
        var answer = file == null || "project".equals(from)
                ? imports.fetch(kind)
                : imports.read(kind, Files.readAllBytes(file.uploadedFile()));
        return switch (answer) {
            case TableAnswer.Unusable unusable -> again(kind, "That could not be used: " + unusable.words());
            case TableAnswer.Shown shown ->
                Response.seeOther(URI.create("/models/import/" + shown.digest()))
                        .build();
        };
    }

    @GET
    @Path("{digest}")
    public Response diff(@PathParam("digest") String digest) {
        return imports.shown(digest)
                .map(shown -> page(200, Templates.diff(ImportDiff.of(shown))))
                .orElseGet(ImportResource::forgotten);
    }

    @POST
    @Path("{digest}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response take(@PathParam("digest") String digest, MultivaluedMap<String, String> form) {
        var choice = "all".equals(form.getFirst("act"))
                ? new Taking.Choice.All()
                : new Taking.Choice.Only(models(form.getOrDefault("model", List.of())));
        return switch (imports.take(digest, choice)) {
            case Taking.Forgotten _ -> forgotten();
            case Taking.NotInDiff _ -> again(TableKind.GENAI_PRICES, "A chosen model is not in the table.");
            case Taking.Taken taken -> page(200, Templates.taken(ImportTaken.of(digest, taken)));
        };
    }

    private static Set<ModelId> models(List<String> texts) {
        var models = new HashSet<ModelId>();
        for (var text : texts) {
            try {
                models.add(ModelId.parse(text));
            } catch (IllegalArgumentException unfit) {
                throw new jakarta.ws.rs.BadRequestException(unfit);
            }
        }
        return models;
    }

    private static Response forgotten() {
        return page(404, Templates.start(ImportStart.of(TableKind.GENAI_PRICES, FORGOTTEN)));
    }

    private static Response again(TableKind kind, String error) {
        return page(UNPROCESSABLE, Templates.start(ImportStart.of(kind, error)));
    }

    private static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE)
                .entity(page)
                .build();
    }
}
