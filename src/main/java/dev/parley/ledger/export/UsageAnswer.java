package dev.parley.ledger.export;

import dev.parley.tokens.TokenClass;
import dev.parley.tokens.Usage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tokens by class as the API and the command line give them.
public final class UsageAnswer {
    private UsageAnswer() {}

    public static Map<String, Long> of(Usage usage) {
        var byClass = new LinkedHashMap<String, Long>();
        for (var tokenClass : TokenClass.values()) {
            byClass.put(tokenClass.wireName(), usage.tokens(tokenClass));
        }
        byClass.put("reasoning", usage.reasoning());
        return byClass;
    }

    public static @Nullable Map<String, Long> ofNullable(@Nullable Usage usage) {
        return usage == null ? null : of(usage);
    }
}
