package dev.parley.ledger;

import org.jspecify.annotations.Nullable;

/// Where alerts go, beside the pages.
///
/// @param log null where there is no folder for it
/// @param webhook null where none is set
public record AlertSinks(@Nullable AlertLog log, @Nullable Webhook webhook) {}
