package dev.parley.cli;

import dev.parley.library.pricetable.PriceImports;
import dev.parley.library.pricetable.TableAnswer;
import dev.parley.library.pricetable.TableKind;
import dev.parley.library.pricetable.Taking;
import dev.parley.model.ModelId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Show how a public price table differs from the library's prices; with --take or --take-all, take it.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  parley prices import litellm                        from the project's own address",
            "  parley prices import genai-prices --from data.json  from a file",
            "  parley prices import litellm --from table.json --take openai/gpt-5.6-sol,x-ai/grok-4.5",
            "",
            "Ends with 0 when it answered, 1 when the table cannot be read or something was not taken, 2 when it was not",
            "understood."
        })
final class ImportCommand implements Callable<Integer> {
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private final Desk desk;

    @Parameters(paramLabel = "TABLE", description = "genai-prices or litellm.")
    private String table = "";

    @Option(
            names = "--from",
            paramLabel = "WHERE",
            description = "A file, or an https address; without it the project's own address.")
    private @Nullable String from;

    @ArgGroup
    private Choice choice = new Choice();

    ImportCommand(Desk desk) {
        this.desk = desk;
    }

    private static final class Choice {
        @Option(names = "--take", split = ",", paramLabel = "MODEL", description = "Take the prices of these models.")
        private List<String> models = List.of();

        @Option(names = "--take-all", description = "Take every new and every changed price.")
        private boolean all;
    }

    @Override
    public Integer call() {
        var kind = TableKind.named(table)
                .orElseThrow(() -> new Misused("TABLE is genai-prices or litellm, found " + table));
        var wanted = wanted();
        var imports = desk.imports();
        return switch (read(imports, kind)) {
            case TableAnswer.Unusable unusable ->
                throw new Desk.Refused("the table cannot be used: " + unusable.words());
            case TableAnswer.Shown shown -> {
                new DiffText(shown).print(desk.out());
                yield wanted == null ? ExitCode.DONE : take(imports, shown, wanted);
            }
        };
    }

    private Taking.@Nullable Choice wanted() {
        if (choice.all) {
            return new Taking.Choice.All();
        }
        if (choice.models.isEmpty()) {
            return null;
        }
        var models = new HashSet<ModelId>();
        for (var model : choice.models) {
            models.add(TermsOptions.id(model));
        }
        return new Taking.Choice.Only(models);
    }

    private TableAnswer read(PriceImports imports, TableKind kind) {
        if (from == null) {
            return imports.fetch(kind);
        }
        if (from.startsWith("https://") || from.startsWith("http://")) {
            return imports.fetch(kind, address(from));
        }
        try {
            var file = Path.of(from);
            if (Files.size(file) > MOST_BYTES) {
                throw new Desk.Refused(from + " is larger than " + MOST_BYTES / 1024 / 1024 + " MB");
            }
            return imports.read(kind, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new Desk.Refused(from + " cannot be read");
        }
    }

    private static URI address(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new Misused("no address: " + text);
        }
    }

    private int take(PriceImports imports, TableAnswer.Shown shown, Taking.Choice wanted) {
        return switch (imports.take(shown.digest(), wanted)) {
            case Taking.Forgotten _ -> throw new IllegalStateException("forgotten at once: " + shown.digest());
            case Taking.NotInDiff(var models) ->
                throw new Desk.Refused("neither new nor changed in the table, so nothing was taken: " + models);
            case Taking.Taken taken -> {
                taken.files()
                        .forEach(file -> desk.out()
                                .println("written: " + file.file() + ", "
                                        + file.models().size() + " models"));
                taken.unchanged().forEach(model -> desk.out().println("there already: " + model));
                taken.overtaken().forEach(model -> desk.err().println("changed meanwhile, not taken: " + model));
                taken.problems()
                        .forEach(problem -> desk.err()
                                .println("not written: " + problem.file() + ", line " + problem.line() + ": "
                                        + problem.field() + " " + problem.message()));
                yield taken.overtaken().isEmpty() && taken.problems().isEmpty() ? ExitCode.DONE : ExitCode.NO_ANSWER;
            }
        };
    }
}
