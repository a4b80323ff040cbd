package dev.parley.rehearsal.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FramesTest {
    private static final Set<String> STYLES = Set.of(
            "plain",
            "terse",
            "long",
            "blunt",
            "warm",
            "formal",
            "hedge",
            "story",
            "numbers",
            "metaphor",
            "joke",
            "legal",
            "tech",
            "asks");
    private static final Set<String> ARGUMENTS_WITH_NUMBER = Set.of("theirs", "mine", "issue", "asked", "record");

    @Test
    void everySlotIsKnown() {
        forEachSlot((frame, slot) -> {
            if (slot.function().equals("n")) {
                assertThat(slot.argument()).matches("\\d+-\\d+");
                String[] ends = slot.argument().split("-");
                assertThat(Integer.parseInt(ends[0])).isLessThanOrEqualTo(Integer.parseInt(ends[1]));
                return;
            }
            assertThat(Frame.SLOTS).contains(slot.argument());
            if (!slot.function().isEmpty()) {
                assertThat(Frame.FUNCTIONS).contains(slot.function());
                assertThat(slot.function().equals("a") || ARGUMENTS_WITH_NUMBER.contains(slot.argument()))
                        .as("%s in frame %s", slot, frame)
                        .isTrue();
            }
        });
    }

    @Test
    void everySentenceOfEveryFrameHasASlotThatVaries() {
        for (List<Frame> frames : Frames.all().values()) {
            for (Frame frame : frames) {
                assertThat(STYLES).contains(frame.style());
                for (List<Frame.Piece> sentence : frame.sentences()) {
                    assertThat(sentence).as("%s", frame).anyMatch(piece -> piece instanceof Frame.Piece.Slot);
                }
            }
        }
    }

    @Test
    void eachSentenceOfAFrameIsOneSentence() {
        for (List<Frame> frames : Frames.all().values()) {
            for (Frame frame : frames) {
                for (List<Frame.Piece> sentence : frame.sentences()) {
                    StringBuilder text = new StringBuilder();
                    sentence.forEach(
                            piece -> text.append(piece instanceof Frame.Piece.Literal literal ? literal.text() : "x"));
                    assertThat(Prose.sentences(text.toString())).as("%s", text).hasSize(1);
                    assertThat(text.toString())
                            .doesNotContain("  ")
                            .doesNotContain("{")
                            .doesNotContain("}");
                }
            }
        }
    }

    @Test
    void thereAreManyFramesForEachThingToDo() {
        assertThat(Frames.all().values().stream().mapToInt(List::size).sum()).isGreaterThan(600);
        for (String intent :
                List.of("open", "agree", "differ", "point", "evidence", "bridge", "trade", "close", "ask")) {
            assertThat(Frames.of(intent)).as(intent).hasSizeGreaterThan(30);
            for (String style : STYLES) {
                assertThat(Frames.of(intent))
                        .as(intent + " " + style)
                        .anyMatch(frame -> frame.style().equals(style));
            }
        }
    }

    @Test
    void everyTradeHasItsWords() {
        for (Domain domain : Domain.all()) {
            for (List<String> words :
                    List.of(domain.people(), domain.places(), domain.records(), domain.troubles(), domain.images())) {
                assertThat(words).as(domain.name()).hasSizeGreaterThan(3).doesNotHaveDuplicates();
            }
            assertThat(domain.people()).noneMatch(people -> people.matches("(?:the|a|an|my|our|those|both) .*"));
            assertThat(domain.images()).allMatch(image -> image.matches("an? .*"));
        }
    }

    private interface Check {
        void accept(Frame frame, Frame.Piece.Slot slot);
    }

    private static void forEachSlot(Check check) {
        for (List<Frame> frames : Frames.all().values()) {
            for (Frame frame : frames) {
                for (List<Frame.Piece> sentence : frame.sentences()) {
                    for (Frame.Piece piece : sentence) {
                        if (piece instanceof Frame.Piece.Slot slot) {
                            check.accept(frame, slot);
                        }
                    }
                }
            }
        }
    }
}
