package dev.parley.planning;

import java.util.List;
import java.util.Set;

/// The turns ahead: who speaks, what each prompt holds, how long each reply will be. It knows no model and no price.
///
/// @param family the kind of script, by which lengths are learned
/// @param castSize how many take part
/// @param nameTokens what the name of its speaker adds to a message, for those who hear it
/// @param phraseMayEnd whether a phrase can end the run before its last turn
public record Projection(List<ProjectedTurn> turns, String family, int castSize, int nameTokens, boolean phraseMayEnd) {
    public Projection {
        turns = List.copyOf(turns);
        if (castSize < 1) {
            throw new IllegalArgumentException("nobody takes part");
        }
    }

    /// How many of the turns after the first one ahead `persona` is likely to take.
    public long laterTurnsOf(String persona) {
        return turns.stream()
                .skip(1)
                .filter(turn -> turn.speech().persona().equals(persona))
                .count();
    }

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

        /// With so many tokens said since, which [#mostTokens] counts already.
        public PromptSize heard(long tokens) {
            return new PromptSize(standing, transcript + tokens, instruction, mostTokens);
        }
    }

    /// @param likelyTokens visible tokens of the reply, by the base tokenizer, for all that the script says of it
    /// @param mostTokens the limit sent with the call, reasoning included
    public record ReplyLength(long likelyTokens, long mostTokens) {}
}
