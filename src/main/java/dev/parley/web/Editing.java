package dev.parley.web;

import dev.parley.library.Library;
import dev.parley.library.Library.Saving;
import dev.parley.library.Problem;
import dev.parley.library.Sha256;
import dev.parley.library.Shelf;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Edits the files of one shelf. What was typed comes back in every answer but the one that leads to the saved file.
final class Editing {
    /// The address of the page that makes files, so no file's.
    private static final String NEW = "new";

    private static final int UNPROCESSABLE = 422;

    private final Library library;
    private final Shelf shelf;

    Editing(Library library, Shelf shelf) {
        this.library = library;
        this.shelf = shelf;
    }

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance edit(EditPage page);

        static native TemplateInstance checked(EditPage.@Nullable Checked checked);
    }

    TemplateInstance empty() {
        return Templates.edit(EditPage.empty(shelf));
    }

    TemplateInstance open(String id) {
        var text = library.source(shelf, id)
                .orElseThrow(() -> new NotFoundException("There is no text to edit of " + id + "."));
        return Templates.edit(EditPage.of(shelf, id, false, text, Sha256.of(text)));
    }

    /// @param id null when the form names it, for a new file
    /// @param inPlace whether only what was found is wanted, for the page that is open
    Response answer(@Nullable String id, MultivaluedMap<String, String> form, boolean inPlace) {
        var name = id == null ? field(form, "id").strip() : id;
        var text = field(form, "text").replace("\r\n", "\n");
        var typed = EditPage.of(shelf, name, id == null, text, id == null ? "" : field(form, "sha256"));
        if (!field(form, "act").equals("check")) {
            return save(typed);
        }
        var checked = EditPage.Checked.of(problems(typed));
        return page(200, inPlace ? Templates.checked(checked) : Templates.edit(typed.with(checked)));
    }

    private Response save(EditPage typed) {
        if (isReserved(typed)) {
            return broken(typed, problems(typed));
        }
        var expected = typed.sha256().isEmpty() ? null : typed.sha256();
        return switch (library.save(shelf, typed.id(), typed.text(), expected)) {
            case Saving.Saved _ ->
                Response.seeOther(URI.create("/" + shelf.folder() + "/" + typed.id()))
                        .build();
            case Saving.Broken(var problems) -> broken(typed, problems);
            case Saving.Changed _ -> page(409, Templates.edit(overtaken(typed)));
        };
    }

    private EditPage overtaken(EditPage typed) {
        var now = library.source(shelf, typed.id()).orElse(null);
        if (typed.isNew()) {
            return typed.overtaken(
                    "There is a file of this id already. Nothing was saved: choose another id.", "", now);
        }
        return now == null
                ? typed.overtaken(
                        "The file was removed or renamed meanwhile. Nothing was saved; save again to make it anew.",
                        "",
                        null)
                : typed.overtaken(
                        "The file was changed meanwhile. Nothing was saved: compare it, below, with your text."
                                + " Saving again puts your text in its place.",
                        Sha256.of(now),
                        now);
    }

    private List<Problem> problems(EditPage typed) {
        return isReserved(typed)
                ? List.of(new Problem(shelf.folder() + "/new.yaml", 0, "id", "'new' is taken; expected another id"))
                : library.check(shelf, typed.id(), typed.text());
    }

    private static boolean isReserved(EditPage typed) {
        return typed.isNew() && typed.id().equals(NEW);
    }

    private static Response broken(EditPage typed, List<Problem> problems) {
        return page(UNPROCESSABLE, Templates.edit(typed.with(EditPage.Checked.of(problems))));
    }

    private static Response page(int status, TemplateInstance page) {
        return Response.status(status)
                .type(MediaType.TEXT_HTML_TYPE)
                .entity(page)
                .build();
    }

    private static String field(MultivaluedMap<String, String> form, String name) {
        var value = form.getFirst(name);
        return value == null ? "" : value;
    }
}
