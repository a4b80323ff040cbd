package dev.parley.conversation;

import dev.parley.money.Usd;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a conversation ends: at its last turn, or earlier when one of the other limits is reached. Null means no such
/// limit.
///
/// @param turns always set, so that every conversation ends
/// @param usd stops once this much is spent, as far as costs are known
/// @param tokens stops once this many tokens were billed, input and output together
/// @param phrase stops after the message that contains it, in any case
public record StopRules(
        int turns,
        @Nullable Usd usd,
        @Nullable Long tokens,
        @Nullable Duration time,
        @Nullable String phrase) {
    public static final int MOST_TURNS = 1_000;

    public StopRules {
        if (turns < 1 || turns > MOST_TURNS) {
            throw new IllegalArgumentException("turns must be 1 to " + MOST_TURNS + ": " + turns);
        }
        if (phrase != null && phrase.isBlank()) {
            throw new IllegalArgumentException("a blank phrase stands in every message");
        }
        if ((usd != null && usd.compareTo(Usd.ZERO) <= 0)
                || (tokens != null && tokens <= 0)
                || (time != null && !time.isPositive())) {
            throw new IllegalArgumentException(
                    "a limit must be more than nothing: " + usd + ", " + tokens + ", " + time);
        }
    }

    public StopRules withTurns(int others) {
        return new StopRules(others, usd, tokens, time, phrase);
    }

    /// The reason to stop now, in words; empty when the conversation goes on.
    public Optional<String> reached(Progress progress) {
        if (phrase != null && contains(progress.lastText(), phrase)) {
            return Optional.of("\"" + phrase + "\" was said");
        }
        if (progress.turns() >= turns) {
            return Optional.of("all " + turns + " turns were taken");
        }
        if (usd != null && progress.spent().compareTo(usd) >= 0) {
            return Optional.of("the script's limit of " + usd.display() + " was reached");
        }
        if (tokens != null && progress.tokens() >= tokens) {
            return Optional.of("the script's limit of " + tokens + " tokens was reached");
        }
        if (time != null && progress.elapsed().compareTo(time) >= 0) {
            return Optional.of("the script's limit of " + time.toSeconds() + " seconds was reached");
        }
        return Optional.empty();
    }

    private static boolean contains(String text, String phrase) {
        return text.toLowerCase(Locale.ROOT).contains(phrase.toLowerCase(Locale.ROOT));
    }

    /// How far a run has come.
    ///
    /// @param spent the known part of its cost
    /// @param lastText text of the last message, empty before the first
    public record Progress(int turns, Usd spent, long tokens, Duration elapsed, String lastText) {}
}
