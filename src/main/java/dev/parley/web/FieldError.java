package dev.parley.web;

/// A field of a form that could not be used.
///
/// @param field as the page labels it
/// @param message what was expected
public record FieldError(String field, String message) {
    private static final String MODELS = "models.";

    /// A field of a request, under the label that the page gives it.
    static FieldError ofRequest(String field, String message) {
        var label = switch (field) {
            case "budgetUsd" -> "Budget";
            case "turns" -> "Turns";
            case "seed" -> "Seed";
            case "repeats" -> "Repeats";
            case "mode" -> "Not started";
            default -> field.startsWith(MODELS) ? "Model of " + field.substring(MODELS.length()) : field;
        };
        return new FieldError(label, message);
    }
}
