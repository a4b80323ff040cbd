package dev.parley.conversation;

/// Whether a run talks to the real providers or to the local stand-ins. Money of the two is never added up.
public enum RunMode {
    LIVE,
    REHEARSAL;

    /// The name in files, pages and the API.
    public String wireName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
