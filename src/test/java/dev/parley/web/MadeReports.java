package dev.parley.web;

import dev.parley.conversation.CheckedReply.Flag;
import dev.parley.conversation.Origin;
import dev.parley.conversation.RunMode;
import dev.parley.conversation.RunStatus;
import dev.parley.conversation.Script;
import dev.parley.library.Contents;
import dev.parley.model.ModelId;
import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.pricing.PricedUsage;
import dev.parley.run.RunEstimate;
import dev.parley.run.RunReport;
import dev.parley.run.RunReport.MessageRow;
import dev.parley.run.RunReport.RunSummary;
import dev.parley.tokens.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reports of runs as they may stand: under way, finished, failed with unknown costs, and not yet begun.
record MadeReports(Contents contents, Script script, RunEstimate estimate) {
    static final UUID RUNNING = UUID.fromString("11111111-1111-4111-8111-111111111111");
    static final UUID FINISHED = UUID.fromString("22222222-2222-4222-8222-222222222222");
    static final UUID FAILED = UUID.fromString("33333333-3333-4333-8333-333333333333");
    static final UUID QUEUED = UUID.fromString("44444444-4444-4444-8444-444444444444");

    private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");
    private static final List<String> SPEECHES = List.of(
            "Whoever drives because nothing else comes. **Not** the people who could take a tram and don't. "
                    + "In the district I planned in 2011, one household in five had *no* stop within 600 metres.",
            "Lovely. And who carries the crates?\n\nI open at six. Between six and eight I get:\n\n"
                    + "- two pallets of fruit\n- the bread\n- whoever forgot the milk\n\nTell me which tram brings those.",
            "I drive the 16. Half past five, it is cleaners and nurses, and nobody on this panel.\nAsk them.",
            "The figures are less romantic: a parking space in the centre is let at a tenth of its price, "
                    + "see [the report](https://example.org/report). `cost = land + time`.");
    private static final String HOSTILE =
            "<script>alert('x')</script> <img src=x onerror=alert(1)> [click](javascript:alert(1)) "
                    + "![pixel](https://evil.example/p.png) <b>bold?</b>";

    List<RunReport> all() {
        return List.of(
                report(RUNNING, RunMode.REHEARSAL, RunStatus.RUNNING, null, 7, false),
                report(FINISHED, RunMode.REHEARSAL, RunStatus.FINISHED, "all 12 turns were taken", 12, false),
                report(FAILED, RunMode.LIVE, RunStatus.FAILED, "openai did not answer: overloaded (529)", 3, true),
                report(QUEUED, RunMode.LIVE, RunStatus.QUEUED, null, 0, false));
    }

    private RunReport report(
            UUID id, RunMode mode, RunStatus status, @Nullable String reason, int messages, boolean hostile) {
        var cast = new ArrayList<RunReport.CastRow>();
        for (var member : script.cast()) {
            var persona = java.util.Objects.requireNonNull(contents.personas().get(member.persona()));
            cast.add(new RunReport.CastRow(persona.id(), persona.name(), persona.role(), persona.model(), cast.size()));
        }
        var rows = new ArrayList<MessageRow>();
        for (int turn = 1; turn <= messages; turn++) {
            rows.add(message(turn, cast.get((turn - 1) % cast.size()), hostile));
        }
        var byPersona = new ArrayList<RunReport.PersonaRow>();
        var total = Usd.ZERO;
        var saved = Usd.ZERO;
        var usage = Usage.NONE;
        long unknown = 0;
        for (var member : cast) {
            var usd = Usd.ZERO;
            var tokens = Usage.NONE;
            int said = 0;
            long lacks = 0;
            for (var row : rows) {
                if (row.persona().equals(member.persona())) {
                    said++;
                    tokens = row.usage() == null ? tokens : tokens.plus(row.usage());
                    usd = row.cost() instanceof Cost.Known(var paid) ? usd.plus(paid) : usd;
                    lacks += row.cost().isKnown() ? 0 : 1;
                    saved = row.saved() == null ? saved : saved.plus(row.saved());
                }
            }
            total = total.plus(usd);
            usage = usage.plus(tokens);
            unknown += lacks;
            byPersona.add(new RunReport.PersonaRow(
                    member.persona(), member.name(), member.color(), said, tokens, usd, lacks));
        }
        var choosing = hostile ? Usd.of("0.000042") : Usd.ZERO;
        var chosen = hostile ? Usage.of(300, 3) : Usage.NONE;
        byPersona.add(new RunReport.PersonaRow(null, "speaker choices", cast.size(), 0, chosen, choosing, 0));
        var summary = new RunSummary(
                id,
                script.id(),
                script.title(),
                script.kind(),
                mode,
                "thesis",
                "local",
                status,
                reason,
                false,
                null,
                7,
                12,
                messages,
                mode == RunMode.LIVE ? Usd.of("0.25") : null,
                total.plus(choosing),
                unknown,
                estimate.estimate().likely(),
                AT,
                messages == 0 ? null : AT,
                status.isEnded() ? AT.plusSeconds(97) : null);
        return new RunReport(
                summary,
                script,
                new RunReport.Totals(
                        total.plus(choosing),
                        unknown,
                        unknown == 0 ? Usd.ZERO : Usd.of("0.01"),
                        usage.plus(chosen),
                        saved,
                        Usd.ZERO,
                        messages),
                cast,
                byPersona,
                estimate.estimate(),
                null,
                rows,
                paid(rows));
    }

    private static List<Usd> paid(List<MessageRow> rows) {
        var paid = new ArrayList<Usd>();
        var sum = Usd.ZERO;
        for (var row : rows) {
            sum = row.cost() instanceof Cost.Known(var usd) ? sum.plus(usd) : sum;
            paid.add(sum);
        }
        return paid;
    }

    private MessageRow message(int turn, RunReport.CastRow speaker, boolean hostile) {
        boolean unknown = hostile && turn == 2;
        var usage = turn <= 4
                ? new Usage(30, 0, 1_400, 0, 95, 0)
                : new Usage(60, 900 + 180L * turn, 320, 0, 108, speaker.color() == 1 ? 40 : 0);
        if (speaker.color() != 0) {
            usage = new Usage(usage.input() + usage.cacheWrite5m(), usage.cacheRead(), 0, 0, 108, usage.reasoning());
        }
        var priced = contents.prices().price(speaker.model(), usage, AT, false);
        var fresh = contents.prices().price(speaker.model(), usage.uncached(), AT, false);
        var known = unknown || !(priced instanceof PricedUsage.Known paid) ? null : paid;
        return new MessageRow(
                turn,
                speaker.persona(),
                speaker.name(),
                speaker.color(),
                hostile ? HOSTILE : SPEECHES.get((turn - 1) % SPEECHES.size()),
                hostile ? List.of(Flag.TRUNCATED, Flag.SPOKE_FOR_OTHERS) : List.of(),
                Origin.MODEL,
                hostile ? ModelId.parse("openai/gpt-6-sol") : speaker.model(),
                speaker.model(),
                speaker.model().name() + "-20261001",
                unknown ? null : usage,
                known == null ? Cost.unpriced("the reply was cut off") : Cost.known(known.total()),
                known == null ? Map.of() : known.byClass(),
                known != null && fresh instanceof PricedUsage.Known whole
                        ? whole.total().minus(known.total())
                        : null,
                known == null ? null : known.price(),
                "was addressed in turn " + (turn - 1),
                "asked for by the script",
                1_745 + turn * 11L,
                hostile ? 2 : 1,
                new UUID(7, turn),
                AT.plusSeconds(8L * turn));
    }
}
