package dev.parley.rehearsal.draw;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordLimitTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Answer in at most 60 words.        | 60
            Use no more than 120 words, please | 120
            Keep it under 40 words             | 40
            A maximum of 25 words              | 25
            """)
    void findsTheLimitOfAnInstruction(String text, int words) {
        assertThat(WordLimit.in(text)).hasValue(words);
    }

    @Test
    void takesNoOtherNumberForALimit() {
        assertThat(WordLimit.in("In 1990 she wrote 200 words about at most 3 ships."))
                .isEmpty();
        assertThat(WordLimit.in("At most 0 words.")).isEmpty();
    }

    @Test
    void takesTheLastLimitNamed() {
        assertThat(WordLimit.in("At most 60 words. No: at most 30 words.")).hasValue(30);
    }

    @Test
    void recognisesAPersonaByNameOrByItsText() {
        assertThat(Personas.key("You are Ada Byron, a mathematician.")).isEqualTo("ada byron");
        assertThat(Personas.key("You are Ada Byron, and tired today.")).isEqualTo("ada byron");
        assertThat(Personas.key("Be brief")).isEqualTo(Personas.key("Be brief")).isNotEqualTo(Personas.key("Be kind"));
    }
}
