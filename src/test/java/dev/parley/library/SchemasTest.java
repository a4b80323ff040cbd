package dev.parley.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The checked-in schemas are what the shapes say. `-Dschemas.write=true` writes them anew.
class SchemasTest {
    private static final Path FOLDER = Shipped.ROOT.resolve("schemas");
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path temporary;

    @Test
    void theCheckedInSchemasAreThoseOfTheReader() throws IOException {
        for (var schema : Schemas.all().entrySet()) {
            var file = FOLDER.resolve(schema.getKey());
            if (Boolean.getBoolean("schemas.write")) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, printed(schema.getValue()));
            }
            assertThat(Files.readString(file))
                    .as("%s, to be written anew by ./mvnw test -Dtest=SchemasTest -Dschemas.write=true", file)
                    .isEqualTo(printed(schema.getValue()));
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IMPORTED_PRICES")
    void everyShippedFileFitsItsSchema(Shelf shelf) {
        assertThat(Shipped.files(shelf))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(misfits(shelf, Shipped.text(file)))
                        .as(file.toString())
                        .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: 7",
                "name: 'Mara: L'",
                "role: ''",
                "goals: []",
                "goals: walk",
                "model: gpt-6-luna",
                "model: openai/*",
                "fallbacks: acme/one",
                "fallbacks: [one]",
                "fallbacks: [a/1, a/2, a/3, a/4, a/5, a/6]",
                "temperature: 2.5",
                "temperature: warm",
                "reasoning_effort: heroic",
                "hobby: chess",
                "extra: nothing"
            })
    void schemaAndReaderRefuseTheSamePersonas(String line) {
        assertRefusedByBoth(Shelf.PERSONAS, Project.PERSONA, line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: quarrel",
                "cast: []",
                "cast: [Mara]",
                "cast: [{model: openai/gpt-6-luna}]",
                "policy: model-selected",
                "policy: {kind: model-selected}",
                "policy: {kind: random, model: openai/gpt-6-luna}",
                "stop: {usd: 1}",
                "stop: {turns: 0}",
                "stop: {turns: 1.5}",
                "stop: {turns: 3, usd: 0}",
                "stop: {turns: 3, minutes: 3}",
                "reply: {max_tokens: 40000}",
                "variables: {'no name': x}",
                "variables: {list: [1]}",
                "seed: lucky"
            })
    void schemaAndReaderRefuseTheSameScripts(String line) {
        assertRefusedByBoth(Shelf.SCRIPTS, Project.SCRIPT, line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "provider: Acme Inc",
                "caching: often",
                "batch_factor: 2",
                "source: somewhere",
                "checked: yesterday",
                "models: []",
                "models: [{id: anvil}]",
                "models: [{id: anvil, prices: [{usd_per_mtok: {input: 1}}]}]",
                "models: [{id: anvil, prices: [{usd_per_mtok: {input: -1, output: 1}}]}]",
                "models: [{id: anvil, abilities: {seed: maybe}, prices: [{usd_per_mtok: {input: 1, output: 1}}]}]"
            })
    void schemaAndReaderRefuseTheSamePrices(String line) {
        assertRefusedByBoth(Shelf.PRICES, Project.PRICES, line);
    }

    private void assertRefusedByBoth(Shelf shelf, String whole, String line) {
        var project = Project.whole(temporary);
        var file = Objects.requireNonNull(Map.of(
                        Shelf.PERSONAS, "personas/mara.yaml",
                        Shelf.SCRIPTS, "scripts/cars.yaml",
                        Shelf.PRICES, "pricing/acme.yaml")
                .get(shelf));
        var broken = with(whole, line);
        project.write(file, broken);
        assertThat(misfits(shelf, whole)).isEmpty();
        assertThat(misfits(shelf, broken)).as("by the schema").isNotEmpty();
        assertThat(project.problems())
                .as("by the reader")
                .anyMatch(problem -> problem.file().equals(file));
    }

    /// `whole` with one top-level field replaced or added. The last field of prices spans several lines.
    private static String with(String whole, String line) {
        var key = line.substring(0, line.indexOf(':') + 1);
        int start = ("\n" + whole).indexOf("\n" + key);
        if (start < 0) {
            return whole + line + "\n";
        }
        var rest = whole.substring(start).replaceFirst("(?s)^[^\\n]*\\n( [^\\n]*\\n)*", "");
        return whole.substring(0, start) + line + "\n" + rest;
    }

    private static List<String> misfits(Shelf shelf, String yaml) {
        try {
            return schema(shelf).validate(YAML.readTree(yaml)).stream()
                    .map(Object::toString)
                    .toList();
        } catch (JsonProcessingException unreadable) {
            throw new AssertionError(yaml, unreadable);
        }
    }

    private static JsonSchema schema(Shelf shelf) {
        var name = switch (shelf) {
            case PERSONAS -> "persona";
            case SCRIPTS -> "script";
            case PRICES, IMPORTED_PRICES -> "pricing";
        };
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Shipped.text(FOLDER.resolve(name + ".schema.json")));
    }

    private static String printed(ObjectNode schema) throws JsonProcessingException {
        var lines = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter().withObjectIndenter(lines);
        return new ObjectMapper().writer(printer).writeValueAsString(schema) + "\n";
    }
}
