package dev.parley.web;

import dev.parley.provider.KeyState;
import java.util.List;
import java.util.Optional;

/// Which providers can be called live. Never holds a key.
public interface KeyStates {
    /// Every provider of the catalogue. Keys are tried where trying is free, so it may take a moment.
    List<KeyState> states();

    /// What is to be done before this provider can be called live, as in "set OPENAI_API_KEY"; empty when nothing.
    /// Asks nobody.
    Optional<String> missing(String provider);
}
