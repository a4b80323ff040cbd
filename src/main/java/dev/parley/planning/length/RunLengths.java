package dev.parley.planning.length;

import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.planning.Projection.ReplyLength;
import dev.parley.planning.length.LengthBook.Group;
import dev.parley.planning.length.LengthBook.Lesson;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The [LengthBook] opened for one run: each question is answered once. For one thread.
public final class RunLengths {
    private final LengthBook book;
    private final String family;
    private final int castSize;
    private final double factor;
    private final Map<Group, Optional<Lesson>> lessons;
    private final Map<Question, Reply> answers = new HashMap<>();

    RunLengths(LengthBook book, String family, int castSize) {
        this(book, family, castSize, 1, new HashMap<>());
    }

    private RunLengths(
            LengthBook book, String family, int castSize, double factor, Map<Group, Optional<Lesson>> lessons) {
        this.book = book;
        this.family = family;
        this.castSize = castSize;
        this.factor = factor;
        this.lessons = lessons;
    }

    /// How long the persona's replies through the model will be.
    public Reply reply(String persona, Model model, ReplyLength prior) {
        boolean reasons = model.abilities().reasons();
        // Models that nobody has heard yet are all alike.
        var heard = book.heard(new Group(null, model.id(), null)) == null ? null : model.id();
        return answers.computeIfAbsent(
                new Question(persona, heard, reasons, prior),
                _ -> asked(persona, model.id(), prior, reasons).times(factor));
    }

    private Reply asked(String persona, ModelId model, ReplyLength prior, boolean reasons) {
        var levels = new EnumMap<Reply.Basis, Lesson>(Reply.Basis.class);
        for (var level : Reply.Basis.values()) {
            var group = LengthBook.group(level, persona, model, family);
            if (group != null) {
                lesson(group).ifPresent(lesson -> levels.put(level, lesson));
            }
        }
        return LengthBook.blended(levels, prior, reasons);
    }

    private Optional<Lesson> lesson(Group group) {
        return lessons.computeIfAbsent(
                group, _ -> Optional.ofNullable(book.heard(group)).map(heard -> heard.lesson(castSize)));
    }

    /// With every reply so many times as long.
    public RunLengths times(double other) {
        return new RunLengths(book, family, castSize, factor * other, lessons);
    }

    /// What the lengths of a run have in common, as the standard deviation of a standard normal score; see
    /// [LengthBook#runShare].
    public double commonSpread() {
        return Math.sqrt(book.runShare());
    }

    /// What each reply has of its own, in the same unit.
    public double ownSpread() {
        return Math.sqrt(1 - book.runShare());
    }

    private record Question(String persona, @Nullable ModelId model, boolean reasons, ReplyLength prior) {}
}
