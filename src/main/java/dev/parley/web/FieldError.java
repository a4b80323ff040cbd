package dev.parley.web;

/// A field of a form that could not be used.
///
/// @param field as the page labels it
/// @param message what was expected
public record FieldError(String field, String message) {}
