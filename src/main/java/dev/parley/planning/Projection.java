package dev.parley.planning;

import dev.parley.money.Usd;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The turns ahead: who speaks, what each prompt holds, how long each reply will be. It knows no model and no price.
///
/// @param family the kind of script, by which lengths are learned
/// @param castSize how many take part
/// @param nameTokens what the name of its speaker adds to a message, for those who hear it
/// @param standing tokens of the standing text of everybody who may speak
/// @param told the last prompt of everybody who has spoken before
/// @param ends what may end the run before the last of these turns
public record Projection(
        List<ProjectedTurn> turns,
        String family,
        int castSize,
        int nameTokens,
        Map<String, Long> standing,
        Map<String, Told> told,
        Ends ends) {
    public Projection {
        turns = List.copyOf(turns);
        standing = Map.copyOf(standing);
        told = Map.copyOf(told);
        if (castSize < 1) {
            throw new IllegalArgumentException("nobody takes part");
        }
    }

    /// A run from its beginning, in which standing texts are as long as the turns of their personas say.
    public Projection(List<ProjectedTurn> turns, String family, int castSize, int nameTokens, Ends ends) {
        this(turns, family, castSize, nameTokens, standing(turns), Map.of(), ends);
    }

    private static Map<String, Long> standing(List<ProjectedTurn> turns) {
        var standing = new HashMap<String, Long>();
        for (var turn : turns) {
            long tokens = turn.speech().prompt().standing();
            standing.put(turn.speech().persona(), tokens);
            turn.anyoneElse().forEach(other -> standing.putIfAbsent(other, tokens));
        }
        return standing;
    }

    /// The same turns, with other ends.
    public Projection withEnds(Ends others) {
        return new Projection(turns, family, castSize, nameTokens, standing, told, others);
    }

    /// The same where only these were sent a prompt that may still lie in a cache.
    public Projection toldOnly(Set<String> personas) {
        var others = new HashMap<>(told);
        others.keySet().retainAll(personas);
        return new Projection(turns, family, castSize, nameTokens, standing, others, ends);
    }

    /// Everybody who may speak.
    public SortedSet<String> speakers() {
        var speakers = new TreeSet<String>();
        turns.forEach(turn -> {
            speakers.add(turn.speech().persona());
            speakers.addAll(turn.anyoneElse());
        });
        return speakers;
    }

    /// How many of the turns after the first one ahead `persona` is likely to take.
    public long laterTurnsOf(String persona) {
        return turns.stream()
                .skip(1)
                .filter(turn -> turn.speech().persona().equals(persona))
                .count();
    }

    /// What may end a run before its last turn.
    ///
    /// @param phraseMayEnd whether a phrase can
    /// @param usd what may be spent in the turns ahead; null without such a limit, as are the others
    /// @param tokens what may be billed
    public record Ends(
            boolean phraseMayEnd,
            @Nullable Usd usd,
            @Nullable Long tokens,
            @Nullable Duration time) {
        public static final Ends AT_THE_LAST_TURN = new Ends(false, null, null, null);

        /// What is left of the limits. None falls below nothing.
        public Ends after(Usd spent, long billed, Duration passed) {
            return new Ends(
                    phraseMayEnd,
                    usd == null ? null : usd.minus(spent).max(Usd.ZERO),
                    tokens == null ? null : Math.max(0, tokens - billed),
                    time == null ? null : time.minus(passed).isNegative() ? Duration.ZERO : time.minus(passed));
        }
    }

    /// A prompt that was sent before the turns ahead.
    ///
    /// @param turnsAgo how many turns before the first one ahead; 1 for the one just before
    /// @param prefix its tokens up to the last words
    public record Told(int turnsAgo, long prefix) {}

    /// One turn: the speech, and the choice of its speaker where a model is asked for it.
    ///
    /// @param turn counted from 1 over the whole run
    /// @param speech by the likely speaker
    /// @param anyoneElse who else might speak instead; empty when the order is fixed
    /// @param choice the hidden call before the speech; empty or one
    public record ProjectedTurn(int turn, Speech speech, Set<String> anyoneElse, List<Choice> choice) {
        public ProjectedTurn {
            anyoneElse = Set.copyOf(anyoneElse);
            choice = List.copyOf(choice);
        }
    }

    /// A persona's message to come.
    public record Speech(String persona, PromptSize prompt, ReplyLength reply) {}

    /// The hidden call that names a speaker.
    public record Choice(PromptSize prompt, ReplyLength reply) {}

    /// Tokens of a prompt by segment, by the base tokenizer.
    ///
    /// @param standing persona and scenario text, the same in every turn of the persona
    /// @param transcript what was said before the first turn ahead, opening included; what turns ahead add to it
    ///     depends on the models that speak
    /// @param instruction the last words, never cached
    /// @param mostTokens what no tokenizer exceeds for any persona that may speak
    public record PromptSize(long standing, long transcript, long instruction, long mostTokens) {
        public PromptSize {
            if (standing < 0 || transcript < 0 || instruction < 0 || mostTokens < 0) {
                throw new IllegalArgumentException("negative prompt size");
            }
        }

        public long tokens() {
            return standing + transcript + instruction;
        }
    }

    /// @param likelyTokens visible tokens of the reply, by the base tokenizer, for all that the script says of it
    /// @param mostTokens the limit sent with the call, reasoning included
    public record ReplyLength(long likelyTokens, long mostTokens) {}
}
