package dev.parley.planning.estimate;

import dev.parley.planning.Projection;
import dev.parley.planning.Projection.ProjectedTurn;
import dev.parley.planning.Projection.PromptSize;
import dev.parley.planning.cache.CacheForecast;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Plays the turns of a projection through, in tokens of each speaker's model. The exact sum and every path of chance
/// go
/// the same way here; only who decides and who takes it down differ.
final class Play {
    private final Projection projection;
    private final Manner[] manners;
    private final @Nullable Manner chooser;
    private final double secondsPerTurn;
    private final List<String> speakers;
    private final int[] likely;
    private final int[][] possible;
    private final double[] standing;
    private final boolean[] again;
    private final CacheForecast[] caches;
    private final CacheForecast choices = new CacheForecast();
    private final double mostTokens;
    private final int mostTurns;

    /// @param manners of [Projection#speakers], in order
    /// @param chooser the manner of the model that is asked for speakers; null where none is
    Play(Projection projection, List<Manner> manners, @Nullable Manner chooser, double secondsPerTurn) {
        this.projection = projection;
        this.manners = manners.toArray(Manner[]::new);
        this.chooser = chooser;
        this.secondsPerTurn = secondsPerTurn;
        this.speakers = List.copyOf(projection.speakers());
        var turns = projection.turns();
        this.likely = new int[turns.size()];
        this.possible = new int[turns.size()][];
        for (int i = 0; i < turns.size(); i++) {
            likely[i] = speakers.indexOf(turns.get(i).speech().persona());
            possible[i] = possible(turns.get(i));
        }
        this.standing = speakers.stream()
                .mapToDouble(
                        speaker -> Objects.requireNonNull(projection.standing().get(speaker)))
                .toArray();
        this.again = speaksAgain(turns);
        this.caches = new CacheForecast[speakers.size()];
        for (int i = 0; i < caches.length; i++) {
            caches[i] = new CacheForecast();
        }
        var ends = projection.ends();
        this.mostTokens = ends.tokens() == null ? Double.MAX_VALUE : ends.tokens();
        this.mostTurns = ends.time() == null
                ? turns.size()
                : (int) Math.min(turns.size(), Math.ceil(ends.time().toMillis() / 1000.0 / secondsPerTurn));
    }

    private int[] possible(ProjectedTurn turn) {
        var who = new ArrayList<>(turn.anyoneElse());
        who.add(turn.speech().persona());
        return who.stream().mapToInt(speakers::indexOf).sorted().toArray();
    }

    private static boolean[] speaksAgain(List<ProjectedTurn> turns) {
        var again = new boolean[turns.size()];
        var later = new HashSet<String>();
        for (int i = turns.size() - 1; i >= 0; i--) {
            again[i] = !later.add(turns.get(i).speech().persona());
        }
        return again;
    }

    /// Plays it once.
    void play(Fate fate, Account account) {
        begin();
        double said = 0;
        double tokens = 0;
        int before = -1;
        for (int i = 0; i < mostTurns; i++) {
            var turn = projection.turns().get(i);
            double at = i * secondsPerTurn;
            for (var choice : turn.choice()) {
                tokens += choose(i, choice, said, at, account);
            }
            int speaker = fate.speaker(i, likely[i], possible[i], before);
            var manner = manners[speaker];
            double factor = manner.tokens().factor();
            double visible = fate.visible(i, speaker, manner);
            double output = manner.output(visible);
            double reasoning = manner.reasoning(visible);
            double most = turn.speech().reply().mostTokens();
            if (output > most) {
                visible *= most / output;
                output = most;
                reasoning = Math.min(reasoning, most);
            }
            var prompt = turn.speech().prompt();
            double prefix = standing[speaker] + prompt.transcript() + said;
            double whole = prefix + prompt.instruction();
            caches[speaker].next(manner.cache(), prefix * factor, prompt.instruction() * factor, again[i], at);
            account.speech(i, speaker, caches[speaker], standing[speaker] / Math.max(whole, 1), output, reasoning);
            said += visible + projection.nameTokens();
            tokens += whole * factor + output;
            before = speaker;
            if (!account.goesOnAfter(i) || tokens >= mostTokens || fate.endsWith(i)) {
                return;
            }
        }
    }

    private void begin() {
        for (int i = 0; i < caches.length; i++) {
            var told = projection.told().get(speakers.get(i));
            caches[i].begin(
                    manners[i].cache(),
                    told == null ? 0 : told.prefix() * manners[i].tokens().factor(),
                    told == null ? 0 : -told.turnsAgo() * secondsPerTurn);
        }
        if (chooser != null) {
            choices.begin(chooser.cache(), 0, 0);
        }
    }

    /// @return tokens billed for it
    private double choose(int turn, Projection.Choice choice, double said, double at, Account account) {
        if (chooser == null) {
            return 0;
        }
        double factor = chooser.tokens().factor();
        PromptSize prompt = choice.prompt();
        double prefix = (prompt.standing() + prompt.transcript() + said) * factor;
        choices.next(chooser.cache(), prefix, prompt.instruction() * factor, true, at);
        double output = choice.reply().likelyTokens() * factor;
        account.choice(turn, choices, output);
        return prefix + prompt.instruction() * factor + output;
    }
}
