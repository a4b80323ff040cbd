package dev.parley.web;

import dev.parley.provider.KeyState;

/// A provider on the page of keys: a sign and words, so that colour is never the only sign.
///
/// @param look name of the class that colours the state
public record KeyRow(String provider, String look, String state, String words) {
    static KeyRow of(KeyState key) {
        return switch (key.state()) {
            case ABSENT -> new KeyRow(key.provider(), "st-none", "○ no key", key.words());
            case WORKS -> new KeyRow(key.provider(), "st-finished", "● works", key.words());
            case REFUSED -> new KeyRow(key.provider(), "st-failed", "▲ refused", key.words());
            case UNREACHABLE -> new KeyRow(key.provider(), "st-waiting", "◐ cannot say", key.words());
        };
    }
}
