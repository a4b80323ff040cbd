package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// How long a provider asks to wait: `retry-after-ms`, `Retry-After` in seconds or as an HTTP date, or Gemini's
/// `retryDelay` in the error's details.
final class RetryAfter {
    private static final BigDecimal LONGEST_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    private RetryAfter() {}

    static Optional<Duration> read(HttpHeaders headers, JsonNode body, Instant now) {
        return headers.firstValue("retry-after-ms")
                .flatMap(text -> seconds(text).map(duration -> duration.dividedBy(1000)))
                .or(() -> headers.firstValue("Retry-After")
                        .flatMap(text -> seconds(text).or(() -> untilDate(text, now))))
                .or(() -> inBody(body));
    }

    private static Optional<Duration> seconds(String text) {
        try {
            var seconds = new BigDecimal(text.strip());
            if (seconds.signum() < 0) {
                return Optional.empty();
            }
            return Optional.of(Duration.ofMillis(
                    seconds.min(LONGEST_SECONDS).movePointRight(3).longValue()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> untilDate(String text, Instant now) {
        try {
            var date = ZonedDateTime.parse(text.strip(), DateTimeFormatter.RFC_1123_DATE_TIME);
            var left = Duration.between(now, date.toInstant());
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> inBody(JsonNode body) {
        for (var detail : body.path("error").path("details")) {
            var delay = detail.path("retryDelay").asText();
            if (delay.endsWith("s")) {
                return seconds(delay.substring(0, delay.length() - 1));
            }
        }
        return Optional.empty();
    }
}
