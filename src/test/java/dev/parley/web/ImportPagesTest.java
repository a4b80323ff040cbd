package dev.parley.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Import of price tables through the pages, here without their scripts.
@QuarkusTest
@TestProfile(PagesProfile.class)
class ImportPagesTest {
    /// One changed price of ours, two new models, one that cannot be said.
    static final String TABLE = """
            [{"id": "anthropic", "models": [
              {"id": "claude-sonnet-4-5", "match": {}, "prices":
                {"input_mtok": 3, "output_mtok": 18, "cache_read_mtok": 0.3, "cache_write_mtok": 3.75}}]},
             {"id": "shop", "models": [
              {"id": "anvil", "name": "<b>Anvil</b>", "match": {}, "prices": {"input_mtok": 1, "output_mtok": 2}},
              {"id": "bolt", "match": {}, "prices": {"input_mtok": {"base": 1, "tiers": [{"start": 1000, "price": 2}]},
                "output_mtok": 2}},
              {"id": "<script>alert(1)</script>", "match": {}, "prices": {"input_mtok": 1, "output_mtok": 2}}]}]
            """;

    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    @Inject
    MadeLibrary library;

    private static RequestSpecification browser() {
        return given().accept(BROWSER).redirects().follow(false);
    }

    private static Response compare(String table, String json) {
        return browser()
                .multiPart("table", table)
                .multiPart("from", "file")
                .multiPart("file", "data.json", json.getBytes(StandardCharsets.UTF_8), "application/json")
                .post("/models/import");
    }

    private static String compared(String json) {
        var answer = compare("genai-prices", json);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(303);
        return answer.header("Location").replaceFirst("^https?://[^/]+", "");
    }

    @Test
    void theComparisonShowsWhatIsNewChangedAndSkippedAsText() {
        browser()
                .get(compared(TABLE))
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .body(containsString("output <b>$15 → $18</b>"))
                .body(containsString("+20.0 %"))
                .body(containsString("value=\"shop/anvil\""))
                .body(containsString("&lt;b&gt;Anvil&lt;/b&gt;"))
                .body(containsString("above 1,000 tokens: $2 in · $2 out"))
                .body(containsString("the model&#39;s name cannot be written here"))
                .body(containsString("&lt;script&gt;alert(1)"))
                .body(not(containsString("<script>alert")))
                .body(not(containsString(" style=\"")))
                .body(not(containsString("NOT_FOUND")));
    }

    @Test
    void whatIsChosenIsTakenAndTheRestIsNot() {
        var json = TABLE.replace("\"shop\"", "\"chosen-shop\"");
        var page = compared(json);
        browser()
                .formParam("act", "chosen")
                .formParam("model", "chosen-shop/anvil")
                .post(page)
                .then()
                .statusCode(200)
                .body(containsString("Prices of 1 model taken"))
                .body(containsString("pricing/imported/chosen-shop.yaml"));
        assertThat(library.folder().read("pricing/imported/chosen-shop.yaml"))
                .contains("\"anvil\"")
                .doesNotContain("\"bolt\"");
        browser()
                .formParam("act", "chosen")
                .formParam("model", "chosen-shop/anvil")
                .post(page)
                .then()
                .statusCode(200)
                .body(containsString("Nothing was written"))
                .body(containsString("1 model has the shown price already."));
    }

    @Test
    void severalThousandModelsCanBeTakenAtOnce() {
        var models = IntStream.range(0, 1_900)
                .mapToObj(i ->
                        "{\"id\": \"m" + i + "\", \"match\": {}, \"prices\": {\"input_mtok\": 1, \"output_mtok\": 2}}")
                .toList();
        var page = compared("[{\"id\": \"warehouse\", \"models\": " + models + "}]");
        browser()
                .formParam("act", "chosen")
                .formParam(
                        "model",
                        IntStream.range(0, 1_900)
                                .mapToObj(i -> "warehouse/m" + i)
                                .toList())
                .post(page)
                .then()
                .statusCode(200)
                .body(containsString("Prices of 1,900 models taken"));
    }

    @Test
    void aFileThatIsNoTableComesBackWithItsPlace() {
        var answer = compare("litellm", "{\"a\": [}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.asString())
                .contains("line 1, column", "no JSON that can be read", "value=\"litellm\" checked");
        assertThat(compare("genai-prices", "{}").asString()).contains("is it the other project&#39;s file?");
        assertThat(compare("prices", TABLE).asString()).contains("Choose one of the two tables.");
    }

    @Test
    void noFileIsAskedForAndNoNetworkIsSaid() {
        browser()
                .multiPart("table", "litellm")
                .multiPart("from", "file")
                .post("/models/import")
                .then()
                .statusCode(422)
                .body(containsString("Choose a file"));
        browser()
                .multiPart("table", "litellm")
                .multiPart("from", "project")
                .post("/models/import")
                .then()
                .statusCode(422)
                .body(containsString("cannot be reached"))
                .body(containsString("give the file instead"));
    }

    @Test
    void anAddressInTheFormIsNotAsked() {
        browser()
                .multiPart("table", "litellm")
                .multiPart("from", "http://127.0.0.1:1/")
                .post("/models/import")
                .then()
                .statusCode(422)
                .body(containsString("Choose a file"));
    }

    @Test
    void aComparisonThatIsNotKeptIsSaid() {
        browser().get("/models/import/0123").then().statusCode(404).body(containsString("no longer kept"));
        browser()
                .formParam("act", "all")
                .post("/models/import/0123")
                .then()
                .statusCode(404)
                .body(containsString("no longer kept"));
        browser()
                .formParam("act", "chosen")
                .formParam("model", "no id")
                .post(compared(TABLE))
                .then()
                .statusCode(400);
    }
}
