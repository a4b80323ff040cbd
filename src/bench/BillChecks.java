import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Holds the ledger against the bills of the stand-ins, call by call. They are matched by the id that each request
/// carries.
final class BillChecks {
    private static final int AT_ONCE = 8;
    private static final List<String> CLASSES = List.of("input", "cacheRead", "cacheWrite5m", "cacheWrite1h", "output");
    private static final String CALLS =
            """
            select id, run_id, turn, model, at, outcome, reason, hold_usd, usd,
                   input, cache_read, cache_write_5m, cache_write_1h, output, reasoning from call""";
    private static final int FIRST_CLASS = 10;


    private final ChaosNode priced;
    private final Checks checks;
    private final Map<UUID, Entry> entries = new HashMap<>();
    private final Map<UUID, JsonNode> bills = new HashMap<>();
    private final Map<UUID, Late> late = new HashMap<>();
    private final List<String> wrongBills = new ArrayList<>();
    private final List<Map<String, Object>> unknown = Collections.synchronizedList(new ArrayList<>());

    BillChecks(ChaosNode priced, Checks checks) {
        this.priced = priced;
        this.checks = checks;
    }

    private record Entry(
            UUID id,
            String run,
            int turn,
            String model,
            String at,
            String outcome,
            String reason,
            BigDecimal hold,
            BigDecimal usd,
            List<Long> tokens,
            long reasoning) {}

    /// What came after its call had ended as unknown.
    private record Late(UUID call, BigDecimal usd, BigDecimal beyond) {}

    void check(Sql sql, JsonNode billed) throws Exception {
        sql.list(CALLS, BillChecks::entry).forEach(entry -> entries.put(entry.id, entry));
        sql.list("select call_id, usd, beyond_usd from late_usage", row -> new Late(
                        row.getObject(1, UUID.class), row.getBigDecimal(2), row.getBigDecimal(3)))
                .forEach(usage -> late.put(usage.call, usage));
        billed.forEach(this::add);
        checks.tell("calls in the ledger", entries.size());
        checks.tell("calls billed by the stand-ins", bills.size());
        checks.none("bills without an entry, or twice for the same call", wrongBills);
        var settled = compared("settled");
        checks.check("settled entries, each with its bill to the token and the cent",
                settled.right + " of " + settled.all, settled.wrong.isEmpty());
        checks.none("settled entries that differ from their bill", settled.wrong);
        var failed = compared("failed");
        checks.none("entries that failed free of charge and were billed (of " + failed.all + ")", failed.wrong);
        var unknowns = compared("unknown");
        checks.none("unknown entries without a bound, that cost more, or other than came late (of " + unknowns.all + ")", unknowns.wrong);
        checks.tell("unknown entries that were billed within their bound", billedUnknown());
        checks.tell("unknown entries that were never billed", unknown.size() - billedUnknown());
        checks.tell("unknown entries whose usage came late", late.size());
        var known = sum(entries.values().stream().filter(entry -> entry.usd != null).map(Entry::usd).toList());
        checks.tell("USD settled", known.toPlainString());
        var cost = sum(unknown.stream().map(entry -> new BigDecimal((String) entry.get("billedUsd"))).toList());
        checks.tell("USD billed for unknown entries, never above", cost.toPlainString() + " of "
                + sum(unknown.stream().map(entry -> (BigDecimal) entry.get("holdUsd")).toList()).toPlainString());
        reasons().forEach((reason, count) -> checks.tell("unknown: " + reason, count));
    }

    /// Every entry of unknown cost, with what the stand-ins billed for it.
    List<Map<String, Object>> unknown() {
        return unknown.stream()
                .sorted((a, b) -> a.get("at").toString().compareTo(b.get("at").toString()))
                .toList();
    }

    private record Compared(int all, int right, List<String> wrong) {}

    private Compared compared(String outcome) throws Exception {
        var all = entries.values().stream().filter(entry -> entry.outcome.equals(outcome)).toList();
        var wrong = new ArrayList<String>();
        try (var pool = Executors.newFixedThreadPool(AT_ONCE)) {
            var found = new ArrayList<Future<String>>();
            all.forEach(entry -> found.add(pool.submit(() -> wrong(entry, bills.get(entry.id)))));
            for (var one : found) {
                if (one.get() != null) {
                    wrong.add(one.get());
                }
            }
        }
        return new Compared(all.size(), all.size() - wrong.size(), wrong);
    }

    /// What is wrong with the entry, null when nothing is.
    private String wrong(Entry entry, JsonNode bill) throws Exception {
        return switch (entry.outcome) {
            case "settled" -> settledWrong(entry, bill);
            case "failed" -> bill == null ? null : entry.id + " (" + entry.reason + "): " + bill;
            default -> unknownWrong(entry, bill);
        };
    }

    private String settledWrong(Entry entry, JsonNode bill) throws Exception {
        if (bill == null) {
            return entry.id + ": settled at " + entry.usd + " and never billed";
        }
        var tokens = CLASSES.stream().map(name -> bill.path("usage").path(name).asLong()).toList();
        if (!tokens.equals(entry.tokens)) {
            return entry.id + ": " + entry.tokens + " in the ledger, billed " + tokens;
        }
        // A part of output that not every vendor tells of.
        if (entry.reasoning != 0 && entry.reasoning != bill.path("usage").path("reasoning").asLong()) {
            return entry.id + ": " + entry.reasoning + " reasoning tokens in the ledger, billed " + bill.path("usage");
        }
        var cost = cost(entry, bill);
        boolean same = cost == null ? entry.usd == null : entry.usd != null && entry.usd.compareTo(cost) == 0;
        return same ? null : entry.id + ": " + entry.usd + " in the ledger, costs " + cost;
    }

    private String unknownWrong(Entry entry, JsonNode bill) throws Exception {
        var cost = bill == null ? BigDecimal.ZERO : cost(entry, bill);
        var line = new TreeMap<String, Object>();
        line.put("call", entry.id.toString());
        line.put("run", entry.run);
        line.put("turn", entry.turn);
        line.put("model", entry.model);
        line.put("at", entry.at);
        line.put("reason", String.valueOf(entry.reason));
        line.put("holdUsd", entry.hold == null ? BigDecimal.ZERO : entry.hold);
        line.put("billed", bill != null);
        line.put("billedUsd", cost == null ? "0" : cost.toPlainString());
        line.put("fault", bill == null || bill.path("fault").isNull() ? "" : bill.path("fault").asText());
        unknown.add(line);
        if (entry.hold == null || cost == null) {
            return entry.id + " on " + entry.model + ": has no bound or no price";
        }
        if (cost.compareTo(entry.hold) > 0) {
            return entry.id + ": costs " + cost + ", bound by " + entry.hold;
        }
        var usage = late.get(entry.id);
        // What came late may have been cut off before it said what it cost.
        boolean right = usage == null || usage.beyond.signum() == 0 && (usage.usd == null || usage.usd.compareTo(cost) == 0);
        return right ? null : entry.id + ": costs " + cost + ", came late as " + usage;
    }

    /// By the program's own price question, for the tokens on the bill and the moment in the ledger; null when unknown.
    private BigDecimal cost(Entry entry, JsonNode bill) throws Exception {
        var question = Served.JSON.createObjectNode().put("model", entry.model).put("at", entry.at);
        question.set("usage", bill.path("usage"));
        var answer = Served.JSON.readTree(priced.post("/api/cost", question.toString()).body());
        if (!answer.has("known")) {
            throw new IllegalStateException("no price for " + question + ": " + answer);
        }
        return answer.path("known").asBoolean() ? new BigDecimal(answer.path("usd").asText()) : null;
    }

    private void add(JsonNode bill) {
        var id = bill.path("clientRequestId").asText();
        if (!id.matches("[0-9a-f-]{36}") || !entries.containsKey(UUID.fromString(id))) {
            wrongBills.add("no entry for " + bill);
        } else if (bills.put(UUID.fromString(id), bill) != null) {
            wrongBills.add("billed twice: " + bill);
        }
    }

    private long billedUnknown() {
        return unknown.stream().filter(entry -> (Boolean) entry.get("billed")).count();
    }

    private Map<String, Long> reasons() {
        var reasons = new TreeMap<String, Long>();
        unknown.forEach(entry -> reasons.merge((String) entry.get("reason"), 1L, Long::sum));
        return reasons;
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var tokens = new ArrayList<Long>();
        for (int i = 0; i < CLASSES.size(); i++) {
            tokens.add(row.getLong(FIRST_CLASS + i));
        }
        return new Entry(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                row.getTimestamp(5).toInstant().toString(),
                row.getString(6),
                row.getString(7),
                row.getBigDecimal(8),
                row.getBigDecimal(9),
                tokens,
                row.getLong(FIRST_CLASS + CLASSES.size()));
    }
}
