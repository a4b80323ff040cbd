package dev.parley.planning.length;

import dev.parley.model.Model;
import dev.parley.model.ModelId;
import dev.parley.planning.Projection.ReplyLength;
import dev.parley.planning.length.LengthBook.Group;
import dev.parley.planning.length.LengthBook.Lesson;
import java.util.Collection;
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
    private final @Nullable RunLevels levels;
    private final Map<Asked, Optional<Lesson>> lessons;
    private final Map<Question, Reply> answers = new HashMap<>();

    RunLengths(LengthBook book, String family, int castSize) {
        this(book, family, castSize, null, new HashMap<>());
    }

    private RunLengths(
            LengthBook book,
            String family,
            int castSize,
            @Nullable RunLevels levels,
            Map<Asked, Optional<Lesson>> lessons) {
        this.book = book;
        this.family = family;
        this.castSize = castSize;
        this.levels = levels;
        this.lessons = lessons;
    }

    /// How long the persona's replies through the model will be.
    public Reply reply(String persona, Model model, ReplyLength prior) {
        boolean reasons = model.abilities().reasons();
        // Models that nobody has heard yet are all alike, before a run begins.
        boolean isUnheard = levels == null && book.heard(new Group(null, model.id(), null)) == null;
        return answers.computeIfAbsent(new Question(persona, isUnheard ? null : model.id(), reasons, prior), _ -> {
            var reply = asked(persona, model.id(), prior, reasons);
            return levels == null ? reply : levels.of(persona, model.id(), reply);
        });
    }

    /// The same once the run has begun, and shows of itself what it will be like.
    ///
    /// @param uttered what was said so far, beside what these lengths expected; nothing changes where it is empty
    /// @param isWhole whether these are all messages so far, from the first one on
    public RunLengths after(Collection<Uttered> uttered, boolean isWhole) {
        return uttered.isEmpty()
                ? this
                : new RunLengths(
                        book,
                        family,
                        castSize,
                        RunLevels.of(uttered, book.runShare(), book.course(family), isWhole),
                        lessons);
    }

    /// Whether they go by what was said in the run itself.
    public boolean areOfARunUnderWay() {
        return levels != null;
    }

    private Reply asked(String persona, ModelId model, ReplyLength prior, boolean reasons) {
        var levels = new EnumMap<Reply.Basis, Lesson>(Reply.Basis.class);
        for (var level : Reply.Basis.values()) {
            var group = LengthBook.group(level, persona, model, family);
            if (group != null) {
                lesson(group, prior.likelyTokens()).ifPresent(lesson -> levels.put(level, lesson));
            }
        }
        return LengthBook.blended(levels, prior, reasons);
    }

    private Optional<Lesson> lesson(Group group, long asked) {
        return lessons.computeIfAbsent(
                new Asked(group, asked),
                _ -> Optional.ofNullable(book.heard(group)).map(heard -> heard.lesson(castSize, Math.max(1, asked))));
    }

    /// What the lengths of a run have in common, as the standard deviation of a standard normal score; see
    /// [LengthBook#runShare]. Once a run has begun that is a part of the doubt about its replies.
    public double commonSpread() {
        return levels == null ? Math.sqrt(book.runShare()) : 0;
    }

    /// What each reply has of its own, in the same unit.
    public double ownSpread() {
        return levels == null ? Math.sqrt(1 - book.runShare()) : 1;
    }

    private record Asked(Group group, long tokens) {}

    private record Question(String persona, @Nullable ModelId model, boolean reasons, ReplyLength prior) {}
}
