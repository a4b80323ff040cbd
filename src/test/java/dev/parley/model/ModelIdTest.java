package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelIdTest {
    @Test
    void readsProviderAndName() {
        assertThat(ModelId.parse("anthropic/claude-sonnet-5")).isEqualTo(new ModelId("anthropic", "claude-sonnet-5"));
    }

    @Test
    void aNameMayContainFurtherSlashes() {
        assertThat(ModelId.parse("ollama/library/qwen3")).isEqualTo(new ModelId("ollama", "library/qwen3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "claude", "/claude", "anthropic/", " /claude", "anthropic/ "})
    void refusesWhatLacksAProviderOrAName(String text) {
        assertThatThrownBy(() -> ModelId.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isAtMostTwoHundredCharactersLong() {
        assertThat(new ModelId("p", "n".repeat(199)).toString()).hasSize(201);
        assertThatThrownBy(() -> new ModelId("p", "n".repeat(200))).hasMessageContaining("200");
    }

    @Test
    void isOrderedByProviderThenName() {
        assertThat(ModelId.parse("a/z")).isLessThan(ModelId.parse("b/a"));
        assertThat(ModelId.parse("a/a")).isLessThan(ModelId.parse("a/b"));
    }

    @org.junit.jupiter.params.ParameterizedTest
    @org.junit.jupiter.params.provider.ValueSource(
            strings = {
                "google/gemini-x?key=1",
                "google/../admin",
                "google/a/../b",
                "google/a b",
                "google/a#b",
                "Google/x",
                "google/%2e"
            })
    void aNameThatCouldChangeAnAddressIsRefused(String text) {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> ModelId.parse(text))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
