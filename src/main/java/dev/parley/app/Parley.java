package dev.parley.app;

import dev.parley.cli.CostCommands;
import dev.parley.cli.Desk;
import dev.parley.cli.EstimateCommand;
import dev.parley.cli.Misused;
import dev.parley.cli.PricesCommands;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import picocli.CommandLine;

/// The program's entry: without arguments it serves, with arguments it does what they say.
@QuarkusMain
@CommandLine.Command(
        name = "parley",
        description = "Conversations between personas on several model providers, and what they cost.",
        mixinStandardHelpOptions = true,
        version = "Parley 0.1.0",
        subcommands = RehearsalCommand.class,
        footer = {
            "",
            "Without a command it serves the pages on http://localhost:8080.",
            "Settings: PARLEY_PORT, PARLEY_HOST, PARLEY_HOME, PARLEY_DATABASE_URL, PARLEY_REHEARSAL_URL.",
            "Keys: ANTHROPIC_API_KEY, OPENAI_API_KEY, GEMINI_API_KEY, MISTRAL_API_KEY, DEEPSEEK_API_KEY."
        })
public final class Parley implements Runnable {
    private static final int HELP_WIDTH = 118;
    private static final int EXIT_FAILED = 1;
    private static final int EXIT_REFUSED = 2;

    public static void main(String[] args) {
        int exit = commands(new CommandDesk(System::getenv, System.out, System.err))
                .execute(args);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    /// What went wrong is said in one line; the way to use a command, where that was the mistake.
    static CommandLine commands(Desk desk) {
        return new CommandLine(new Parley())
                .addSubcommand(CostCommands.on(desk))
                .addSubcommand(PricesCommands.on(desk))
                .addSubcommand(new EstimateCommand(desk))
                .setUsageHelpWidth(HELP_WIDTH)
                .setExecutionExceptionHandler((failure, command, _) -> switch (failure) {
                    case Desk.Refused refused -> {
                        desk.err().println("parley: " + refused.getMessage());
                        yield EXIT_FAILED;
                    }
                    case Misused misused -> {
                        desk.err().println("parley: " + misused.getMessage());
                        desk.err().println("Try '" + command.getCommandSpec().qualifiedName(" ") + " --help'.");
                        yield EXIT_REFUSED;
                    }
                    default -> throw failure;
                });
    }

    @Override
    public void run() {
        try {
            serve(Settings.from(System::getenv));
        } catch (StartRefused | IllegalArgumentException e) {
            System.err.println("parley: " + e.getMessage());
            System.exit(EXIT_REFUSED);
        } catch (IOException e) {
            System.err.println("parley: the database could not be started: " + e.getMessage());
            System.exit(EXIT_REFUSED);
        }
    }

    private static void serve(Settings settings) throws IOException {
        PortCheck.requireFree(settings.port());
        System.setProperty("parley.library", settings.library().toString());
        System.setProperty("parley.home", settings.home().toString());
        settings.rehearsalUrl().ifPresent(url -> System.setProperty("parley.rehearsal-url", url));
        if (settings.database().isPresent()) {
            use(settings.database().get());
            Quarkus.run();
            return;
        }
        try (var _ = HomeLock.take(settings.home());
                var database = EmbeddedDatabase.start(settings.home())) {
            use(new OutsideDatabase(database.jdbcUrl(), "postgres", "postgres"));
            System.setProperty("parley.sole-node", "true");
            Quarkus.run();
        }
    }

    private static void use(OutsideDatabase database) {
        System.setProperty("quarkus.datasource.jdbc.url", database.jdbcUrl());
        if (database.user() != null) {
            System.setProperty("quarkus.datasource.username", database.user());
        }
        if (database.password() != null) {
            System.setProperty("quarkus.datasource.password", database.password());
        }
    }
}
