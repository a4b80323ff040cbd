package dev.parley.library.pricetable;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableReaderTest {
    private static TableReading.Unreadable unreadable(TableKind kind, String json) {
        var reading = TableReader.read(kind, Samples.bytes(json), "a table");
        assertThat(reading).isInstanceOf(TableReading.Unreadable.class);
        return (TableReading.Unreadable) reading;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "GENAI_PRICES |                  | a table of genai-prices is a list of providers, found an object; is it the other project's file? | {}",
                "LITELLM      |                  | a table of LiteLLM is an object of models, found a list; is it the other project's file? | []",
                "LITELLM      |                  | a table of LiteLLM is an object of models, found a single value; is it the other project's file? | 7",
                "LITELLM      |                  | there is no model in it | {}",
                "LITELLM      | line 1, column 5 | something stands after the table's end | {} {}",
                "GENAI_PRICES | [1].id           | the provider's id is missing | [{'id': 'a', 'models': []}, {}]",
                "GENAI_PRICES | [0].models       | the list of models is missing | [{'id': 'a', 'models': {}}]",
            })
    void aWrongShapeIsNamedWithItsPlace(TableKind kind, String place, String message, String json) {
        assertThat(unreadable(kind, json.replace('\'', '"')))
                .isEqualTo(new TableReading.Unreadable(place == null ? "" : place, message));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "line 1, column | <html>",
                "line 1, column | {'a': NaN}",
                "line 1, column | {'a': {'b': 1, 'b': 2}}",
                "line 1, column | {'a': ",
                "line 1, column | {'a': {'n': 11111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111111}}",
            })
    void whatIsNoJsonIsNamedWithItsLine(String place, String json) {
        var found = unreadable(TableKind.LITELLM, json.replace('\'', '"'));
        assertThat(found.place()).startsWith(place);
        assertThat(found.message()).startsWith("no JSON that can be read");
    }

    @Test
    void nothingAtAllIsNoTable() {
        assertThat(unreadable(TableKind.LITELLM, "").message()).contains("found nothing");
    }

    @Test
    void deepNestingIsRefused() {
        var deep = "{\"a\": " + "[".repeat(100_000);
        assertThat(unreadable(TableKind.LITELLM, deep).message()).contains("nesting depth");
    }

    @Test
    void aTableTooLargeIsRefused() {
        assertThat(unreadable(TableKind.LITELLM, " ".repeat(TableReader.MOST_BYTES + 1))
                        .message())
                .isEqualTo("the file is larger than 32 MB");
    }

    @Test
    void tooManyModelsAreRefused() {
        var many = "{\"a\":1," + "\"b\":1,".repeat(Collected.MOST_ENTRIES) + "\"c\":1}";
        assertThat(unreadable(TableKind.LITELLM, many).message()).isEqualTo("more than 50000 models");
    }
}
