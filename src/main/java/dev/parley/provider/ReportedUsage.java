package dev.parley.provider;

import dev.parley.tokens.Usage;
import org.jspecify.annotations.Nullable;

/// What a provider said it will bill, read from the raw reply.
public sealed interface ReportedUsage {
    /// @param raw the usage part of the reply as it came: JSON with numbers and names, no text of the conversation
    record Reported(Usage usage, String raw) implements ReportedUsage {}

    /// No usage, or one whose parts contradict each other: the cost stays unknown.
    record Missing(String reason, @Nullable String raw) implements ReportedUsage {}
}
