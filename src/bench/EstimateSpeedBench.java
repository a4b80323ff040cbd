import dev.parley.library.Contents;
import dev.parley.library.DirectoryLibrary;
import dev.parley.model.Model;
import dev.parley.planning.Projection;
import dev.parley.planning.Projection.ProjectedTurn;
import dev.parley.planning.Projection.PromptSize;
import dev.parley.planning.Projection.ReplyLength;
import dev.parley.planning.Projection.Speech;
import dev.parley.planning.estimate.Calibration;
import dev.parley.planning.estimate.Casting;
import dev.parley.planning.estimate.Estimator;
import dev.parley.planning.estimate.Knowledge;
import dev.parley.planning.length.LengthBook;
import dev.parley.planning.length.Said;
import dev.parley.planning.length.TokenFactors;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/// Times the estimate of a script on every model of the catalogue, one thread, after what past runs have taught was read:
/// the median of many rounds, warm.
final class EstimateSpeedBench {
    private static final int PERSONAS = 8;
    private static final int WARM_UP = 60;
    private static final int ROUNDS = 40;
    private static final int PAST_MESSAGES = 8_000;
    private static final int PAST_RUN = 40;
    private static long sink;

    private EstimateSpeedBench() {}

    public static void main(String[] arguments) throws Exception {
        var project = Path.of(arguments[0]);
        var contents = contents(project);
        var models = List.copyOf(contents.catalogue().models());
        var results = new LinkedHashMap<String, Object>();
        results.put("models", models.size());
        results.put("personas", PERSONAS);
        results.put("pastMessages", PAST_MESSAGES);
        for (var knowledge : List.of(Knowledge.NONE, learned(models))) {
            var name = knowledge == Knowledge.NONE ? "nothing learned" : "learned";
            for (int turns : new int[] {25, 50, 100, 200, 400}) {
                results.put("millis, " + name + ", " + turns + " turns", millis(contents, knowledge, turns));
            }
        }
        Served.report(project, "estimate-speed", results);
        if (sink == 42) {
            System.out.println();
        }
    }

    private static double millis(Contents contents, Knowledge knowledge, int turns) {
        var projection = projection(turns);
        for (int i = 0; i < WARM_UP; i++) {
            everyModel(contents, knowledge, projection);
        }
        var nanos = new ArrayList<Long>();
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            everyModel(contents, knowledge, projection);
            nanos.add(System.nanoTime() - begun);
        }
        return Math.round(nanos.stream().sorted().toList().get(ROUNDS / 2) / 1e5) / 10.0;
    }

    private static void everyModel(Contents contents, Knowledge knowledge, Projection projection) {
        var models = List.copyOf(contents.catalogue().models());
        var estimator = new Estimator(contents.prices(), Instant.parse("2026-11-20T12:00:00Z"), 3, knowledge, projection, 7);
        var first = casting(models.getFirst());
        sink += estimator.estimate(first).byTurn().size();
        for (var model : models) {
            sink += estimator.range(first.allOn(model), first).hashCode();
        }
    }

    private static Casting casting(Model model) {
        var cast = new HashMap<String, Model>();
        for (int i = 0; i < PERSONAS; i++) {
            cast.put("persona-" + i, model);
        }
        return new Casting(cast, null);
    }

    private static Projection projection(int turns) {
        var ahead = new ArrayList<ProjectedTurn>();
        for (int i = 0; i < turns; i++) {
            ahead.add(new ProjectedTurn(
                    i + 1,
                    new Speech("persona-" + i % PERSONAS, new PromptSize(700, 60, 0, 4_000L + 3_000L * i),
                            new ReplyLength(80, 400)),
                    Set.of(),
                    List.of()));
        }
        return new Projection(ahead, "panel", PERSONAS, 4, Projection.Ends.AT_THE_LAST_TURN);
    }

    private static Knowledge learned(List<Model> models) {
        var random = new SplittableRandom(3);
        var said = new ArrayList<Said>();
        for (int i = 0; i < PAST_MESSAGES; i++) {
            var model = models.get(random.nextInt(models.size()));
            said.add(new Said("persona-" + i % PERSONAS, model.id(), "panel", "run " + i / PAST_RUN, PERSONAS, 80,
                    random.nextInt(20, 300), 0));
        }
        return new Knowledge(LengthBook.of(said), TokenFactors.NONE, 0.01, 6, Calibration.NONE);
    }

    private static Contents contents(Path project) {
        try (var library = new DirectoryLibrary(project, List.of())) {
            library.start();
            return library.contents();
        }
    }
}
