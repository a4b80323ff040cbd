package dev.parley.cli;

import dev.parley.ledger.CallFilter;
import dev.parley.ledger.export.CallExport;
import dev.parley.ledger.export.ExportForm;
import java.io.BufferedOutputStream;
import java.io.IOException;
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
                    ? calls.filter(stretch)
                    : calls.filter(RunIds.mode(ledger, run), stretch).withRun(run);
            write(ledger, filter, form);
            return ExitCode.DONE;
        });
    }

    private void write(DataSource ledger, CallFilter filter, ExportForm form) {
        try {
            if (file == null) {
                toTerminal(ledger, filter, form);
            } else {
                toFile(file.toAbsolutePath(), ledger, filter, form);
            }
        } catch (IOException e) {
            throw new Desk.Refused("the export could not be written: " + e.getMessage());
        }
    }

    private void toTerminal(DataSource ledger, CallFilter filter, ExportForm form) throws IOException {
        var out = new BufferedOutputStream(desk.out(), BUFFER_BYTES);
        new CallExport(ledger).write(filter, form, out);
        out.flush();
        if (desk.out().checkError()) {
            throw new IOException("whatever reads it does not take it");
        }
    }

    /// The whole file or none: it gets its name when everything is in it.
    private static void toFile(Path target, DataSource ledger, CallFilter filter, ExportForm form) throws IOException {
        if (Files.exists(target)) {
            throw new Desk.Refused(target + " exists already; nothing was written");
        }
        var beside = Files.createTempFile(target.getParent(), ".parley-export", ".tmp");
        try {
            try (var out = new BufferedOutputStream(Files.newOutputStream(beside), BUFFER_BYTES)) {
                new CallExport(ledger).write(filter, form, out);
            }
            Files.move(beside, target);
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
