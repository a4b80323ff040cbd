package dev.parley.rehearsal;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.parley.tokens.TokenCounter;
import java.util.SplittableRandom;

/// A real tokenizer and a voice without a mind, for tests of the stand-ins.
public final class Fakes {
    private static final String[] WORDS = {
        "river", "stone", "market", "letter", "garden", "signal", "winter", "harbour", "copper", "answer", "plain"
    };
    private static final Encoding O200K = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    public static final TokenCounter COUNTER = O200K::countTokensOrdinary;

    /// Says about as many words as it is asked for tokens, decided by all that it heard.
    public static final Voice VOICE = (heard, targetTokens) -> {
        SplittableRandom random = new SplittableRandom(heard.hashCode() + heard.seed());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < targetTokens; i++) {
            text.append(i == 0 ? "" : " ").append(WORDS[random.nextInt(WORDS.length)]);
        }
        return text.append('.').toString();
    };

    private Fakes() {}

    /// English words that make about so many tokens; another text for another salt.
    public static String words(int tokens, int salt) {
        SplittableRandom random = new SplittableRandom(salt);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens; i++) {
            text.append(WORDS[random.nextInt(WORDS.length)]).append(i % 15 == 14 ? ".\n" : " ");
        }
        return text.toString();
    }
}
