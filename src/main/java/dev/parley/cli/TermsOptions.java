package dev.parley.cli;

import dev.parley.library.Library;
import dev.parley.model.ModelId;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.Terms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The terms under which calls are priced again.
final class TermsOptions {
    private static final long MOST_BYTES = 2L * 1024 * 1024;

    @Option(
            names = "--on-model",
            paramLabel = "MODEL",
            description = "As if this model had taken every call, with the same tokens.")
    private @Nullable String model;

    @Option(
            names = "--on-day",
            paramLabel = "DATE",
            description = "As if every call had gone out on this day, at its own time.")
    private @Nullable String day;

    @Option(
            names = "--known-on",
            paramLabel = "DATE",
            description = "By the prices as they were known at the end of this day.")
    private @Nullable String knownOn;

    @Option(
            names = "--prices",
            paramLabel = "FILE",
            description = "By this price file; models that it does not name keep the prices of the library.")
    private @Nullable Path file;

    @Option(names = "--in-batches", description = "At batch prices.")
    private boolean batch;

    /// @throws Misused when an option makes no sense
    /// @throws Desk.Refused when the price file cannot be used
    Terms terms(Library library) {
        var book = library.contents().prices();
        var basis = "the library's prices";
        if (knownOn != null) {
            book = book.asKnownOn(Stretch.parseDay(knownOn));
            basis += " as known on " + knownOn;
        }
        if (file != null) {
            book = book.overlaidBy(read(library, file));
            basis = "the prices of " + file + " over " + basis;
        }
        return Terms.of(book, basis)
                .onModel(model == null ? null : id(model))
                .onDay(day == null ? null : Stretch.parseDay(day))
                .inBatches(batch);
    }

    static ModelId id(String model) {
        try {
            return ModelId.parse(model);
        } catch (IllegalArgumentException e) {
            throw new Misused(String.valueOf(e.getMessage()));
        }
    }

    private static PriceBook read(Library library, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new Desk.Refused(file + " is larger than " + MOST_BYTES / 1024 + " KB");
            }
            return switch (library.readPrices(Files.readString(file))) {
                case Library.ReadPrices.Read(var book) -> book;
                case Library.ReadPrices.Broken(var problems) -> {
                    var first = problems.getFirst();
                    throw new Desk.Refused(
                            file + ", line " + first.line() + ": " + first.field() + " " + first.message());
                }
            };
        } catch (IOException e) {
            throw new Desk.Refused(file + " cannot be read");
        }
    }
}
