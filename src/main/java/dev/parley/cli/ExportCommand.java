package dev.parley.cli;

import dev.parley.ledger.CallFilter;
import dev.parley.ledger.export.CallExport;
import dev.parley.ledger.export.ExportForm;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = "Every call with its tokens and exact costs, as a file for other programs.",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Desk desk;

    @Option(names = "--format", paramLabel = "FORM", description = "csv, json or jsonl (default: csv).")
    private String format = "csv";

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write to this file, which must not exist yet; without it to the terminal or pipe.")
    private @Nullable Path file;

    @Mixin
    private RangeOptions range = new RangeOptions();

    @Mixin
    private CallOptions calls = new CallOptions();

    ExportCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() {
        var form = ExportForm.ofWireName(format)
                .orElseThrow(() -> new Misused("--format takes csv, json or jsonl, found " + format));
        var stretch = range.stretch();
        var run = range.run() == null ? null : RunIds.parse(range.run());
        return desk.withLedger(ledger -> {
            var filter = run == null
                    ? calls.filter(stretch, null)
                    : RunIds.filter(ledger, run).between(stretch.from(), stretch.to());
            write(ledger, filter, form);
            return ExitCode.DONE;
        });
    }

    private void write(DataSource ledger, CallFilter filter, ExportForm form) {
        try (var out = open()) {
            new CallExport(ledger).write(filter, form, out);
        } catch (IOException e) {
            throw new Desk.Refused("the export could not be written: " + e.getMessage());
        }
    }

    private OutputStream open() throws IOException {
        if (file == null) {
            return new BufferedOutputStream(desk.out(), BUFFER_BYTES);
        }
        if (Files.exists(file)) {
            throw new Desk.Refused(file + " exists already; nothing was written");
        }
        return new BufferedOutputStream(
                Files.newOutputStream(file, java.nio.file.StandardOpenOption.CREATE_NEW), BUFFER_BYTES);
    }
}
