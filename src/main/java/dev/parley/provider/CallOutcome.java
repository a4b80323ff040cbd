package dev.parley.provider;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a request ended.
public sealed interface CallOutcome {
    /// The provider answered in whole.
    ///
    /// @param text the visible text, as it came
    /// @param modelReturned the version that says it answered; null when the wire names none
    /// @param responseId the provider's own id of the reply; null when the wire has none
    record Answered(
            String text,
            Finish finish,
            ReportedUsage usage,
            @Nullable String modelReturned,
            @Nullable String responseId,
            Duration latency)
            implements CallOutcome {}

    /// The provider refused the request, or it never reached it: nothing is billed.
    ///
    /// @param message for people, without any key or address
    /// @param retryAfter how long the provider asks to wait; null when it does not say
    record Failed(
            FailureKind kind, String message, @Nullable Duration retryAfter) implements CallOutcome {}

    /// Sent, but not answered in whole: what it cost cannot be known.
    ///
    /// @param textSoFar what had arrived, maybe empty
    /// @param retryable whether asking again may help
    record Lost(String reason, String textSoFar, boolean retryable) implements CallOutcome {}

    /// Why a reply ended.
    enum Finish {
        STOP,
        LENGTH,
        REFUSED
    }

    /// Why a request failed.
    enum FailureKind {
        RATE_LIMIT(true),
        OVERLOADED(true),
        SERVER_ERROR(true),
        UNREACHABLE(true),
        BAD_REQUEST(false),
        BAD_KEY(false),
        UNKNOWN_MODEL(false),
        NO_KEY(false);

        private final boolean retryable;

        FailureKind(boolean retryable) {
            this.retryable = retryable;
        }

        /// Whether asking again may help.
        public boolean isRetryable() {
            return retryable;
        }
    }
}
