package dev.parley.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.rehearsal.billing.BilledBook;
import dev.parley.rehearsal.billing.BilledCall;
import dev.parley.rehearsal.billing.TokenBill;
import dev.parley.rehearsal.draw.Latency;
import dev.parley.rehearsal.fault.Fault;
import dev.parley.rehearsal.fault.FaultPlan;
import dev.parley.rehearsal.wire.Call;
import dev.parley.rehearsal.wire.Json;
import dev.parley.rehearsal.wire.Reception;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What can be read and set at `/_standin`: bills, clock, faults and latency.
final class StandInControl {
    static final String ROOT = "/_standin";

    private final Reception reception;
    private final String url;

    StandInControl(Reception reception, String url) {
        this.reception = reception;
        this.url = url;
    }

    void serve(Call call) throws IOException {
        try {
            switch (call.method() + " " + call.path().substring(ROOT.length())) {
                case "GET ", "GET /" -> call.json(200, about());
                case "GET /billed" -> call.json(200, billed());
                case "DELETE /billed" -> {
                    reception.billed().clear();
                    call.json(200, billed());
                }
                case "GET /clock" -> call.json(200, clock());
                case "POST /clock" -> {
                    reception.clock().advance(Duration.ofSeconds(whole(body(call), "advanceSeconds")));
                    call.json(200, clock());
                }
                case "GET /faults" -> call.json(200, faults());
                case "PUT /faults" -> {
                    reception.faults().set(plan(body(call)));
                    call.json(200, faults());
                }
                case "GET /latency" -> call.json(200, latency());
                case "PUT /latency" -> {
                    reception.latency().set(latency(body(call)));
                    call.json(200, latency());
                }
                default -> call.json(404, Json.object().put("error", "nothing here: " + call.path()));
            }
        } catch (IllegalArgumentException wrong) {
            call.json(400, Json.object().put("error", String.valueOf(wrong.getMessage())));
        }
    }

    private static ObjectNode body(Call call) throws IOException {
        return call.body()
                .flatMap(body -> Json.parsed(body.text()))
                .orElseThrow(() -> new IllegalArgumentException("the body is not a JSON object"));
    }

    private static long whole(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(field + ": a whole number is needed, not " + value);
        }
        return value.longValue();
    }

    private ObjectNode about() {
        ObjectNode about =
                Json.object().put("url", url).put("calls", reception.billed().size());
        ObjectNode roots = about.putObject("roots");
        for (String root : List.of("anthropic", "gemini", "mistral", "ollama")) {
            roots.put(root.equals("gemini") ? "google" : root, url + "/" + root);
        }
        roots.put("openai", url + "/openai/v1");
        roots.put("deepseek", url + "/deepseek/v1");
        return about.put("others", url + "/{provider}/v1");
    }

    private ObjectNode billed() {
        BilledBook.Page page = reception.billed().page();
        ObjectNode list = Json.object();
        ArrayNode items = list.putArray("items");
        page.calls().forEach(call -> items.add(item(call)));
        return list.put("dropped", page.dropped());
    }

    private static ObjectNode item(BilledCall call) {
        ObjectNode item = Json.object()
                .put("id", call.id())
                .put("provider", call.provider())
                .put("model", call.model())
                .put("modelReturned", call.modelReturned())
                .put("at", call.at().toString())
                .put("clientRequestId", call.clientRequestId());
        TokenBill usage = call.usage();
        item.putObject("usage")
                .put("input", usage.input())
                .put("cacheRead", usage.cacheRead())
                .put("cacheWrite5m", usage.cacheWrite5m())
                .put("cacheWrite1h", usage.cacheWrite1h())
                .put("output", usage.output())
                .put("reasoning", usage.reasoning());
        return item.put("fault", call.fault());
    }

    private ObjectNode clock() {
        return Json.object().put("aheadSeconds", reception.clock().ahead().toSeconds());
    }

    private ObjectNode faults() {
        FaultPlan plan = reception.faults().plan();
        ObjectNode faults = Json.object().put("rate", plan.rate());
        ArrayNode kinds = faults.putArray("kinds");
        plan.kinds().forEach(kind -> kinds.add(kind.word()));
        faults.put("retryAfterSeconds", plan.retryAfterSeconds()).put("provider", plan.provider());
        ArrayNode next = faults.putArray("next");
        plan.next().forEach(kind -> next.add(kind.word()));
        return faults;
    }

    private static FaultPlan plan(JsonNode body) {
        if (!body.path("rate").isMissingNode() && !body.path("rate").isNumber()) {
            throw new IllegalArgumentException("rate: a number is needed, not " + body.path("rate"));
        }
        long retryAfterSeconds = !body.has("retryAfterSeconds") ? 1 : whole(body, "retryAfterSeconds");
        return new FaultPlan(
                body.path("rate").asDouble(0),
                faults(body, "kinds"),
                Math.toIntExact(Math.min(retryAfterSeconds, Integer.MAX_VALUE)),
                body.path("provider").isTextual() ? body.path("provider").textValue() : null,
                faults(body, "next"));
    }

    private static List<Fault> faults(JsonNode body, String field) {
        List<Fault> faults = new ArrayList<>();
        for (JsonNode word : body.path(field)) {
            faults.add(Fault.named(word.asText())
                    .orElseThrow(
                            () -> new IllegalArgumentException(field + ": " + word + " is none of " + Fault.words())));
        }
        return faults;
    }

    private ObjectNode latency() {
        return switch (reception.latency().get()) {
            case Latency.Drawn _ -> Json.object().put("mode", "drawn");
            case Latency.Median median -> Json.object().put("mode", "median").put("medianMs", median.millis());
            case Latency.Fixed fixed -> Json.object().put("mode", "fixed").put("fixedMs", fixed.millis());
        };
    }

    private static Latency latency(JsonNode body) {
        if (body.has("fixedMs")) {
            return new Latency.Fixed(whole(body, "fixedMs"));
        }
        return body.has("medianMs") ? new Latency.Median(whole(body, "medianMs")) : new Latency.Drawn();
    }
}
