package dev.parley.library;

/// What is wrong with a file, so that its author can mend it.
///
/// @param file relative to the project, as in `personas/mara.yaml`
/// @param line counted from 1; 0 when the whole file is meant
/// @param field path of the field, as in `cast[1].persona`; empty when the whole file is meant
/// @param message what was found and what was expected
public record Problem(String file, int line, String field, String message) {}
