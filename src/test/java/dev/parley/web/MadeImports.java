package dev.parley.web;

import dev.parley.library.ImportedFiles;
import dev.parley.library.pricetable.NoNetwork;
import dev.parley.library.pricetable.PriceImports;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/// Imports into the folder of the made library, without a network.
@Alternative
@ApplicationScoped
public class MadeImports {
    @Produces
    @Singleton
    PriceImports imports(MadeLibrary library) {
        return new PriceImports(
                library, new ImportedFiles(library.folder().root()), NoNetwork.fetch(), Clock.systemUTC());
    }
}
