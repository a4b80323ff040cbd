package dev.parley.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingType;
import dev.parley.conversation.Persona;
import dev.parley.conversation.Script;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.model.ModelId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedFilesTest {
    private static final Collection<Persona> PERSONAS =
            Shipped.CONTENTS.personas().values();
    private static final Collection<Script> SCRIPTS = Shipped.CONTENTS.scripts().values();

    @Test
    void everyShippedFileIsWhole() {
        assertThat(Shipped.CONTENTS.problems()).isEmpty();
        assertThat(PERSONAS).hasSizeGreaterThanOrEqualTo(12);
        assertThat(SCRIPTS).hasSizeGreaterThanOrEqualTo(7);
    }

    @Test
    void everyFileNamesItsSchemaInTheFirstLine() {
        Map.of(Shelf.PERSONAS, "persona", Shelf.SCRIPTS, "script", Shelf.PRICES, "pricing")
                .forEach((shelf, schema) -> assertThat(Shipped.files(shelf))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(Shipped.text(file))
                                .startsWith(
                                        "# yaml-language-server: $schema=../schemas/" + schema + ".schema.json\n")));
    }

    @Test
    void personasAreLongEnoughToMatterAndShortEnoughToRead() {
        var encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
        assertThat(PERSONAS).allSatisfy(persona -> {
            var text = String.join(
                    "\n",
                    persona.about(),
                    persona.voice(),
                    String.join("\n", persona.goals()),
                    String.join("\n", persona.topics()));
            assertThat(encoding.countTokens(text)).as(persona.id()).isBetween(300, 1_200);
            assertThat(persona.goals()).as(persona.id()).hasSizeGreaterThanOrEqualTo(2);
            assertThat(persona.topics()).as(persona.id()).hasSizeGreaterThanOrEqualTo(3);
        });
    }

    @Test
    void personasDifferInNameTradeAndFirstName() {
        var distinguishing = List.<Function<Persona, String>>of(Persona::name, Persona::role, Persona::firstName);
        for (var trait : distinguishing) {
            assertThat(PERSONAS.stream().map(trait)).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyPersonaSpeaksInSomeScript() {
        var speaking = SCRIPTS.stream()
                .flatMap(script -> script.cast().stream())
                .map(Script.CastMember::persona)
                .collect(Collectors.toSet());
        assertThat(speaking)
                .containsExactlyInAnyOrderElementsOf(Shipped.CONTENTS.personas().keySet());
    }

    @Test
    void theScriptsShowEveryKindPolicyAndStop() {
        assertThat(SCRIPTS.stream().map(Script::kind))
                .contains("panel", "debate", "interview", "negotiation", "design-review", "support-call");
        assertThat(SCRIPTS.stream().map(Script::policy).map(SpeakerPolicy::wireName))
                .contains("round-robin", "random", "addressed-next", "model-selected");
        assertThat(SCRIPTS).anyMatch(script -> script.stops().usd() != null);
        assertThat(SCRIPTS).anyMatch(script -> script.stops().tokens() != null);
        assertThat(SCRIPTS).anyMatch(script -> script.stops().time() != null);
        assertThat(SCRIPTS).anyMatch(script -> script.stops().phrase() != null);
    }

    @Test
    void everyScriptIsOfASizeThatIsGoodToRead() {
        assertThat(SCRIPTS).allSatisfy(script -> {
            assertThat(script.cast()).hasSizeBetween(2, 5);
            assertThat(script.stops().turns()).isBetween(8, 16);
            assertThat(script.reply().maxTokens()).isBetween(300, 500);
            assertThat(script.reply().words()).isBetween(80, 140);
        });
    }

    @Test
    void theFirstScriptThatEverybodyMeetsIsThere() {
        var script = Objects.requireNonNull(Shipped.CONTENTS.scripts().get("should-cities-ban-cars"));
        assertThat(script.title()).isEqualTo("Should cities ban cars?");
        assertThat(script.kind()).isEqualTo("panel");
        assertThat(script.cast()).hasSize(4);
        assertThat(script.stops().turns()).isEqualTo(12);
        assertThat(script.filledScenario()).contains("Lisbon").doesNotContain("{{");
    }

    @Test
    void theScriptsUseEveryProviderThatHasAnAdapter() {
        assertThat(modelsInUse().map(ModelId::provider).collect(Collectors.toSet()))
                .isEqualTo(Set.of("anthropic", "openai", "google", "mistral", "deepseek", "ollama"));
    }

    @Test
    void everyModelInUseIsKnownPricedAndStillServed() {
        assertThat(modelsInUse()).allSatisfy(id -> {
            var model = Shipped.CONTENTS.catalogue().find(id);
            assertThat(model).as(id.toString()).isPresent();
            assertThat(model.orElseThrow().isServedOn(LocalDate.parse("2027-06-01")))
                    .as(id.toString())
                    .isTrue();
            assertThat(Shipped.CONTENTS.prices().sheet(id)).as(id.toString()).isPresent();
        });
    }

    @Test
    void nobodyAsksForWhatTheirModelRejects() {
        assertThat(PERSONAS).allSatisfy(persona -> {
            var abilities = Shipped.CONTENTS
                    .catalogue()
                    .find(persona.model())
                    .orElseThrow()
                    .abilities();
            if (persona.temperature() != null) {
                assertThat(abilities.temperature()).as(persona.id()).isTrue();
            }
            if (persona.reasoningEffort() != null) {
                assertThat(abilities.reasoningEfforts()).as(persona.id()).contains(persona.reasoningEffort());
            }
        });
    }

    private static Stream<ModelId> modelsInUse() {
        return SCRIPTS.stream().flatMap(ShippedFilesTest::models).distinct();
    }

    private static Stream<ModelId> models(Script script) {
        var speaking = script.cast().stream().map(member -> {
            var persona = Objects.requireNonNull(Shipped.CONTENTS.personas().get(member.persona()));
            return member.model() == null ? persona.model() : member.model();
        });
        return script.policy() instanceof SpeakerPolicy.ModelSelected(var chooser)
                ? Stream.concat(speaking, Stream.of(chooser))
                : speaking;
    }
}
