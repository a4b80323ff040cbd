package dev.parley.app;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.parley.tokens.TokenCounter;

/// Counts with the o200k byte-pair encoding. A text that was counted not long ago is not counted again: each message of
/// a run is told again with every turn, and a thousand runs may be under way.
final class BpeTokenCounter implements TokenCounter {
    private static final long MOST_CHARACTERS = 24_000_000;

    /// What an entry takes beside its text, in characters.
    private static final int ENTRY = 64;

    private final Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private final Cache<String, Integer> remembered = Caffeine.newBuilder()
            .maximumWeight(MOST_CHARACTERS)
            .weigher((String text, Integer _) -> text.length() + ENTRY)
            .build();

    @Override
    public int count(String text) {
        return remembered.get(text, encoding::countTokensOrdinary);
    }
}
