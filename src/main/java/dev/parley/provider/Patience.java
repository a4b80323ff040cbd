package dev.parley.provider;

import java.time.Duration;

/// How long one request may take.
///
/// @param connect until the connection stands
/// @param firstByte until the reply begins
/// @param silence between two pieces of the reply; a model that thinks may say nothing for long
/// @param whole until the reply has ended, counted from the start
/// @param keyCheck for a key check as a whole
public record Patience(Duration connect, Duration firstByte, Duration silence, Duration whole, Duration keyCheck) {
    public static final Patience USUAL = new Patience(
            Duration.ofSeconds(15),
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            Duration.ofSeconds(300),
            Duration.ofSeconds(5));

    public Patience {
        for (var limit : new Duration[] {connect, firstByte, silence, whole, keyCheck}) {
            if (!limit.isPositive()) {
                throw new IllegalArgumentException("no time to wait: " + limit);
            }
        }
    }
}
