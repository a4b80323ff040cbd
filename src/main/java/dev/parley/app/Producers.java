package dev.parley.app;

import dev.parley.ledger.AlertLog;
import dev.parley.ledger.AlertSinks;
import dev.parley.ledger.Webhook;
import dev.parley.library.DirectoryLibrary;
import dev.parley.library.ImportedFiles;
import dev.parley.library.Library;
import dev.parley.library.pricetable.PriceImports;
import dev.parley.library.pricetable.TableFetch;
import dev.parley.provider.KeyCheck;
import dev.parley.provider.ModelClient;
import dev.parley.provider.ProviderSettings;
import dev.parley.provider.Providers;
import dev.parley.provider.Stage;
import dev.parley.rehearsal.StandIn;
import dev.parley.rehearsal.voice.PersonaVoice;
import dev.parley.run.Paces;
import dev.parley.tokens.TokenCounter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/// Makes what is not a bean by itself: the pure rooms and the library know nothing of CDI.
@ApplicationScoped
class Producers {
    private @Nullable StandIn standIn;

    @Produces
    @Singleton
    Clock clock() {
        // As fine as the database keeps a moment, so that a call is priced at the very moment that is stored.
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    @Produces
    @Singleton
    TokenCounter tokenCounter() {
        return new BpeTokenCounter();
    }

    @Produces
    @Singleton
    DirectoryLibrary library(@ConfigProperty(name = "parley.library", defaultValue = ".") String root) {
        var library = new DirectoryLibrary(Path.of(root).toAbsolutePath().normalize(), List.of());
        library.start();
        return library;
    }

    void close(@Disposes DirectoryLibrary library) {
        library.close();
    }

    @Produces
    @Singleton
    PriceImports priceImports(
            Library library, Clock clock, @ConfigProperty(name = "parley.library", defaultValue = ".") String root) {
        return new PriceImports(library, new ImportedFiles(Path.of(root)), TableFetch.overHttps(), clock);
    }

    /// Rehearsals go to the stand-ins that a setting names, else to our own on a free port.
    @Produces
    @Singleton
    Stage stage(
            @ConfigProperty(name = "parley.rehearsal-url") Optional<String> elsewhere,
            Library library,
            TokenCounter counter) {
        if (elsewhere.isPresent()) {
            return new Stage(elsewhere.get());
        }
        try {
            standIn = StandIn.start(
                    StageHand.settings(0, StageHand.SEED, library.contents().catalogue()), counter, new PersonaVoice());
            return new Stage(standIn.url());
        } catch (IOException e) {
            throw new UncheckedIOException("the stand-ins could not be started", e);
        }
    }

    void close(@Disposes Stage stage) {
        if (standIn != null) {
            standIn.close();
        }
    }

    @Produces
    @Singleton
    ProviderSettings providerSettings(Stage stage) {
        return ProviderSettings.from(System::getenv).withRehearsal(stage::url);
    }

    @Produces
    @Singleton
    ModelClient modelClient(ProviderSettings settings) {
        return new Providers(settings);
    }

    @Produces
    @Singleton
    Paces paces(Library library) {
        return provider -> library.contents().limits().pace(provider);
    }

    /// Commands and tests have no data folder of their own, and so no log.
    @Produces
    @Singleton
    AlertSinks alertSinks(@ConfigProperty(name = "parley.home") Optional<String> home) {
        var webhook = Webhook.from(System::getenv).orElse(null);
        return new AlertSinks(home.map(Path::of).map(AlertLog::new).orElse(null), webhook);
    }

    @Produces
    @Singleton
    KeyCheck keyCheck(ProviderSettings settings) {
        return new KeyCheck(settings);
    }
}
