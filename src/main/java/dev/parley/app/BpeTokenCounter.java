package dev.parley.app;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.parley.tokens.TokenCounter;
import java.util.concurrent.ConcurrentHashMap;

/// Counts with the o200k byte-pair encoding. A text that was counted before is not counted again.
final class BpeTokenCounter implements TokenCounter {
    private static final int MOST_REMEMBERED = 20_000;
    private static final int LONGEST_REMEMBERED = 16_000;

    private final Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    private final ConcurrentHashMap<String, Integer> remembered = new ConcurrentHashMap<>();

    @Override
    public int count(String text) {
        if (text.length() > LONGEST_REMEMBERED) {
            return encoding.countTokensOrdinary(text);
        }
        var known = remembered.get(text);
        if (known != null) {
            return known;
        }
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        int tokens = encoding.countTokensOrdinary(text);
        remembered.put(text, tokens);
        return tokens;
    }
}
