package dev.parley.cli;

/// What scripts read from a command's end.
final class ExitCode {
    static final int DONE = 0;
    /// There is nothing to answer with: no ledger, no such run, a check that found differences.
    static final int NO_ANSWER = 1;
    /// The command was not understood.
    static final int BAD_USAGE = 2;

    private ExitCode() {}
}
