package dev.parley.conversation;

/// One turn as the transcript keeps it.
///
/// @param turn counted from 1
public record Message(int turn, String persona, String text) {}
