package dev.parley.run;

import org.jspecify.annotations.Nullable;

/// Something that happened in a run, as pages and API send it on.
///
/// @param id to resume after; null for the pieces of a text under way
/// @param type `turn-started`, `token`, `message`, `message-replaced`, `decision`, `budget` or `status`
/// @param data JSON
public record RunEvent(@Nullable Long id, String type, String data) {}
