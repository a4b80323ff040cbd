package dev.parley.rehearsal.wire;

import static dev.parley.rehearsal.Stand.parse;
import static dev.parley.rehearsal.Stand.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.rehearsal.Fakes;
import dev.parley.rehearsal.Stand;
import dev.parley.rehearsal.Stand.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeminiWireTest {
    private static final String HELLO = "'contents':[{'role':'user','parts':[{'text':'Hello.'}]}]";
    private final Stand stand = Stand.knowing("google", "gemini-2.5-flash", "gemini-2.5-pro");

    @AfterEach
    void close() {
        stand.close();
    }

    @Test
    void aWholeReplyHasTheVendorsShape() {
        JsonNode json = stand.gemini("gemini-2.5-flash:generateContent", "{" + HELLO + "}")
                .json();
        JsonNode candidate = json.path("candidates").get(0);
        assertThat(candidate.path("content").path("role").asText()).isEqualTo("model");
        assertThat(candidate.path("content").path("parts").get(0).path("text").asText())
                .isNotEmpty();
        assertThat(candidate.path("finishReason").asText()).isEqualTo("STOP");
        assertThat(json.path("modelVersion").asText()).isEqualTo("gemini-2.5-flash");
        assertThat(json.path("responseId").asText())
                .isEqualTo(stand.billed().getFirst().path("id").asText());
        JsonNode usage = json.path("usageMetadata");
        assertThat(usage.path("totalTokenCount").asInt())
                .isEqualTo(usage.path("promptTokenCount").asInt()
                        + usage.path("candidatesTokenCount").asInt());
        assertThat(usage.has("thoughtsTokenCount")).isFalse();
    }

    @Test
    void bothStreamsTellTheSame() {
        Answer events = stand.gemini("gemini-2.5-pro:streamGenerateContent?alt=sse", "{" + HELLO + "}");
        JsonNode array = parse(stand.gemini("gemini-2.5-pro:streamGenerateContent", "{" + HELLO + "}")
                .text());
        assertThat(array.isArray()).isTrue();
        assertThat(texts(array)).isEqualTo(texts(events.events()));
        JsonNode last = events.events().getLast();
        assertThat(last.path("candidates").get(0).path("finishReason").asText()).isEqualTo("STOP");
        assertThat(last.path("usageMetadata").path("thoughtsTokenCount").asInt())
                .isPositive();
        assertThat(last.path("usageMetadata"))
                .isEqualTo(array.get(array.size() - 1).path("usageMetadata"));
    }

    private static String texts(Iterable<JsonNode> parts) {
        StringBuilder text = new StringBuilder();
        parts.forEach(part -> text.append(part.path("candidates")
                .get(0)
                .path("content")
                .path("parts")
                .get(0)
                .path("text")
                .asText()));
        return text.toString();
    }

    @Test
    void aBudgetOfZeroStopsTheThinking() {
        String body = "{'generationConfig':{'thinkingConfig':{'thinkingBudget':0}}," + HELLO + "}";
        JsonNode usage =
                stand.gemini("gemini-2.5-pro:generateContent", body).json().path("usageMetadata");
        assertThat(usage.has("thoughtsTokenCount")).isFalse();
    }

    @Test
    void aLongPrefixIsCachedUnaskedAndAShortOneIsNot() {
        for (int tokens : List.of(500, 2500)) {
            String body = "{'systemInstruction':{'parts':[{'text':" + quoted(Fakes.words(tokens, tokens)) + "}]},"
                    + HELLO + "}";
            stand.gemini("gemini-2.5-flash:generateContent", body);
            JsonNode usage = stand.gemini("gemini-2.5-flash:generateContent", body)
                    .json()
                    .path("usageMetadata");
            assertThat(usage.path("cachedContentTokenCount").asInt() > 0).isEqualTo(tokens == 2500);
            assertThat(usage.path("cachedContentTokenCount").asInt())
                    .isLessThanOrEqualTo(usage.path("promptTokenCount").asInt());
        }
    }

    @Test
    void theReplyIsCutAtItsLimit() {
        JsonNode json = stand.gemini(
                        "gemini-2.5-flash:generateContent", "{'generationConfig':{'maxOutputTokens':5}," + HELLO + "}")
                .json();
        assertThat(json.path("candidates").get(0).path("finishReason").asText()).isEqualTo("MAX_TOKENS");
        assertThat(json.path("usageMetadata").path("candidatesTokenCount").asInt())
                .isEqualTo(5);
    }

    @Test
    void whatTheVendorRefusesIsRefused() {
        String path = "/gemini/v1beta/models/gemini-2.5-flash:generateContent";
        Answer bad = stand.send("POST", path + "?key=bad-key", "{" + HELLO + "}", Map.of());
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json()
                        .path("error")
                        .path("details")
                        .get(0)
                        .path("reason")
                        .asText())
                .isEqualTo("API_KEY_INVALID");
        assertThat(stand.send("POST", path, "{" + HELLO + "}", Map.of()).status())
                .isEqualTo(403);
        assertThat(stand.send("POST", path + "?key=k", "{" + HELLO + "}", Map.of())
                        .status())
                .isEqualTo(200);
        Answer unknown = stand.gemini("gemini-9:generateContent", "{" + HELLO + "}");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.json().path("error").path("status").asText()).isEqualTo("NOT_FOUND");
        for (String body : List.of(
                "{'contents':[]}",
                "{'contents':[{'role':'assistant','parts':[{'text':'x'}]}]}",
                "{'generationConfig':{'temperature':3}," + HELLO + "}",
                "{'contents'")) {
            Answer refused = stand.gemini("gemini-2.5-flash:generateContent", body);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.json().path("error").path("status").asText()).isEqualTo("INVALID_ARGUMENT");
        }
    }

    @Test
    void tokensAreCountedAsTheyAreBilled() {
        int counted = stand.gemini("gemini-2.5-flash:countTokens", "{" + HELLO + "}")
                .json()
                .path("totalTokens")
                .asInt();
        int billed = stand.gemini("gemini-2.5-flash:generateContent", "{" + HELLO + "}")
                .json()
                .path("usageMetadata")
                .path("promptTokenCount")
                .asInt();
        assertThat(counted).isEqualTo(billed);
    }
}
