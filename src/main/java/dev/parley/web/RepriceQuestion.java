package dev.parley.web;

import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Dimension;
import dev.parley.library.Library;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.Terms;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which calls are priced again and how, as the page's address carries it: the calls as on the costs page, and
/// `model`'s counterpart `onModel`, `onDay`, `knownOn` and `batch`.
///
/// @param view the calls
/// @param prices a price file's text, by which models that it names are priced; empty for none
/// @param begin exact beginning where the address has a moment rather than a day; null for the view's own
/// @param errors what could not be used, in words
record RepriceQuestion(
        CostView view,
        @Nullable Instant begin,
        @Nullable Instant end,
        Terms terms,
        @Nullable LocalDate knownOn,
        String prices,
        List<FieldError> errors) {
    private static final int MOST_PROBLEMS = 10;

    RepriceQuestion {
        errors = List.copyOf(errors);
    }

    static RepriceQuestion of(MultivaluedMap<String, String> fields, Library library) {
        var errors = new ArrayList<FieldError>();
        var knownOn = FormFields.day(fields.getFirst("knownOn"), "As known on", errors);
        var prices = fields.getFirst("prices") == null ? "" : fields.getFirst("prices");
        var known = library.contents().prices();
        var book = knownOn == null ? known : known.asKnownOn(knownOn);
        var given = given(prices, library, errors);
        var basis = given.isEmpty() ? "the prices known " : "the prices given below and those known ";
        var terms = Terms.of(
                        given.map(book::overlaidBy).orElse(book), basis + (knownOn == null ? "today" : "on " + knownOn))
                .onModel(FormFields.model(fields.getFirst("onModel"), "On model", errors))
                .onDay(FormFields.day(fields.getFirst("onDay"), "As if on", errors))
                .inBatches("on".equals(fields.getFirst("batch")));
        return new RepriceQuestion(
                CostView.of(withoutMoments(fields)),
                moment(fields.getFirst("from"), "From", errors),
                moment(fields.getFirst("to"), "To", errors),
                terms,
                knownOn,
                prices,
                errors);
    }

    private static Optional<PriceBook> given(String prices, Library library, List<FieldError> errors) {
        if (prices.isBlank()) {
            return Optional.empty();
        }
        return switch (library.readPrices(prices.replace("\r\n", "\n"))) {
            case Library.ReadPrices.Read(var given) -> Optional.of(given);
            case Library.ReadPrices.Broken(var problems) -> {
                problems.stream()
                        .limit(MOST_PROBLEMS)
                        .forEach(problem -> errors.add(new FieldError(
                                "Prices, line " + problem.line(), problem.field() + " " + problem.message())));
                yield Optional.empty();
            }
        };
    }

    CallFilter filter() {
        return view.calls().between(begin, end);
    }

    boolean isOneRun() {
        return view.only().containsKey(Dimension.RUN);
    }

    /// The calls in words, as in "run … from 2026-11-01".
    String calls() {
        var words = new ArrayList<String>();
        view.only().forEach((dimension, value) -> words.add(dimension.wireName() + " " + value));
        if (begin != null) {
            words.add("from " + Figures.minute(begin));
        }
        if (end != null) {
            words.add("until " + Figures.minute(end));
        }
        return words.isEmpty() ? "every call" : String.join(", ", words);
    }

    /// A stretch that ended at the moment of an earlier page is kept to the second.
    private static MultivaluedMap<String, String> withoutMoments(MultivaluedMap<String, String> fields) {
        var days = new jakarta.ws.rs.core.MultivaluedHashMap<String, String>();
        days.putAll(fields);
        days.remove("from");
        days.remove("to");
        return days;
    }

    private static @Nullable Instant moment(@Nullable String text, String label, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .atStartOfDay(java.time.ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            errors.add(new FieldError(label, "a day such as 2026-11-23, or a moment"));
            return null;
        }
    }
}
