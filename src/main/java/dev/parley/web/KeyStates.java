package dev.parley.web;

import java.util.List;

/// Which providers can be called live. Never holds a key.
public interface KeyStates {
    /// Tries every key where trying is free, so it may take a moment.
    List<Row> states();

    /// Whether runs may call this provider live, as far as can be said without asking it.
    boolean isThere(String provider);

    /// The setting that makes it so, as in `ANTHROPIC_API_KEY`.
    String setting(String provider);

    /// @param works whether there is a key that the provider took, or that nobody has objected to yet
    /// @param words what is known of it, for people
    record Row(String provider, boolean isThere, boolean works, String setting, String words) {}
}
