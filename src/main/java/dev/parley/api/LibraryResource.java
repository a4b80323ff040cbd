package dev.parley.api;

import dev.parley.conversation.Persona;
import dev.parley.conversation.Script;
import dev.parley.library.Library;
import dev.parley.library.Problem;
import dev.parley.model.ModelId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Personas and scripts as their files describe them.
@Path("/api")
@RunOnVirtualThread
public class LibraryResource {
    private final Library library;

    LibraryResource(Library library) {
        this.library = library;
    }

    @GET
    @Path("personas")
    public Listing<PersonaEntry> personas() {
        var contents = library.contents();
        return new Listing<>(
                contents.personas().values().stream().map(PersonaEntry::of).toList(),
                inFolder(contents.problems(), "personas/"));
    }

    @GET
    @Path("personas/{id}")
    public PersonaEntry persona(@PathParam("id") String id) {
        var persona = library.contents().personas().get(id);
        if (persona == null) {
            throw Problems.notFound("no persona '" + id + "'");
        }
        return PersonaEntry.of(persona);
    }

    @GET
    @Path("scripts")
    public Listing<ScriptEntry> scripts() {
        var contents = library.contents();
        return new Listing<>(
                contents.scripts().values().stream().map(ScriptEntry::of).toList(),
                inFolder(contents.problems(), "scripts/"));
    }

    @GET
    @Path("scripts/{id}")
    public ScriptEntry script(@PathParam("id") String id) {
        var script = library.contents().scripts().get(id);
        if (script == null) {
            throw Problems.notFound("no script '" + id + "'");
        }
        return ScriptEntry.of(script);
    }

    private static List<Problem> inFolder(List<Problem> problems, String folder) {
        return problems.stream()
                .filter(problem -> problem.file().startsWith(folder))
                .toList();
    }

    /// @param errors what is wrong with files of this folder
    public record Listing<T>(List<T> items, List<Problem> errors) {}

    public record PersonaEntry(
            String id,
            String name,
            String role,
            String about,
            String voice,
            List<String> goals,
            List<String> topics,
            String model) {
        static PersonaEntry of(Persona persona) {
            return new PersonaEntry(
                    persona.id(),
                    persona.name(),
                    persona.role(),
                    persona.about(),
                    persona.voice(),
                    persona.goals(),
                    persona.topics(),
                    persona.model().toString());
        }
    }

    public record ScriptEntry(
            String id,
            String name,
            String kind,
            String scenario,
            @Nullable String opening,
            List<CastEntry> cast,
            String policy,
            int turns,
            long seed) {
        static ScriptEntry of(Script script) {
            return new ScriptEntry(
                    script.id(),
                    script.title(),
                    script.kind(),
                    script.filledScenario(),
                    script.filledOpening(),
                    script.cast().stream().map(CastEntry::of).toList(),
                    script.policy().wireName(),
                    script.stops().turns(),
                    script.seed());
        }
    }

    /// @param model null when the persona's own is used
    public record CastEntry(String persona, @Nullable String model) {
        static CastEntry of(Script.CastMember member) {
            ModelId model = member.model();
            return new CastEntry(member.persona(), model == null ? null : model.toString());
        }
    }
}
