package dev.parley.rehearsal.voice;

import org.jspecify.annotations.Nullable;

/// What a stretch of a reply is about.
///
/// @param name whom it answers
/// @param to whom it asks
/// @param theirs what the one before brought up
/// @param mine what the persona brings up
/// @param asked what a question was about
record Focus(
        @Nullable String name,
        @Nullable String to,
        @Nullable Phrase theirs,
        @Nullable Phrase mine,
        @Nullable Phrase issue,
        @Nullable Phrase asked,
        @Nullable String quote,
        @Nullable String goal,
        @Nullable String fact) {}
