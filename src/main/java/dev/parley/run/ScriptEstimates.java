package dev.parley.run;

import dev.parley.conversation.Persona;
import dev.parley.model.Catalogue;
import dev.parley.planning.estimate.Knowledge;
import dev.parley.pricing.PriceBook;
import dev.parley.tokens.TokenCounter;
import java.time.Instant;
import java.util.SortedMap;

/// Estimates from files and from what past runs have taught, without a server.
public final class ScriptEstimates {
    private final Preparation preparation;

    /// @param now when the runs would start
    public ScriptEstimates(
            SortedMap<String, Persona> personas,
            Catalogue catalogue,
            PriceBook prices,
            TokenCounter counter,
            Instant now,
            Knowledge knowledge) {
        this.preparation = new Preparation(personas, catalogue, prices, counter, now, knowledge);
    }

    public Runs.Estimated estimate(RunRequest request) {
        return switch (preparation.prepare(request)) {
            case Preparation.Prepared.Wrong(var field, var reason) -> new Runs.Estimated.Refused(field, reason);
            case Preparation.Prepared.Ready ready ->
                new Runs.Estimated.Made(preparation.withComparison(request, ready));
        };
    }
}
