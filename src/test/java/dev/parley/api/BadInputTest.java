package dev.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever is sent, the answer is a problem that names what is wrong, never a stack trace.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class BadInputTest {
    private static final String SCRIPT = "\"script\":\"a-judge-looks-back\",\"mode\":\"rehearsal\"";

    private RunDriver driver;

    @BeforeEach
    void connect() {
        driver = new RunDriver();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | mode      | {'script':'a-judge-looks-back'}",
                "400 | mode      | {'script':'a-judge-looks-back','mode':'play'}",
                "400 | mode      | {'script':'a-judge-looks-back','mode':5}",
                "400 | script    | {'mode':'rehearsal'}",
                "400 | script    | {'script':null,'mode':'rehearsal'}",
                "400 | script    | {'script':['a'],'mode':'rehearsal'}",
                "404 | script    | {'script':7,'mode':'rehearsal'}",
                "404 | script    | {'script':'no-such-script','mode':'rehearsal'}",
                "400 | turns     | {#,'turns':0}",
                "400 | turns     | {#,'turns':-1}",
                "400 | turns     | {#,'turns':1001}",
                "400 | turns     | {#,'turns':'many'}",
                "400 | turns     | {#,'turns':2.7}",
                "400 | turns     | {#,'turns':99999999999}",
                "400 | turns     | {#,'turns':true}",
                "400 | seed      | {#,'seed':'x'}",
                "400 | seed      | {#,'seed':1.5}",
                "400 | seed      | {#,'seed':99999999999999999999}",
                "400 | budgetUsd | {#,'budgetUsd':'0'}",
                "400 | budgetUsd | {#,'budgetUsd':'-1'}",
                "400 | budgetUsd | {#,'budgetUsd':'1e3'}",
                "400 | budgetUsd | {#,'budgetUsd':'NaN'}",
                "400 | budgetUsd | {#,'budgetUsd':'ten'}",
                "400 | budgetUsd | {#,'budgetUsd':''}",
                "400 | budgetUsd | {#,'budgetUsd':true}",
                "400 | budgetUsd | {#,'budgetUsd':{'usd':1}}",
                "400 | project   | {#,'project':''}",
                "400 | project   | {#,'project':' thesis'}",
                "400 | project   | {#,'project':'a/b'}",
                "400 | strategy  | {#,'strategy':'cheapest'}",
                "400 | models    | {#,'models':'openai/gpt-6-luna'}",
                "400 | models.farid-haddad | {#,'models':{'farid-haddad':null}}",
                "400 | models.farid-haddad | {#,'models':{'farid-haddad':''}}",
                "400 | models.farid-haddad | {#,'models':{'farid-haddad':'gpt'}}",
                "400 | models.farid-haddad | {#,'models':{'farid-haddad':3}}",
                "422 | models.nobody | {#,'models':{'nobody':'openai/gpt-6-luna'}}",
                "400 | variables.town | {#,'variables':{'town':null}}",
                "400 | variables.x | {#,'variables':{'x':'y'}}",
                "400 | variables.town | {#,'variables':{'town':'a\\u0000b'}}",
                "400 | words     | {#,'words':0}",
                "400 | words     | {#,'words':32001}",
                "400 | colour    | {#,'colour':'red'}",
            })
    void aWrongFieldOfARunIsNamed(int status, String field, String body) {
        var json = body.replace("#", SCRIPT.replace('"', '\'')).replace('\'', '"');
        isProblem(driver.post("/api/runs", json), status, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | script | {}",
                "404 | script | {'script':'no-such-script'}",
                "400 | turns  | {'script':'a-judge-looks-back','turns':'x'}",
                "400 | models.farid-haddad | {'script':'a-judge-looks-back','models':{'farid-haddad':'/'}}",
                "400 | extra  | {'script':'a-judge-looks-back','extra':1}",
            })
    void aWrongFieldOfAnEstimateIsNamed(int status, String field, String body) {
        isProblem(driver.post("/api/estimates", body.replace('\'', '"')), status, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "model | {'usage':{}}",
                "model | {'model':'gpt','usage':{}}",
                "model | {'model':7,'usage':{}}",
                "usage | {'model':'openai/gpt-6-luna'}",
                "usage | {'model':'openai/gpt-6-luna','usage':5}",
                "usage.input | {'model':'openai/gpt-6-luna','usage':{'input':-1}}",
                "usage.input | {'model':'openai/gpt-6-luna','usage':{'input':1.5}}",
                "usage.input | {'model':'openai/gpt-6-luna','usage':{'input':''}}",
                "usage.input | {'model':'openai/gpt-6-luna','usage':{'input':'ten'}}",
                "usage.input | {'model':'openai/gpt-6-luna','usage':{'input':true}}",
                "usage.output | {'model':'openai/gpt-6-luna','usage':{'output':1000000000001}}",
                "usage.output | {'model':'openai/gpt-6-luna','usage':{'output':99999999999999999999}}",
                "usage.reasoning | {'model':'openai/gpt-6-luna','usage':{'output':1,'reasoning':2}}",
                "usage.tokens | {'model':'openai/gpt-6-luna','usage':{'tokens':1}}",
                "at | {'model':'openai/gpt-6-luna','at':'yesterday','usage':{}}",
                "at | {'model':'openai/gpt-6-luna','at':'2026-02-30','usage':{}}",
                "batch | {'model':'openai/gpt-6-luna','batch':'maybe','usage':{}}",
            })
    void aWrongFieldOfACostQuestionIsNamed(String field, String body) {
        isProblem(driver.post("/api/cost", body.replace('\'', '"')), 400, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mode    | /api/costs?mode=both",
                "groupBy | /api/costs?groupBy=colour",
                "groupBy | /api/costs?groupBy=day,day",
                "groupBy | /api/costs?groupBy=day,",
                "groupBy | /api/costs?groupBy=day,model,persona,run",
                "persona | /api/costs?persona=a%00b",
                "limit   | /api/costs?limit=10001",
                "skip    | /api/costs?skip=-1",
                "from    | /api/costs?from=yesterday",
                "to      | /api/costs?to=2026-13-01",
                "from    | /api/costs?from=%2B999999999-01-01T00:00:00Z",
                "provider | /api/costs?provider=a%00b",
                "model   | /api/costs/export?model=a%00b",
                "format  | /api/costs/export?format=xml",
                "mode    | /api/costs/export?mode=x",
                "limit   | /api/runs?limit=0",
                "limit   | /api/runs?limit=many",
                "skip    | /api/runs?skip=-1",
            })
    void aWrongParameterIsNamed(String field, String path) {
        isProblem(driver.get(path), 400, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "table  | 400 |                            | []",
                "table  | 400 | ?table=prices              | []",
                "from   | 400 | ?table=litellm&from=http:x | []",
                "body   | 400 | ?table=litellm             | ",
                "body   | 400 | ?table=litellm             | <html>",
                "body: a table of LiteLLM | 400 | ?table=litellm | []",
                "digest | 400 | /take | {'table':'litellm','models':'all'}",
                "models | 400 | /take | {'table':'litellm','digest':'x'}",
                "models | 400 | /take | {'table':'litellm','digest':'x','models':'some'}",
                "models[0] | 400 | /take | {'table':'litellm','digest':'x','models':[7]}",
                "models[0] | 400 | /take | {'table':'litellm','digest':'x','models':['anvil']}",
                "table  | 400 | /take | {'digest':'x','models':'all'}",
                "digest | 404 | /take | {'table':'litellm','digest':'x','models':'all'}",
            })
    void aWrongImportOfPricesIsNamed(String named, int status, @Nullable String address, @Nullable String body) {
        var path = "/api/prices/imports" + (address == null ? "" : address);
        isProblem(driver.post(path, body == null ? "" : body.replace('\'', '"')), status, named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{", "[]", "7", "\"text\"", "{\"script\":}", "{} {}", "not json"})
    void aBodyThatIsNoObjectIsAProblem(String body) {
        for (var path : new String[] {"/api/runs", "/api/estimates", "/api/cost"}) {
            var answer = driver.post(path, body);
            isProblem(answer, 400, "");
        }
    }

    @Test
    void aHugeBodyIsRefused() {
        var answer = RestAssured.given()
                .contentType("application/json")
                .body("{\"script\":\"" + "x".repeat(3_000_000) + "\",\"mode\":\"rehearsal\"}")
                .post("/api/runs");
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.asString()).doesNotContain("\tat ");
    }

    @Test
    void aHugeBodyThatDoesNotSayItsLengthIsRefused() throws Exception {
        var body = ("{\"model\":\"" + "x".repeat(2_000_000) + "\"}").getBytes(StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/api/cost"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            assertThat(status).isEqualTo(413);
        }
    }

    @Test
    void aDeepBodyIsAProblem() {
        isProblem(driver.post("/api/runs", "{\"script\":" + "[".repeat(100_000)), 400, "");
    }

    @Test
    void aBodyThatIsNotJsonByItsTypeIsAProblem() {
        var answer = RestAssured.given().contentType("text/plain").body("hello").post("/api/runs");
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void anInlineScriptWithAnErrorIsAProblemWithLineAndField() {
        var yaml =
                "title: Talk\\nkind: interview\\nscenario: s\\ncast: [no-body]\\npolicy: round-robin\\nstop: {turns: 2}\\n";
        var answer = driver.post("/api/runs", "{\"script\":\"" + yaml + "\",\"mode\":\"rehearsal\"}");
        isProblem(answer, 400, "cast");
        var error = answer.body().path("errors").get(0);
        assertThat(error.path("line").asInt()).isEqualTo(4);
        assertThat(error.path("field").asText()).startsWith("cast");
        assertThat(error.path("message").asText()).contains("no-body");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/runs/RUN",
                "/api/runs/RUN/calls",
                "/api/runs/RUN/transcript",
                "/api/runs/RUN/events",
                "/api/runs/no-uuid",
                "/api/runs/1-1-1-1-1",
                "/api/personas/nobody",
                "/api/scripts/nothing",
                "/api/nothing",
                "/api/runs/RUN/nothing"
            })
    void whatIsNotThereIsAProblem(String path) {
        isProblem(driver.get(path.replace("RUN", UUID.randomUUID().toString())), 404, "");
    }

    @Test
    void aTranscriptInAnUnknownFormIsAProblem() {
        var id = driver.start("a-judge-looks-back", body -> body.put("turns", 1));
        driver.awaitEnd(id);
        isProblem(driver.get("/api/runs/" + id + "/transcript?format=pdf"), 400, "format");
        isProblem(driver.post("/api/runs/" + id + "/stop?now=perhaps", ""), 400, "now");
    }

    @Test
    void anEventIdThatIsNoneIsAProblem() {
        var id = driver.start("a-judge-looks-back", body -> body.put("turns", 1));
        driver.awaitEnd(id);
        isProblem(driver.get("/api/runs/" + id + "/events?after=x"), 400, "after");
    }

    @Test
    void aWrongMethodIsAProblem() {
        for (var path : new String[] {"/api/runs", "/api/cost", "/api/models", "/api/costs/export"}) {
            var answer = RestAssured.delete(path);
            assertThat(answer.statusCode()).as(path).isIn(404, 405);
            assertThat(answer.contentType()).as(path).startsWith("application/problem+json");
        }
    }

    @Test
    void aLiveRunWithoutAKeyIsRefused() {
        isProblem(
                driver.post(
                        "/api/runs",
                        "{\"script\":\"a-judge-looks-back\",\"mode\":\"live\",\"models\":"
                                + "{\"farid-haddad\":\"acme/x\",\"ingrid-solberg\":\"acme/x\"}}"),
                422,
                "mode");
    }

    @Test
    void anAmountMayBeANumber() {
        var answer = driver.post("/api/runs", "{" + SCRIPT + ",\"turns\":1,\"budgetUsd\":0.25}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        var run = driver.awaitEnd(answer.body().path("id").asText());
        assertThat(run.path("budgetUsd").asText()).isEqualTo("0.25");
    }

    private static void isProblem(RunDriver.Answer answer, int status, String named) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.type()).as(answer.text()).startsWith("application/problem+json");
        assertThat(answer.body().path("status").asInt()).isEqualTo(status);
        assertThat(answer.body().path("title").asText()).isNotBlank();
        assertThat(answer.body().path("detail").asText()).isNotBlank().contains(named);
        assertThat(answer.text()).doesNotContain("dev.parley", "java.", "\\tat ", "Exception");
    }
}
