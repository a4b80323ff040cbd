package dev.parley.cli;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Dimension;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which calls a command is about; an option that is left out leaves all in.
final class CallOptions {
    @Option(
            names = "--rehearsal",
            description = "Play money, of rehearsals. Without it real money alone; the two are never added up.")
    private boolean rehearsal;

    @Option(names = "--provider", paramLabel = "NAME", description = "Only this provider, as in anthropic.")
    private @Nullable String provider;

    @Option(names = "--model", paramLabel = "MODEL", description = "Only this model, as in openai/gpt-6-luna.")
    private @Nullable String model;

    @Option(names = "--persona", paramLabel = "ID", description = "Only this persona.")
    private @Nullable String persona;

    @Option(names = "--project", paramLabel = "NAME", description = "Only this project.")
    private @Nullable String project;

    @Option(names = "--user", paramLabel = "NAME", description = "Only this user.")
    private @Nullable String user;

    @Option(
            names = "--purpose",
            paramLabel = "NAME",
            description = "Only this purpose: speech, speaker-choice, summary, judge or retry.")
    private @Nullable String purpose;

    RunMode mode() {
        return rehearsal ? RunMode.REHEARSAL : RunMode.LIVE;
    }

    CallFilter filter(Stretch stretch) {
        return filter(mode(), stretch);
    }

    /// The same on money that is known otherwise, as that of a run.
    CallFilter filter(RunMode money, Stretch stretch) {
        return CallFilter.of(money)
                .between(stretch.from(), stretch.to())
                .with(Dimension.PROVIDER, provider)
                .with(Dimension.MODEL, model)
                .with(Dimension.PERSONA, persona)
                .with(Dimension.PROJECT, project)
                .with(Dimension.USER, user)
                .with(Dimension.PURPOSE, purpose);
    }
}
