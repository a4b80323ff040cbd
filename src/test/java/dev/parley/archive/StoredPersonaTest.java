package dev.parley.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.Persona;
import org.junit.jupiter.api.Test;

/// Personas that runs have kept since before they could have fallbacks.
class StoredPersonaTest {
    private static final String WITHOUT =
            "{\"id\":\"ada\",\"name\":\"Ada\",\"role\":\"clerk\",\"about\":\"x\",\"voice\":\"y\",\"goals\":[],"
                    + "\"topics\":[],\"model\":\"acme/one\",\"temperature\":null,\"reasoningEffort\":null}";

    @Test
    void onesWithoutAListHaveNone() {
        assertThat(SnapshotJson.read(WITHOUT, Persona.class).fallbacks()).isEmpty();
    }

    @Test
    void onesWithAListKeepIt() {
        var with = WITHOUT.replace("\"temperature\"", "\"fallbacks\":[\"acme/two\"],\"temperature\"");
        var persona = SnapshotJson.read(with, Persona.class);
        assertThat(persona.fallbacks()).hasSize(1);
        assertThat(SnapshotJson.read(SnapshotJson.write(persona), Persona.class))
                .isEqualTo(persona);
    }
}
