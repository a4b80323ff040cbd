package dev.parley.planning.estimate;

import dev.parley.planning.cache.CacheForecast;

/// Takes down what a run that is played through bills: see [Play]. Nobody keeps the forecast.
interface Account {
    /// A persona's message, in tokens of its model.
    ///
    /// @param standing share of its prompt that is standing text, 0 to 1
    void speech(int turn, int speaker, CacheForecast input, double standing, double output, double reasoning);

    /// A hidden call before it.
    void choice(int turn, CacheForecast input, double output);

    /// @return whether the run goes on after this turn, as far as money goes
    boolean goesOnAfter(int turn);
}
