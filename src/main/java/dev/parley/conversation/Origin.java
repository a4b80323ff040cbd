package dev.parley.conversation;

import java.util.Locale;

/// Where a message of a transcript comes from.
public enum Origin {
    MODEL,
    /// Said by a person, as a member of the cast.
    PERSON,
    /// Copied from the run that this one branched off, where it was paid.
    BRANCH;

    /// The name in the API and in the database.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// @throws IllegalArgumentException when no origin has this name
    public static Origin ofWireName(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
