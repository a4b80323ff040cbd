package dev.parley.rehearsal.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rehearsal.Voice.Heard;
import dev.parley.rehearsal.Voice.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpeakerChoiceTest {
    private static final String ASK = "\n\nAnswer with one name only: Mara Lindqvist; Tomás Rivera; Ines Duarte";

    private final PersonaVoice voice = new PersonaVoice();

    @Test
    void whoeverWasAskedSpeaksNext() {
        assertThat(choose("Mara Lindqvist: The trees stay. Ines, what do the listeners say?", 1))
                .isEqualTo("Ines Duarte");
    }

    @Test
    void whoeverSpokeLeastSpeaksNextWhenNobodyWasAsked() {
        String talk =
                "Mara Lindqvist: The trees stay.\n\nInes Duarte: Fine.\n\nTomás Rivera: No.\n\nMara Lindqvist: So.\n\nTomás Rivera: And the vans.";
        for (long seed = 0; seed < 10; seed++) {
            assertThat(choose(talk, seed)).isIn("Ines Duarte", "Mara Lindqvist");
        }
    }

    @Test
    void theAnswerIsAlwaysOneOfTheNames() {
        for (long seed = 0; seed < 20; seed++) {
            assertThat(choose("", seed)).isIn("Mara Lindqvist", "Tomás Rivera", "Ines Duarte");
        }
    }

    private String choose(String talk, long seed) {
        return voice.reply(
                new Heard("You choose who speaks next.", List.of(new Line(false, talk + ASK)), "m", seed), 5);
    }
}
