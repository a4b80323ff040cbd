package dev.parley.planning.length;

import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.planning.Projection.ReplyLength;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The [LengthBook] opened for one run: each question is answered once. For one thread.
public final class RunLengths {
    private final LengthBook book;
    private final String family;
    private final int castSize;
    private final double factor;
    private final Map<Question, Reply> answers = new HashMap<>();

    RunLengths(LengthBook book, String family, int castSize, double factor) {
        this.book = book;
        this.family = family;
        this.castSize = castSize;
        this.factor = factor;
    }

    /// How long the persona's replies through the model will be.
    public Reply reply(String persona, Model model, ReplyLength prior) {
        boolean reasons = model.abilities().reasons();
        // Models that nobody has heard yet are all alike.
        var heard = book.hasHeard(model.id()) ? model.id() : null;
        return answers.computeIfAbsent(
                new Question(persona, heard, reasons, prior),
                _ -> book.reply(persona, model.id(), family, castSize, prior, reasons)
                        .times(factor));
    }

    /// With every reply so many times as long.
    public RunLengths times(double other) {
        return new RunLengths(book, family, castSize, factor * other);
    }

    /// See [LengthBook#runShare].
    public double runShare() {
        return book.runShare();
    }

    private record Question(String persona, @Nullable ModelId model, boolean reasons, ReplyLength prior) {}
}
