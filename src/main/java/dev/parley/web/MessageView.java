package dev.parley.web;

import dev.parley.conversation.CheckedReply.Flag;
import dev.parley.conversation.Origin;
import dev.parley.conversation.StopRules;
import dev.parley.money.Cost;
import dev.parley.money.Usd;
import dev.parley.pricing.PriceUsed;
import dev.parley.run.RunReport.MessageRow;
import dev.parley.run.RunReport.RunSummary;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import io.quarkus.qute.RawString;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message as the run's page shows it.
///
/// @param html the text, made safe
/// @param figures tokens and time in one quiet line, without the cost
/// @param saving what the cache did to the cost, in words; empty when nothing is known of it
/// @param classes tokens and cost by class; empty when the provider told no usage
/// @param price which price row applies, in words
/// @param assumed whether the cost is by the operator's price for unknown models
/// @param swapped whether another model was asked for than spoke
/// @param provider empty when no model spoke
/// @param byPerson whether a person said it
/// @param broughtFrom where it stands in the run that this one branched off; empty when it was said here
/// @param callId empty when there was no call
/// @param key differs when the turn is said again
/// @param branchTurns how many turns a run shall have that branches off here, unless one says
/// @param commandKey of the command that is asked for from here, so that sending it twice asks once
public record MessageView(
        int turn,
        String persona,
        String name,
        String look,
        UUID run,
        String provider,
        String model,
        boolean swapped,
        String asked,
        String returned,
        RawString html,
        List<String> flags,
        String figures,
        Amount cost,
        String saving,
        List<ClassRow> classes,
        String price,
        boolean assumed,
        String source,
        String speakerWhy,
        String decisionWhy,
        String attempts,
        String at,
        boolean byPerson,
        String broughtFrom,
        String callId,
        String key,
        int branchTurns,
        String commandKey) {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(java.time.ZoneOffset.UTC);

    public MessageView {
        flags = List.copyOf(flags);
        classes = List.copyOf(classes);
    }

    /// Tokens and cost of one class.
    public record ClassRow(String name, String tokens, Amount cost) {}

    static MessageView of(MessageRow message, RunSummary run) {
        var usage = message.usage();
        var returned = message.modelReturned();
        var used = message.modelUsed();
        var parent = run.parent();
        return new MessageView(
                message.turn(),
                message.persona(),
                message.name(),
                ScriptPage.look(message.color()),
                run.id(),
                used == null ? "" : used.provider(),
                used == null ? "" : used.name(),
                !Objects.equals(message.modelAsked(), used),
                String.valueOf(message.modelAsked()),
                returned == null ? "" : returned,
                SafeMarkdown.html(message.text()),
                message.flags().stream().map(Flag::words).toList(),
                figures(message),
                Amount.of(message.cost()),
                saving(message.cost(), message.saved()),
                usage == null ? List.of() : classes(usage, message),
                price(message.price(), message.cost()),
                message.isAssumed(),
                message.price() == null ? "" : message.price().source(),
                message.speakerWhy(),
                message.decisionWhy(),
                Figures.counted(message.attempts(), "attempt", "attempts"),
                SECOND.format(message.at()) + " UTC",
                message.origin() == Origin.PERSON,
                message.origin() == Origin.BRANCH && parent != null ? address(parent.run(), message.turn()) : "",
                message.callId() == null ? "" : message.callId().toString(),
                message.turn() + "-" + (message.callId() == null ? message.at().toEpochMilli() : message.callId()),
                Math.min(StopRules.MOST_TURNS, Math.max(run.turns(), message.turn() + 1)),
                UUID.randomUUID().toString());
    }

    static String address(UUID run, int turn) {
        return "/runs/" + run + "#turn-" + turn;
    }

    private static String figures(MessageRow message) {
        return switch (message.origin()) {
            case MODEL -> figures(message.latencyMs(), message.usage());
            case PERSON -> "by a person";
            case BRANCH -> "paid in the run that this one branched off";
        };
    }

    private static String figures(long latencyMs, @Nullable Usage usage) {
        var time = Figures.count(latencyMs) + " ms";
        if (usage == null) {
            return time + " · usage not reported";
        }
        var input = Figures.count(usage.totalInput() - usage.cacheRead()) + " new";
        if (usage.cacheRead() > 0) {
            input += " + " + Figures.count(usage.cacheRead()) + " cached";
        }
        return time + " · " + input + " → " + Figures.count(usage.output()) + " tok";
    }

    private static String saving(Cost cost, @Nullable Usd saved) {
        if (saved == null || saved.isZero() || !(cost instanceof Cost.Known(var paid))) {
            return "";
        }
        var fresh = paid.plus(saved).amount();
        return saved.isNegative()
                ? "cache cost " + Figures.percent(saved.amount().negate(), fresh) + " more"
                : "saved " + Figures.percent(saved.amount(), fresh);
    }

    private static List<ClassRow> classes(Usage usage, MessageRow message) {
        var rows = new ArrayList<ClassRow>();
        for (var tokenClass : TokenClass.values()) {
            long tokens = usage.tokens(tokenClass);
            var usd = message.byClass().get(tokenClass);
            if (tokens > 0) {
                rows.add(new ClassRow(
                        TokenBar.label(tokenClass),
                        Figures.count(tokens),
                        Amount.ofNullable(usd, "the cost is not known")));
            }
        }
        if (usage.reasoning() > 0) {
            rows.add(new ClassRow(
                    "of it reasoning", Figures.count(usage.reasoning()), Amount.unknown("part of the output above")));
        }
        return rows;
    }

    private static String price(@Nullable PriceUsed price, Cost cost) {
        if (price != null) {
            return (price.assumed() ? "assumed for unknown models, " : "")
                    + (price.effectiveFrom() == null ? "since launch" : "since " + price.effectiveFrom())
                    + ", " + price.tier() + " rates"
                    + (price.recordedAt() == null ? "" : ", learned " + price.recordedAt());
        }
        return cost instanceof Cost.Unpriced(var reason) ? reason : "";
    }
}
