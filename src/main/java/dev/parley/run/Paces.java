package dev.parley.run;

import dev.parley.budget.Pace;

/// How fast each provider may be called, as the operator set it.
public interface Paces {
    Pace of(String provider);
}
