package dev.parley.rehearsal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.rehearsal.Stand;
import dev.parley.rehearsal.Stand.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OllamaWireTest {
    private static final String HELLO = "'messages':[{'role':'user','content':'Hello.'}]";
    private final Stand stand = Stand.knowing("ollama", "llama3.2");

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void itStreamsLinesUnlessToldNotTo() {
        Answer stream = stand.ollama("{'model':'llama3.2'," + HELLO + "}");
        List<JsonNode> lines = stream.text().lines().map(Stand::parse).toList();
        JsonNode whole = stand.ollama("{'model':'llama3.2','stream':false," + HELLO + "}")
                .json();
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.path("message").path("content").asText()));
        assertThat(stream.header("content-type")).isEqualTo("application/x-ndjson");
        assertThat(lines.subList(0, lines.size() - 1))
                .allMatch(line -> !line.path("done").asBoolean());
        assertThat(lines.getLast().path("done_reason").asText()).isEqualTo("stop");
        assertThat(text.toString())
                .isEqualTo(whole.path("message").path("content").asText());
        assertThat(lines.getLast().path("eval_count")).isEqualTo(whole.path("eval_count"));
        assertThat(whole.path("prompt_eval_count").asInt()).isPositive();
        assertThat(whole.path("total_duration").asLong())
                .isGreaterThan(whole.path("eval_duration").asLong());
    }

    @Test
    void theReplyIsCutAtItsLimit() {
        JsonNode json = stand.ollama("{'model':'llama3.2','stream':false,'options':{'num_predict':4}," + HELLO + "}")
                .json();
        assertThat(json.path("done_reason").asText()).isEqualTo("length");
        assertThat(json.path("eval_count").asInt()).isEqualTo(4);
    }

    @Test
    void aRequestWithoutMessagesOnlyLoadsTheModel() {
        Answer loaded = stand.ollama("{'model':'llama3.2','messages':[]}");
        assertThat(loaded.json().path("done_reason").asText()).isEqualTo("load");
        assertThat(stand.billed()).isEmpty();
    }

    @Test
    void whatTheServerRefusesIsRefused() {
        assertThat(stand.ollama("{'model':'nobody'," + HELLO + "}")
                        .json()
                        .path("error")
                        .asText())
                .isEqualTo("model 'nobody' not found");
        assertThat(stand.ollama("{" + HELLO + "}").status()).isEqualTo(400);
        assertThat(stand.ollama("{'model':'llama3.2','messages':[{'role':'boss','content':'x'}]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void itNamesItsModelsAndItsVersion() {
        assertThat(stand.get("/ollama/api/tags", Map.of())
                        .json()
                        .path("models")
                        .get(0)
                        .path("name")
                        .asText())
                .isEqualTo("llama3.2");
        assertThat(stand.get("/ollama/api/version", Map.of())
                        .json()
                        .path("version")
                        .asText())
                .isNotEmpty();
    }
}
