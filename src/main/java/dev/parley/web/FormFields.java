package dev.parley.web;

import dev.parley.model.ModelId;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads fields of forms and addresses. What is left out is null; what cannot be used is null and among the errors.
final class FormFields {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2999;

    private FormFields() {}

    static @Nullable LocalDate day(@Nullable String text, String label, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            var day = LocalDate.parse(text.strip());
            if (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR) {
                return day;
            }
        } catch (DateTimeParseException e) {
            // Said below, in words.
        }
        errors.add(new FieldError(label, "a day such as 2026-11-23"));
        return null;
    }

    static @Nullable ModelId model(@Nullable String text, String label, List<FieldError> errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return ModelId.parse(text);
        } catch (IllegalArgumentException e) {
            errors.add(new FieldError(label, String.valueOf(e.getMessage())));
            return null;
        }
    }
}
