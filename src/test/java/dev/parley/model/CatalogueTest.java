package dev.parley.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueTest {
    private static final ModelId SONNET = ModelId.parse("anthropic/claude-sonnet-4-5");
    private static final Model LISTED = new Model(
            SONNET,
            "Claude Sonnet 4.5",
            200_000L,
            64_000L,
            null,
            Abilities.PLAIN,
            new Caching(false, 1024),
            List.of("claude-sonnet-4-5-20250929"),
            LocalDate.parse("2026-11-30"));
    private static final Catalogue CATALOGUE =
            new Catalogue(List.of(LISTED, Model.unlisted(ModelId.parse("openai/gpt-6-luna"))));

    @Test
    void findsAModelByItsIdAndByItsAlias() {
        assertThat(CATALOGUE.find(SONNET)).contains(LISTED);
        assertThat(CATALOGUE.find(ModelId.parse("anthropic/claude-sonnet-4-5-20250929")))
                .contains(LISTED);
    }

    @Test
    void anAliasBelongsToItsProvider() {
        assertThat(CATALOGUE.find(ModelId.parse("openai/claude-sonnet-4-5-20250929")))
                .isEmpty();
        assertThat(CATALOGUE.find(ModelId.parse("anthropic/claude-sonnet-9"))).isEmpty();
    }

    @Test
    void namesTheNearestIdsFirst() {
        assertThat(CATALOGUE.nearest(ModelId.parse("anthropic/claude-sonet-45"), 1))
                .containsExactly(SONNET);
        assertThat(CATALOGUE.nearest(SONNET, 5)).hasSize(2);
        assertThat(Catalogue.EMPTY.nearest(SONNET, 3)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "anthropic/claude-4-5-sonnet, anthropic/claude-sonnet-4-5",
        "openrouter/anthropic/claude-sonnet-4.5, anthropic/claude-sonnet-4-5",
        "azure/gpt6luna, openai/gpt-6-luna",
        "openai/gpt-6-lunna, openai/gpt-6-luna"
    })
    void knowsAModelByTheNameThatAnotherWriterGivesIt(String asked, String known) {
        assertThat(CATALOGUE.nearest(ModelId.parse(asked), 1)).containsExactly(ModelId.parse(known));
    }

    @Test
    void isServedUntilTheDayBeforeItsEnd() {
        assertThat(LISTED.isServedOn(LocalDate.parse("2026-11-29"))).isTrue();
        assertThat(LISTED.isServedOn(LocalDate.parse("2026-11-30"))).isFalse();
        assertThat(Model.unlisted(SONNET).isServedOn(LocalDate.MAX)).isTrue();
    }

    @Test
    void refusesANegativeMinimumPrefix() {
        assertThatThrownBy(() -> new Caching(true, -1)).hasMessageContaining("-1");
    }
}
