package dev.parley.planning.length;

import dev.parley.model.ModelId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// How long replies usually are, as multiples of what was asked for: by persona and model, over other runs than the one
/// that is compared with it. A run compared with itself would be as it usually is.
final class Usual {
    private final Map<Who, Sum> all = new HashMap<>();
    private final Map<WhoInRun, Sum> own = new HashMap<>();

    private record Who(String persona, ModelId model) {
        static Who of(Said said) {
            return new Who(said.persona(), said.model());
        }
    }

    private record WhoInRun(Who who, String run) {
        static WhoInRun of(Said said) {
            return new WhoInRun(Who.of(said), said.run());
        }
    }

    private static final class Sum {
        private double lengths;
        private int messages;

        void add(Said said) {
            lengths += length(said);
            messages++;
        }
    }

    Usual(Collection<Said> said) {
        for (var one : said) {
            all.computeIfAbsent(Who.of(one), _ -> new Sum()).add(one);
            own.computeIfAbsent(WhoInRun.of(one), _ -> new Sum()).add(one);
        }
    }

    /// Whether its speaker was heard through its model in another run too.
    boolean knows(Said said) {
        return all(said).messages > own(said).messages;
    }

    /// For one that is known.
    double lengthOf(Said said) {
        return (all(said).lengths - own(said).lengths) / (all(said).messages - own(said).messages);
    }

    /// The same measure of what was said.
    static double length(Said said) {
        return said.visible() / said.asked();
    }

    private Sum all(Said said) {
        return Objects.requireNonNull(all.get(Who.of(said)));
    }

    private Sum own(Said said) {
        return Objects.requireNonNull(own.get(WhoInRun.of(said)));
    }
}
