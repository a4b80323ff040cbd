package dev.parley.web;

import dev.parley.conversation.Script;
import dev.parley.library.Library;
import dev.parley.run.RunReport;
import dev.parley.run.RunRequest;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

/// The state of a run and what can be done about it.
///
/// @param again the script's page with the same choices; empty when the library no longer has the script
/// @param branchedOff address of the turn after which it branched off another run; empty when it did not
/// @param branchedAfter that turn; 0 for none
/// @param key of the command that is asked for from here, so that sending it twice asks once
public record RunHead(
        RunLine run, String again, String branchedOff, int branchedAfter, List<Member> cast, String key, Said said) {
    static final Said NOTHING_SAID = new Said("", "", "");

    public RunHead {
        cast = List.copyOf(cast);
    }

    /// Somebody who can be asked to speak, or be spoken for.
    public record Member(String persona, String name, boolean chosen) {}

    /// What came of the last command.
    ///
    /// @param note empty when there is nothing to say
    /// @param persona who was to say `text`; empty when nothing was refused
    /// @param text that was refused, so that nobody must type it again
    public record Said(String note, String persona, String text) {}

    static RunHead of(RunReport report, Library library, Said said) {
        var run = report.summary();
        var script = library.contents().scripts().get(run.script());
        var parent = run.parent();
        return new RunHead(
                RunLine.of(run, Instant.now()),
                script == null ? "" : again(report, script),
                parent == null ? "" : MessageView.address(parent.run(), parent.turn()),
                parent == null ? 0 : parent.turn(),
                report.cast().stream()
                        .map(member -> new Member(
                                member.persona(),
                                member.name(),
                                member.persona().equals(said.persona)))
                        .toList(),
                UUID.randomUUID().toString(),
                said);
    }

    private static String again(RunReport report, Script script) {
        var run = report.summary();
        var address = new StringBuilder("/scripts/" + ScriptSetup.encoded(run.script()))
                .append("?turns=")
                .append(run.turns())
                .append("&seed=")
                .append(run.seed());
        address.append("&words=").append(report.script().reply().words());
        if (run.budget() != null) {
            address.append("&budget=").append(run.budget().plain());
        }
        if (!run.project().equals(RunRequest.DEFAULT_PROJECT)) {
            address.append("&project=").append(ScriptSetup.encoded(run.project()));
        }
        for (var member : report.cast()) {
            address.append("&model.")
                    .append(ScriptSetup.encoded(member.persona()))
                    .append('=')
                    .append(ScriptSetup.encoded(member.model().toString()));
        }
        new TreeMap<>(report.script().variables()).forEach((name, value) -> {
            if (!value.equals(script.variables().get(name))) {
                address.append("&var.")
                        .append(ScriptSetup.encoded(name))
                        .append('=')
                        .append(ScriptSetup.encoded(value));
            }
        });
        return address.toString();
    }
}
