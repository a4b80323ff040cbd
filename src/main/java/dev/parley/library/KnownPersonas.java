package dev.parley.library;

import dev.parley.conversation.Persona;
import java.util.Map;
import java.util.Set;

/// The personas that a script may name.
///
/// @param whole by id
/// @param broken ids whose file is there but cannot be used
record KnownPersonas(Map<String, Persona> whole, Set<String> broken) {
    KnownPersonas {
        whole = Map.copyOf(whole);
        broken = Set.copyOf(broken);
    }
}
