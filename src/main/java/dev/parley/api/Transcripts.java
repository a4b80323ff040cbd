package dev.parley.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.ledger.export.CsvCells;
import dev.parley.model.ModelId;
import dev.parley.money.Cost;
import dev.parley.run.RunReport;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A transcript to take along, in one of four forms.
final class Transcripts {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(com.fasterxml.jackson.databind.SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private static final CsvMapper CSV =
            CsvMapper.csvBuilder().addModule(CsvCells.module()).build();
    private static final CsvSchema COLUMNS = CsvSchema.builder()
            .addColumn("turn")
            .addColumn("persona")
            .addColumn("name")
            .addColumn("text")
            .addColumn("flags")
            .addColumn("model_asked")
            .addColumn("model_used")
            .addColumn("input")
            .addColumn("cache_read")
            .addColumn("cache_write_5m")
            .addColumn("cache_write_1h")
            .addColumn("output")
            .addColumn("usd")
            .addColumn("latency_ms")
            .addColumn("assumed")
            .addColumn("origin")
            .build()
            .withHeader();

    private Transcripts() {}

    static Response response(RunReport report, String format) {
        return switch (format) {
            case "md" -> file(report, "md", "text/markdown;charset=UTF-8", markdown(report));
            case "json" -> file(report, "json", "application/json", json(RunAnswer.of(report)));
            case "jsonl" -> file(report, "jsonl", "application/x-ndjson", jsonLines(report));
            case "csv" -> file(report, "csv", "text/csv;charset=UTF-8", csv(report));
            default -> throw Problems.badField("format", "must be md, json, jsonl or csv, found " + format);
        };
    }

    private static Response file(RunReport report, String ending, String type, String body) {
        var name = report.summary().script() + "-" + report.summary().id() + "." + ending;
        return Response.ok(body, type)
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }

    private static String markdown(RunReport report) {
        var run = report.summary();
        var text = new StringBuilder("# " + run.title() + "\n\n");
        text.append(run.mode() == dev.parley.conversation.RunMode.REHEARSAL ? "REHEARSAL – play money. " : "");
        text.append(run.status().wireName())
                .append(", ")
                .append(report.messages().size());
        text.append(" of ")
                .append(run.turns())
                .append(" turns, $")
                .append(run.usd().plain());
        if (run.unknownCalls() > 0) {
            text.append(" and ").append(run.unknownCalls()).append(" calls of unknown cost");
        }
        if (!report.totals().assumedUsd().isZero()) {
            text.append(", $")
                    .append(report.totals().assumedUsd().plain())
                    .append(" of it at a price assumed for unknown models");
        }
        text.append("\n");
        for (var message : report.messages()) {
            text.append("\n**").append(message.name()).append("** · ").append(voice(message));
            text.append(" · ").append(message.cost().display()).append(message.isAssumed() ? " assumed" : "");
            message.flags().forEach(flag -> text.append(" · ").append(flag.words()));
            text.append("\n\n").append(message.text()).append("\n");
        }
        return text.toString();
    }

    private static String jsonLines(RunReport report) {
        var lines = new StringBuilder();
        report.messages()
                .forEach(message ->
                        lines.append(json(RunAnswer.MessageAnswer.of(message))).append('\n'));
        return lines.toString();
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written: " + value.getClass(), e);
        }
    }

    private static String csv(RunReport report) {
        return csv(report.messages().stream().map(Transcripts::row).toList());
    }

    static String csv(List<List<String>> rows) {
        try {
            return CSV.writer(COLUMNS).writeValueAsString(rows);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("transcript cannot be written as CSV", e);
        }
    }

    private static List<String> row(RunReport.MessageRow message) {
        var usage = message.usage();
        var flags = String.join(
                ", ",
                message.flags().stream()
                        .map(dev.parley.conversation.CheckedReply.Flag::words)
                        .toList());
        return List.of(
                Integer.toString(message.turn()),
                message.persona(),
                message.name(),
                message.text(),
                flags,
                text(message.modelAsked()),
                text(message.modelUsed()),
                usage == null ? "" : Long.toString(usage.input()),
                usage == null ? "" : Long.toString(usage.cacheRead()),
                usage == null ? "" : Long.toString(usage.cacheWrite5m()),
                usage == null ? "" : Long.toString(usage.cacheWrite1h()),
                usage == null ? "" : Long.toString(usage.output()),
                message.cost() instanceof Cost.Known(var usd) ? usd.plain() : "",
                Long.toString(message.latencyMs()),
                Boolean.toString(message.isAssumed()),
                message.origin().wireName());
    }

    private static String voice(RunReport.MessageRow message) {
        return switch (message.origin()) {
            case MODEL -> text(message.modelUsed());
            case PERSON -> "by a person";
            case BRANCH -> (text(message.modelUsed()) + " from the run that this one branched off").strip();
        };
    }

    private static String text(@Nullable ModelId model) {
        return model == null ? "" : model.toString();
    }
}
