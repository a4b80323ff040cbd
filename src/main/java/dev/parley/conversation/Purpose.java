package dev.parley.conversation;

/// What a call to a provider is for. Every attempt after the first of the same call is a retry.
public enum Purpose {
    SPEECH("speech"),
    SPEAKER_CHOICE("speaker-choice"),
    SUMMARY("summary"),
    JUDGE("judge"),
    RETRY("retry");

    private final String wireName;

    Purpose(String wireName) {
        this.wireName = wireName;
    }

    /// The name in the API and in exports.
    public String wireName() {
        return wireName;
    }
}
