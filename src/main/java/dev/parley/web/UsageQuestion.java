package dev.parley.web;

import dev.parley.model.ModelId;
import dev.parley.money.Cost;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PricedUsage;
import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// "What would this usage cost?", as the forms of the model pages carry it: tokens by class, `day`, `time`, `batch` and
/// `known`. What is left out or cannot be used is as usual.
///
/// @param day on which the request goes out
/// @param time of the day, UTC, for models whose price changes with it
/// @param knownOn priced as somebody would have at the end of that day; null for all that is known
/// @param errors what could not be used, in words
public record UsageQuestion(
        Usage usage,
        LocalDate day,
        LocalTime time,
        boolean batch,
        @Nullable LocalDate knownOn,
        List<FieldError> errors) {
    /// A middling turn: a prompt of some messages and a paragraph in reply.
    private static final Map<TokenClass, Long> USUAL = Map.of(TokenClass.INPUT, 2_000L, TokenClass.OUTPUT, 300L);

    private static final LocalTime USUAL_TIME = LocalTime.NOON;
    private static final long MOST_TOKENS = 1_000_000_000_000L;
    private static final Pattern WHOLE = Pattern.compile("\\d{1,13}");

    public UsageQuestion {
        errors = List.copyOf(errors);
    }

    static UsageQuestion of(MultivaluedMap<String, String> fields, LocalDate today) {
        var errors = new ArrayList<FieldError>();
        var usage = new Usage(
                tokens(fields, TokenClass.INPUT, errors),
                tokens(fields, TokenClass.CACHE_READ, errors),
                tokens(fields, TokenClass.CACHE_WRITE_5M, errors),
                tokens(fields, TokenClass.CACHE_WRITE_1H, errors),
                tokens(fields, TokenClass.OUTPUT, errors),
                0);
        var day = FormFields.day(fields.getFirst("day"), "Day", errors);
        return new UsageQuestion(
                usage,
                day == null ? today : day,
                time(fields.getFirst("time"), errors),
                "on".equals(fields.getFirst("batch")),
                FormFields.day(fields.getFirst("known"), "Known on", errors),
                errors);
    }

    PriceBook asKnown(PriceBook book) {
        return knownOn == null ? book : book.asKnownOn(knownOn);
    }

    PricedUsage priced(PriceBook book, ModelId model) {
        return asKnown(book).price(model, usage, at(), batch);
    }

    Cost cost(PriceBook book, ModelId model) {
        return priced(book, model).cost();
    }

    Instant at() {
        return day.atTime(time).toInstant(ZoneOffset.UTC);
    }

    /// As in "2,000 in · 300 out".
    public String words() {
        var parts = new ArrayList<String>();
        for (var tokenClass : TokenClass.values()) {
            long tokens = usage.tokens(tokenClass);
            if (tokens > 0) {
                parts.add(Figures.count(tokens) + " " + TokenBar.label(tokenClass));
            }
        }
        return (parts.isEmpty() ? "no tokens" : String.join(" · ", parts)) + " on " + day
                + (batch ? ", in a batch" : "");
    }

    /// For the fields of a form.
    public List<TokenField> tokenFields() {
        var shown = new ArrayList<TokenField>();
        for (var tokenClass : TokenClass.values()) {
            shown.add(new TokenField(
                    tokenClass.wireName(), TokenBar.label(tokenClass), Long.toString(usage.tokens(tokenClass))));
        }
        return shown;
    }

    public record TokenField(String name, String label, String value) {}

    public String known() {
        return knownOn == null ? "" : knownOn.toString();
    }

    private static long tokens(MultivaluedMap<String, String> fields, TokenClass tokenClass, List<FieldError> errors) {
        var text = fields.getFirst(tokenClass.wireName());
        long usual = USUAL.getOrDefault(tokenClass, 0L);
        if (text == null || text.isBlank()) {
            return text == null ? usual : 0;
        }
        var digits = text.strip().replace(",", "");
        if (!WHOLE.matcher(digits).matches() || Long.parseLong(digits) > MOST_TOKENS) {
            errors.add(new FieldError(
                    TokenBar.label(tokenClass), "a number of tokens up to " + Figures.count(MOST_TOKENS)));
            return usual;
        }
        return Long.parseLong(digits);
    }

    private static LocalTime time(@Nullable String text, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            return USUAL_TIME;
        }
        try {
            return LocalTime.parse(text.strip());
        } catch (DateTimeParseException e) {
            errors.add(new FieldError("Time", "a time in UTC such as 09:30"));
            return USUAL_TIME;
        }
    }
}
