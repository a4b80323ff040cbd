package dev.parley.planning.estimate;

import dev.parley.planning.Projection;
import dev.parley.planning.Projection.ProjectedTurn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Plays a projection through many times, with lengths, speakers and early ends as chance has them. In floating point:
/// what comes of it are multiples, never amounts.
final class Chances {
    private final Projection projection;
    private final List<String> personas;
    private final Voice[] voices;
    private final double[] standing;
    private final @Nullable Voice chooser;
    private final int[] likely;
    private final int[][] possible;
    private final double endsPerTurn;

    /// @param voices of everybody who may speak
    Chances(Projection projection, Map<String, Voice> voices, @Nullable Voice chooser, double endsPerTurn) {
        this.projection = projection;
        this.personas = voices.keySet().stream().sorted().toList();
        this.voices = personas.stream().map(voices::get).toArray(Voice[]::new);
        this.chooser = chooser;
        this.endsPerTurn = projection.phraseMayEnd() ? endsPerTurn : 0;
        this.standing = new double[personas.size()];
        var turns = projection.turns();
        this.likely = new int[turns.size()];
        this.possible = new int[turns.size()][];
        var numbers = new HashMap<String, Integer>();
        personas.forEach(persona -> numbers.put(persona, numbers.size()));
        for (int i = 0; i < turns.size(); i++) {
            var turn = turns.get(i);
            likely[i] = Objects.requireNonNull(numbers.get(turn.speech().persona()));
            standing[likely[i]] = turn.speech().prompt().standing();
            possible[i] = possible(turn, numbers);
        }
    }

    private static int[] possible(ProjectedTurn turn, Map<String, Integer> numbers) {
        var who = new ArrayList<>(turn.anyoneElse());
        who.add(turn.speech().persona());
        return who.stream().sorted().mapToInt(numbers::get).toArray();
    }

    /// How the whole scatters, whatever its turns do.
    Spread spreadOfWhole(Draws draws) {
        int turns = likely.length;
        if (turns == 0) {
            return Spread.none(0);
        }
        var paid = new double[1][Draws.PATHS];
        var run = new double[turns];
        for (int path = 0; path < Draws.PATHS; path++) {
            play(draws, path, run);
            paid[0][path] = run[turns - 1];
        }
        play(null, 0, run);
        return Spread.of(paid, new double[] {run[turns - 1]});
    }

    /// The same, and how what is paid up to each turn scatters.
    Spread spread(Draws draws) {
        int turns = likely.length;
        var paid = new double[turns][Draws.PATHS];
        var run = new double[turns];
        for (int path = 0; path < Draws.PATHS; path++) {
            play(draws, path, run);
            for (int turn = 0; turn < turns; turn++) {
                paid[turn][path] = run[turn];
            }
        }
        var reference = new double[turns];
        play(null, 0, reference);
        return Spread.of(paid, reference);
    }

    /// @param draws null for mean lengths, likely speakers and no early end
    /// @param paid receives what has been paid up to and with each turn
    private void play(@Nullable Draws draws, int path, double[] paid) {
        var kept = new double[voices.length];
        var factors = draws == null ? null : factors(draws, path);
        var turns = projection.turns();
        double said = 0;
        double sum = 0;
        int before = -1;
        for (int i = 0; i < paid.length; i++) {
            var turn = turns.get(i);
            int speaker = draws == null ? likely[i] : speaker(i, before, draws.choice()[path][i]);
            var voice = voices[speaker];
            double visible = draws == null || factors == null
                    ? voice.reply().visible().mean()
                    : voice.reply().visible().at(draws.lengths()[path][i]) * factors[speaker];
            double output = visible * (1 + voice.reply().reasoningPerVisible());
            double most = turn.speech().reply().mostTokens();
            if (output > most) {
                visible *= most / output;
                output = most;
            }
            sum += input(turn, voice, speaker, said, kept) + output * voice.output();
            if (chooser != null) {
                for (var choice : turn.choice()) {
                    sum += (choice.prompt().tokens() + said) * chooser.fresh()
                            + choice.reply().likelyTokens() * chooser.output();
                }
            }
            said += visible + projection.nameTokens();
            before = speaker;
            paid[i] = sum;
            if (draws != null && draws.end()[path][i] < endsPerTurn) {
                Arrays.fill(paid, i, paid.length, sum);
                return;
            }
        }
    }

    private double input(ProjectedTurn turn, Voice voice, int speaker, double said, double[] kept) {
        var prompt = turn.speech().prompt();
        double prefix = standing[speaker] + prompt.transcript() + said;
        double read = Math.min(kept[speaker], prefix);
        boolean keeps = voice.keeps() && prefix >= voice.minPrefix();
        if (keeps) {
            kept[speaker] = prefix;
        }
        return read * voice.read()
                + (prefix - read) * (keeps ? voice.write() : voice.fresh())
                + prompt.instruction() * voice.fresh();
    }

    /// Whoever may, but nobody twice in a row where others may speak.
    private int speaker(int turn, int before, double chance) {
        var who = possible[turn];
        if (who.length == 1) {
            return who[0];
        }
        int barred = Arrays.binarySearch(who, before);
        int free = barred >= 0 ? who.length - 1 : who.length;
        int pick = (int) (chance * free);
        return who[barred >= 0 && pick >= barred ? pick + 1 : pick];
    }

    /// How many times as much each persona says on this path. Half of the doubt is about everybody, half about the one.
    private double[] factors(Draws draws, int path) {
        var factors = new double[voices.length];
        for (int speaker = 0; speaker < factors.length; speaker++) {
            double doubt = voices[speaker].reply().doubt();
            double off = (draws.longWinded()[path] + draws.persona()[path][speaker]) * Math.sqrt(0.5);
            factors[speaker] = Math.exp(doubt * off - doubt * doubt / 2);
        }
        return factors;
    }
}
