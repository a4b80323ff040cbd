package dev.parley.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.library.Problem;
import dev.parley.library.pricetable.PriceImports;
import dev.parley.library.pricetable.TableAnswer;
import dev.parley.library.pricetable.TableKind;
import dev.parley.library.pricetable.Taking;
import dev.parley.model.ModelId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Import of public price tables: the diff first, then what is taken of it.
@Path("/api/prices/imports")
@RunOnVirtualThread
public class PriceImportsResource {
    private static final int MOST_MODELS = 20_000;

    private final PriceImports imports;

    PriceImportsResource(PriceImports imports) {
        this.imports = imports;
    }

    /// The body is the table. No address is taken from the request: `from=project` asks where the project keeps it.
    @POST
    @Consumes(MediaType.WILDCARD)
    public ImportAnswer read(
            @QueryParam("table") @Nullable String table, @QueryParam("from") @Nullable String from, InputStream body)
            throws IOException {
        var kind = kind(table);
        if (from != null && !from.equals("project")) {
            throw Problems.badField("from", "must be project or absent");
        }
        var answer = from == null ? imports.read(kind, bytes(body)) : imports.fetch(kind);
        return switch (answer) {
            case TableAnswer.Shown shown -> ImportAnswer.of(shown);
            case TableAnswer.Unusable unusable -> {
                if (from == null) {
                    throw Problems.badField("body", unusable.words());
                }
                throw Problems.refused("from", unusable.words());
            }
        };
    }

    @POST
    @Path("take")
    public TakenAnswer take(@Nullable TakeBody body) {
        if (body == null) {
            throw Problems.badField("body", "is missing");
        }
        var digest = Fields.required("digest", body.digest);
        var choice = choice(Fields.required("models", body.models));
        var kind = kind(body.table);
        var shown = imports.shown(digest);
        if (shown.isPresent() && shown.get().table().kind() != kind) {
            throw Problems.badField(
                    "table", "the digest is of " + shown.get().table().kind().wireName());
        }
        return switch (imports.take(digest, choice)) {
            case Taking.Taken taken -> TakenAnswer.of(taken);
            case Taking.Forgotten _ ->
                throw Problems.notFound("digest: no diff of that digest is kept; read the table again");
            case Taking.NotInDiff(var strange) ->
                throw Problems.badField("models", "neither new nor changed in the table: " + strange.getFirst());
        };
    }

    private static byte[] bytes(InputStream body) throws IOException {
        var bytes = body.readAllBytes();
        if (bytes.length == 0) {
            throw Problems.badField("body", "is missing; send the table's JSON, or from=project");
        }
        return bytes;
    }

    private static TableKind kind(@Nullable String table) {
        return TableKind.named(Fields.required("table", table))
                .orElseThrow(() -> Problems.badField(
                        "table",
                        "must be one of "
                                + Arrays.stream(TableKind.values())
                                        .map(TableKind::wireName)
                                        .collect(Collectors.joining(", "))));
    }

    private static Taking.Choice choice(JsonNode models) {
        if (models.isTextual() && models.textValue().equals("all")) {
            return new Taking.Choice.All();
        }
        if (!models.isArray() || models.size() > MOST_MODELS) {
            throw Problems.badField("models", "must be \"all\" or a list of models");
        }
        Set<ModelId> ids = new HashSet<>();
        for (int i = 0; i < models.size(); i++) {
            var field = "models[" + i + "]";
            if (!models.get(i).isTextual()) {
                throw Problems.badField(field, "must be text");
            }
            ids.add(Fields.model(field, models.get(i).textValue()));
        }
        return new Taking.Choice.Only(ids);
    }

    /// @param models a list of ids, or `all`
    public record TakeBody(
            @Nullable String table,
            @Nullable String digest,
            @Nullable JsonNode models) {}

    /// @param files what was written, by file
    /// @param unchanged models that have the shown price already
    /// @param overtaken models whose price in the book is another one than was shown; nothing was written for them
    /// @param errors files that could not be written
    public record TakenAnswer(
            Map<String, List<String>> files, List<String> unchanged, List<String> overtaken, List<Problem> errors) {
        static TakenAnswer of(Taking.Taken taken) {
            return new TakenAnswer(
                    taken.files().stream()
                            .collect(Collectors.toMap(Taking.WrittenFile::file, file -> texts(file.models()))),
                    texts(taken.unchanged()),
                    texts(taken.overtaken()),
                    taken.problems());
        }

        private static List<String> texts(List<ModelId> ids) {
            return ids.stream().map(ModelId::toString).toList();
        }
    }
}
