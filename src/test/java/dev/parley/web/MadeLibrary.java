package dev.parley.web;

import dev.parley.conversation.Persona;
import dev.parley.conversation.Script;
import dev.parley.conversation.Script.CastMember;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.conversation.StopRules;
import dev.parley.library.Contents;
import dev.parley.library.DirectoryLibrary;
import dev.parley.library.Library;
import dev.parley.library.Problem;
import dev.parley.library.Shelf;
import dev.parley.model.Catalogue;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Four personas and three scripts with the project's own prices, and one broken file; beside them a folder of real
/// files that can be edited.
@Alternative
@ApplicationScoped
public class MadeLibrary implements Library {
    /// As if somebody had measured them. The third is dearer than the second and no better.
    static final Map<String, Double> QUALITY = Map.of(
            "openai/gpt-6-luna",
            0.62,
            "mistral/mistral-large",
            0.71,
            "anthropic/claude-sonnet-5",
            0.7,
            "openai/gpt-6-sol",
            0.88);

    static final String HOSTILE = "<script>alert(1)</script>";

    private final Contents contents = make();
    private final EditedFolder folder = EditedFolder.make();

    /// What was made, and what tests have added to the folder.
    @Override
    public Contents contents() {
        return folder.addedTo(contents);
    }

    EditedFolder folder() {
        return folder;
    }

    @PreDestroy
    void close() {
        folder.close();
    }

    @Override
    public Optional<String> source(Shelf shelf, String id) {
        return folder.library().source(shelf, id);
    }

    @Override
    public List<Problem> check(Shelf shelf, String id, String yaml) {
        return folder.library().check(shelf, id, yaml);
    }

    @Override
    public Saving save(Shelf shelf, String id, String yaml, @Nullable String expectedSha256) {
        return folder.library().save(shelf, id, yaml, expectedSha256);
    }

    @Override
    public void readAgain() {
        folder.library().readAgain();
    }

    @Override
    public ReadPrices readPrices(String yaml) {
        return folder.library().readPrices(yaml);
    }

    @Override
    public ReadScript readScript(String yaml) {
        throw new UnsupportedOperationException("pages read no script");
    }

    private static Contents make() {
        var personas = new TreeMap<String, Persona>();
        add(personas, "mara", "Mara Lindqvist", "urban planner", "anthropic/claude-sonnet-5");
        add(personas, "tomas", "Tomás Herrera", "shop owner", "openai/gpt-6-luna");
        add(personas, "amina", "Amina Diallo", "bus driver", "google/gemini-3.5-flash");
        add(personas, "jonas", "Jonas Weber", "economist", "mistral/mistral-large-latest");
        add(personas, "mallory", HOSTILE, "tester " + HOSTILE, "anthropic/claude-sonnet-5");
        var scripts = new TreeMap<String, Script>();
        add(
                scripts,
                "ban-cars",
                "Should cities ban cars?",
                "panel",
                List.of("mara", "tomas", "amina", "jonas"),
                Map.of("city", "Gothenburg", "year", "2030"),
                new SpeakerPolicy.AddressedNext(),
                12);
        add(
                scripts,
                "interview",
                "The driver who knows every stop, and the planner who drew the lines between them",
                "interview",
                List.of("mara", "amina"),
                Map.of(),
                new SpeakerPolicy.ModelSelected(ModelId.parse("openai/gpt-6-luna")),
                8);
        add(
                scripts,
                "hostile",
                HOSTILE,
                "debate",
                List.of("mallory", "mara"),
                Map.of("word", HOSTILE),
                new SpeakerPolicy.RoundRobin(),
                4);
        var priced = new DirectoryLibrary(Path.of("").toAbsolutePath(), List.of());
        priced.start();
        try (priced) {
            var real = priced.contents();
            return new Contents(
                    personas,
                    scripts,
                    rated(real.catalogue()),
                    real.prices(),
                    real.limits(),
                    List.of(new Problem(
                            "scripts/broken.yaml",
                            7,
                            "cast[1].persona",
                            "no persona is called \"tomaz\"; did you mean \"tomas\"?")));
        }
    }

    /// With a quality for some, which no shipped file has.
    private static Catalogue rated(Catalogue real) {
        return new Catalogue(real.models().stream()
                .map(model -> {
                    var quality = QUALITY.get(model.id().toString());
                    return quality == null
                            ? model
                            : new Model(
                                    model.id(),
                                    model.displayName(),
                                    model.contextWindowTokens(),
                                    model.maxOutputTokens(),
                                    quality,
                                    model.abilities(),
                                    model.caching(),
                                    model.aliases(),
                                    model.endOfLife());
                })
                .toList());
    }

    private static void add(Map<String, Persona> personas, String id, String name, String role, String model) {
        personas.put(
                id,
                new Persona(
                        id,
                        name,
                        role,
                        "Has worked in the city for twenty years and has seen three mayors come and go.\n\n"
                                + "Keeps a notebook of every street that was rebuilt, and what it was like before.",
                        "Dry, exact, fond of numbers. Never raises the voice; asks one question at the end.",
                        List.of("to be taken seriously", "a street that children can cross"),
                        List.of("streets", "buses", "shop rents", "winter maintenance"),
                        ModelId.parse(model),
                        List.of(),
                        null,
                        null));
    }

    private static void add(
            Map<String, Script> scripts,
            String id,
            String title,
            String kind,
            List<String> cast,
            Map<String, String> variables,
            SpeakerPolicy policy,
            int turns) {
        scripts.put(
                id,
                new Script(
                        id,
                        title,
                        kind,
                        "The council of {{city}} will vote next month on closing the centre to private cars by {{year}}. "
                                + "A local radio station has invited four people who would live with it.\n\n"
                                + "They have read the proposal. {{word}}",
                        "Good evening. Let me begin with the simplest question: who would lose most?",
                        cast.stream().map(MadeLibrary::member).toList(),
                        policy,
                        new StopRules(turns, Usd.of("0.5"), null, Duration.ofMinutes(20), "we agree"),
                        new Script.ReplyLimits(400, 120),
                        variables,
                        7));
    }

    private static CastMember member(String persona) {
        return new CastMember(persona, (@Nullable ModelId) null);
    }
}
