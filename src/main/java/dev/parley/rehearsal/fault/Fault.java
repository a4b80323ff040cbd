package dev.parley.rehearsal.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One way to fail. The first three answer with an error and are not billed; the others are billed.
public enum Fault {
    RATE_LIMITED("429"),
    SERVER_ERROR("500"),
    /// 529 where the vendor has it (Anthropic), 503 elsewhere.
    OVERLOADED("529"),
    /// Nothing more comes until the client goes.
    TIMEOUT("timeout"),
    /// The connection ends in mid-reply.
    CUT("cut"),
    MALFORMED("malformed"),
    NO_USAGE("no-usage"),
    EMPTY("empty"),
    REFUSAL("refusal"),
    SPEAKS_FOR_OTHERS("speaks-for-others");

    private final String word;

    Fault(String word) {
        this.word = word;
    }

    /// The name that sets it and that the billed list shows.
    public String word() {
        return word;
    }

    public boolean answersWithError() {
        return this == RATE_LIMITED || this == SERVER_ERROR || this == OVERLOADED;
    }

    public static Optional<Fault> named(String word) {
        return Arrays.stream(values()).filter(fault -> fault.word.equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Fault::word).toList();
    }
}
