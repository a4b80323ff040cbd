package dev.parley.conversation;

import dev.parley.model.ModelId;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a conversation is about, who takes part, who speaks when, and when it ends.
///
/// @param id the file's name without its ending; `inline` for a script that came with a request
/// @param kind the family it belongs to, as in "panel"; estimates learn by it
/// @param opening what the scene or a host says before the first turn; null when nothing
/// @param variables values for `{{name}}` in scenario and opening
/// @param seed drives every random choice, unless the researcher gives another
public record Script(
        String id,
        String title,
        String kind,
        String scenario,
        @Nullable String opening,
        List<CastMember> cast,
        SpeakerPolicy policy,
        StopRules stops,
        ReplyLimits reply,
        Map<String, String> variables,
        long seed) {
    public static final int MOST_SPEAKERS = 20;
    public static final int MOST_FILLED_CHARACTERS = 60_000;

    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([A-Za-z][A-Za-z0-9_]*)\\s*}}");

    public Script {
        cast = List.copyOf(cast);
        variables = Map.copyOf(variables);
        if (cast.isEmpty() || cast.size() > MOST_SPEAKERS) {
            throw new IllegalArgumentException("a cast has 1 to " + MOST_SPEAKERS + " members: " + cast.size());
        }
        if (cast.stream().map(CastMember::persona).distinct().count() != cast.size()) {
            throw new IllegalArgumentException("a persona stands twice in the cast");
        }
    }

    /// The scenario with its variables filled in.
    public String filledScenario() {
        return fill(scenario);
    }

    /// The opening with its variables filled in; null when there is none.
    public @Nullable String filledOpening() {
        return opening == null ? null : fill(opening);
    }

    /// Whether the variables blow scenario or opening up beyond what a prompt should carry. Nothing is filled for it.
    public boolean isTooLong() {
        return filledLength(scenario) > MOST_FILLED_CHARACTERS
                || (opening != null && filledLength(opening) > MOST_FILLED_CHARACTERS);
    }

    public Script withVariables(Map<String, String> others) {
        var merged = new java.util.HashMap<>(variables);
        merged.putAll(others);
        return new Script(id, title, kind, scenario, opening, cast, policy, stops, reply, merged, seed);
    }

    public Script withStops(StopRules others) {
        return new Script(id, title, kind, scenario, opening, cast, policy, others, reply, variables, seed);
    }

    public Script withSeed(long other) {
        return new Script(id, title, kind, scenario, opening, cast, policy, stops, reply, variables, other);
    }

    public Script withReply(ReplyLimits others) {
        return new Script(id, title, kind, scenario, opening, cast, policy, stops, others, variables, seed);
    }

    private long filledLength(String text) {
        return text.length()
                + VARIABLE.matcher(text)
                        .results()
                        .mapToLong(found -> variables
                                .getOrDefault(found.group(1), found.group())
                                .length())
                        .sum();
    }

    private String fill(String text) {
        return VARIABLE.matcher(text)
                .replaceAll(found -> java.util.regex.Matcher.quoteReplacement(
                        variables.getOrDefault(found.group(1), found.group())));
    }

    /// One member of the cast.
    ///
    /// @param persona id of the persona
    /// @param model speaks through this model in this script; null leaves the persona's own
    public record CastMember(String persona, @Nullable ModelId model) {}

    /// How long a reply may be.
    ///
    /// @param maxTokens the most that a reply may bill, reasoning included
    /// @param words what the persona is asked to stay under
    /// @param minTokens the shortest reply worth paying for when money runs out; null leaves that to [#leastTokens]
    public record ReplyLimits(
            int maxTokens, int words, @Nullable Integer minTokens) {
        public static final int MOST_TOKENS = 32_000;

        private static final int TOKENS_PER_WORD = 2;

        public ReplyLimits(int maxTokens, int words) {
            this(maxTokens, words, null);
        }

        public ReplyLimits {
            if (maxTokens < 1 || maxTokens > MOST_TOKENS) {
                throw new IllegalArgumentException("max_tokens must be 1 to " + MOST_TOKENS + ": " + maxTokens);
            }
            if (words < 1 || words > MOST_TOKENS) {
                throw new IllegalArgumentException("words must be 1 to " + MOST_TOKENS + ": " + words);
            }
            if (minTokens != null && (minTokens < 1 || minTokens > maxTokens)) {
                throw new IllegalArgumentException("min_tokens must be 1 to " + maxTokens + ": " + minTokens);
            }
        }

        /// The same limits, with fewer or more words asked for.
        public ReplyLimits withWords(int others) {
            return new ReplyLimits(maxTokens, others, minTokens);
        }

        /// The shortest reply worth paying for: unless the script says, what the words it asks for surely need.
        public int leastTokens() {
            return minTokens == null ? Math.min(maxTokens, TOKENS_PER_WORD * words) : minTokens;
        }

        /// The longest message that is kept, in UTF-8 bytes: five for each permitted token. It makes the bound on
        /// later prompts provable, since no tokenizer bills more than a token for a byte.
        public int mostMessageBytes() {
            return 5 * maxTokens;
        }
    }
}
