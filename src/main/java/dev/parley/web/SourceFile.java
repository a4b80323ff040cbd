package dev.parley.web;

import dev.parley.library.Library;
import dev.parley.library.Shelf;
import org.jspecify.annotations.Nullable;

/// What the file behind a page says, and where it is edited.
///
/// @param file relative to the project
/// @param edit address of the page that edits it
public record SourceFile(String file, String text, String edit) {
    /// Null when the file cannot be shown.
    static @Nullable SourceFile of(Library library, Shelf shelf, String id) {
        return library.source(shelf, id)
                .map(text -> new SourceFile(
                        shelf.folder() + "/" + id + ".yaml", text, "/" + shelf.folder() + "/" + id + "/edit"))
                .orElse(null);
    }
}
