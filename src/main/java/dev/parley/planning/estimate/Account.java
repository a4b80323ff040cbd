package dev.parley.planning.estimate;

import dev.parley.planning.cache.CacheForecast;

/// Takes down what a run that is played through bills: see [Play]. Nobody keeps the forecast.
interface Account {
    /// A persona's message, in tokens of its model.
    ///
    /// @return whether the run goes on after it, as far as money goes
    boolean speech(int turn, int speaker, CacheForecast input, double output, double reasoning);

    /// A hidden call before it.
    void choice(int turn, CacheForecast input, double output);
}
