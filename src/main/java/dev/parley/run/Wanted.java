package dev.parley.run;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a person has asked a running conversation to do.
enum Wanted {
    PAUSE,
    STOP,
    STOP_NOW;

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Wanted> ofWireName(@Nullable String wireName) {
        return wireName == null
                ? Optional.empty()
                : Optional.of(valueOf(wireName.toUpperCase(Locale.ROOT).replace('-', '_')));
    }
}
