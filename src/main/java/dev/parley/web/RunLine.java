package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.conversation.RunStatus;
import dev.parley.run.RunReport.RunSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A run in one line, as its page and the list of runs show it.
///
/// @param look name of the class that colours the status, which is always there in words as well
/// @param unknown calls of unknown cost in words; empty when there are none
public record RunLine(
        UUID id,
        String script,
        String title,
        String kind,
        boolean rehearsal,
        String status,
        String look,
        boolean ended,
        boolean canPause,
        boolean canResume,
        String reason,
        int messages,
        int turns,
        Amount cost,
        String unknown,
        Amount estimated,
        @Nullable Amount budget,
        String when,
        String machineWhen,
        String took) {

    static RunLine of(RunSummary run, Instant now) {
        var status = run.status();
        var reason = run.stopReason();
        return new RunLine(
                run.id(),
                run.script(),
                run.title(),
                run.kind(),
                run.mode() == RunMode.REHEARSAL,
                status.wireName().replace('-', ' '),
                "st-" + status.wireName(),
                status.isEnded(),
                status == RunStatus.RUNNING || status == RunStatus.QUEUED || status == RunStatus.WAITING,
                status == RunStatus.PAUSED || status == RunStatus.FAILED,
                reason == null ? "" : reason,
                run.messages(),
                run.turns(),
                TotalsView.paid(run.usd(), run.unknownCalls()),
                run.unknownCalls() == 0
                        ? ""
                        : Figures.counted(run.unknownCalls(), "call", "calls") + " of unknown cost",
                Amount.ofNullable(run.estimated(), "no price is known"),
                run.budget() == null ? null : Amount.of(run.budget()),
                Figures.minute(run.createdAt()),
                run.createdAt().toString(),
                took(run, now));
    }

    private static String took(RunSummary run, Instant now) {
        var started = run.startedAt();
        if (started == null) {
            return "";
        }
        var ended = run.endedAt();
        return Figures.duration(Duration.between(started, ended == null ? now : ended));
    }
}
