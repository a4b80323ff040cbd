package dev.parley.web;

import dev.parley.run.RunReport;
import java.util.List;

/// A run while it goes on and after.
///
/// @param messages the last ones, when there are very many
/// @param earlier how many came before them, in words; empty when all are there
/// @param earlierFrom turn at which a page with all of these would begin
public record RunPage(
        RunHead head,
        List<Member> cast,
        List<MessageView> messages,
        String earlier,
        int earlierFrom,
        int lastTurn,
        TotalsView totals) {
    static final int MOST_MESSAGES = 200;

    public RunPage {
        cast = List.copyOf(cast);
        messages = List.copyOf(messages);
    }

    /// A member of the cast, so that a message under way has its name and colour.
    public record Member(String persona, String name, String role, String look, String provider, String model) {}

    /// @param from first turn to show; 0 for the last ones
    static RunPage of(RunReport report, RunHead head, int from) {
        var all = report.messages();
        int first = from > 0 ? Math.min(from - 1, all.size()) : Math.max(0, all.size() - MOST_MESSAGES);
        var shown = all.subList(first, Math.min(all.size(), from > 0 ? first + MOST_MESSAGES : all.size()));
        return new RunPage(
                head,
                report.cast().stream()
                        .map(member -> new Member(
                                member.persona(),
                                member.name(),
                                member.role(),
                                ScriptPage.look(member.color()),
                                member.model().provider(),
                                member.model().name()))
                        .toList(),
                shown.stream()
                        .map(message -> MessageView.of(message, report.summary()))
                        .toList(),
                first == 0 ? "" : Figures.counted(first, "earlier message", "earlier messages"),
                Math.max(1, first + 1 - MOST_MESSAGES),
                shown.isEmpty() ? 0 : shown.getLast().turn(),
                TotalsView.of(report));
    }
}
