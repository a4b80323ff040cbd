package dev.parley.conversation;

import java.util.Locale;

/// Where a run stands.
public enum RunStatus {
    QUEUED(false),
    RUNNING(false),
    PAUSED(false),
    /// For budget, approval or a provider.
    WAITING(false),
    FINISHED(true),
    STOPPED(true),
    BUDGET_EXHAUSTED(true),
    /// A provider did not answer; what was paid is kept, and the run can be resumed.
    FAILED(true);

    private final boolean ended;

    RunStatus(boolean ended) {
        this.ended = ended;
    }

    public boolean isEnded() {
        return ended;
    }

    /// The name in the API and on pages.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException when no status has this name
    public static RunStatus ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
