package dev.parley.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(PagesProfile.class)
class PagesTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    @Inject
    MadeRuns runs;

    static ValidatableResponse page(String path) {
        return given().accept(BROWSER).urlEncodingEnabled(false).get(path).then();
    }

    static String html(String path) {
        return page(path).statusCode(200).extract().asString();
    }

    @Test
    void theStartLeadsToTheScripts() {
        given().redirects()
                .follow(false)
                .get("/")
                .then()
                .statusCode(303)
                .header("Location", org.hamcrest.Matchers.endsWith("/scripts"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/scripts",
                "/scripts/ban-cars",
                "/scripts/interview",
                "/scripts/hostile",
                "/personas",
                "/personas/mara",
                "/personas/mallory",
                "/models",
                "/models?provider=openai&q=luna",
                "/models/openai/gpt-5.6-luna?day=2026-07-01",
                "/models/ollama/llama3.2",
                "/models/import",
                "/keys",
                "/costs",
                "/costs?mode=rehearsal&days=0&by=run",
                "/costs?mode=rehearsal&by=day&then=model&project=thesis&from=2026-11-01&to=nonsense",
                "/costs/reprice?mode=rehearsal&run=11111111-1111-4111-8111-111111111111&onModel=openai/gpt-6-luna",
                "/costs/reprice",
                "/estimates",
                "/estimates?mode=rehearsal&family=panel",
                "/budgets",
                "/budgets?mode=rehearsal",
                "/budgets/2/history",
                "/alerts",
                "/alerts?show=all&mode=live",
                "/runs",
                "/runs/11111111-1111-4111-8111-111111111111",
                "/runs/22222222-2222-4222-8222-222222222222",
                "/runs/33333333-3333-4333-8333-333333333333",
                "/runs/44444444-4444-4444-8444-444444444444"
            })
    void everyPageRendersWithoutInlineCodeAndForbidsIt(String path) {
        var html = page(path)
                .statusCode(200)
                .contentType("text/html")
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .extract()
                .asString();
        assertThat(html).contains("<main id=\"main\"").doesNotContain("NOT_FOUND");
        assertThat(html).doesNotContain(" style=\"", "<style", "onclick=", "href=\"javascript:");
        assertThat(html.split("<script", -1))
                .allSatisfy(part -> assertThat(part).doesNotContain("alert(1)</script>"));
        assertThat(html).doesNotContain("<script>", "<img", "http-equiv");
    }

    @Test
    void aProjectIsChosenOnTheFormAndKeptInTheAddress() {
        assertThat(html("/scripts/ban-cars?project=thesis")).contains("name=\"project\" value=\"thesis\"");
        assertThat(html("/scripts/ban-cars?project=a%2Fb")).contains("letters, digits, spaces");
    }

    @Test
    void theLibraryShowsScriptsWithTheirPriceAndBrokenFilesWithTheirPlace() {
        assertThat(html("/scripts"))
                .contains("Should cities ban cars?", "Mara Lindqvist", "12 turns", "likely <b>$0.")
                .contains("scripts/broken.yaml:7", "cast[1].persona", "did you mean");
    }

    @Test
    void theScriptPageOffersModelsWithTierAndPriceAndBothButtonsCarryThePrice() {
        assertThat(html("/scripts/ban-cars"))
                .contains("<optgroup label=\"anthropic\">")
                .contains("<option value=\"anthropic/claude-sonnet-5\" selected>claude-sonnet-5 · 💰")
                .contains(" in · $")
                .contains("The council of Gothenburg")
                .containsPattern("Run live <span class=\"price\">≈ \\$0\\.\\d+</span>")
                .containsPattern("Rehearse · play money <span class=\"price\">≈ \\$0\\.\\d+</span>");
    }

    @Test
    void scriptsAndPersonasShowTheirFileEscapedWithALinkToEditIt() {
        assertThat(html("/scripts/ban-cars"))
                .contains("<details class=\"source\">", "cast: [mara]", "href=\"/scripts/ban-cars/edit\"");
        assertThat(html("/personas/mallory"))
                .contains("role: &lt;script&gt;alert(1)&lt;/script&gt;", "href=\"/personas/mallory/edit\"");
        assertThat(html("/personas/tomas")).doesNotContain("<details class=\"source\">");
    }

    @Test
    void aLiveRunSaysWhichKeyItNeeds() {
        assertThat(html("/scripts/ban-cars"))
                .containsPattern("value=\"live\" disabled")
                .contains("<b>set OPENAI_API_KEY</b>", "<b>set GOOGLE_API_KEY</b>")
                .doesNotContain("set ANTHROPIC_API_KEY");
    }

    @Test
    void aLiveRunCanStartWhenEveryKeyIsThere() {
        assertThat(
                        html(
                                "/scripts/interview?model.amina=mistral/mistral-large-latest&model.mara=anthropic/claude-sonnet-5"))
                .contains("Choosing speakers: 7 hidden calls");
        assertThat(
                        html(
                                "/scripts/ban-cars?model.tomas=anthropic/claude-sonnet-5&model.amina=anthropic/claude-sonnet-5"))
                .doesNotContain("value=\"live\" disabled");
    }

    @Test
    void theEstimateFollowsTheFormAndItsAddressNamesOnlyWhatDiffers() {
        var answer = page("/scripts/ban-cars/estimate?turns=3&seed=7&budget=&model.mara=mistral/mistral-large-latest"
                        + "&model.tomas=openai/gpt-6-luna&var.city=Gothenburg&var.year=2040")
                .statusCode(200)
                .header(
                        "HX-Replace-Url",
                        "/scripts/ban-cars?turns=3&model.mara=mistral/mistral-large-latest&var.year=2040");
        assertThat(answer.extract().asString())
                .startsWith("<section id=\"estimate\"")
                .contains("id=\"share-mara\" hx-swap-oob=\"true\"")
                .contains("<section id=\"every-model\"");
    }

    @Test
    void fewerTurnsCostLess() {
        assertThat(likely("turns=3")).isLessThan(likely("turns=12"));
    }

    @Test
    void fewerWordsCostLessAndAreStartedWith() {
        assertThat(likely("words=30")).isLessThan(likely("words=200"));
        page("/scripts/ban-cars/estimate?words=30").header("HX-Replace-Url", "/scripts/ban-cars?words=30");
        assertThat(html("/scripts/ban-cars/estimate?words=0")).contains("<b>Words</b>: from 1 to 32000, not 0");
        assertThat(html("/scripts/ban-cars?words=30")).contains("name=\"words\" min=\"1\" max=\"32000\" value=\"30\"");
        int before = runs.started().size();
        given().redirects()
                .follow(false)
                .formParam("mode", "rehearsal")
                .formParam("words", "30")
                .post("/scripts/ban-cars/runs")
                .then()
                .statusCode(303);
        assertThat(runs.started().get(before).script().reply().words()).isEqualTo(30);
    }

    @Test
    void whatIsStillToComeIsEstimatedAnewWhileARunGoesOn() {
        var running = html("/runs/" + MadeReports.RUNNING + "/totals");
        assertThat(running)
                .contains("still to come <small>estimated anew after ", "in the end, never above", "expected now");
        assertThat(running.split("<polygon class=\"band-fill", -1)).hasSize(3);
        assertThat(html("/runs/" + MadeReports.FINISHED + "/totals"))
                .doesNotContain("still to come", "expected now")
                .contains("Estimated before it began");
    }

    private static java.math.BigDecimal likely(String query) {
        var matcher = java.util.regex.Pattern.compile("title=\"\\$([0-9.]+)\"><span>likely")
                .matcher(html("/scripts/ban-cars/estimate?" + query));
        assertThat(matcher.find()).isTrue();
        return new java.math.BigDecimal(matcher.group(1));
    }

    @Test
    void overBudgetIsSaidBeforeTheStartWithWaysThatFit() {
        assertThat(html("/scripts/ban-cars/estimate?budget=0.004"))
                .contains(
                        "Over budget by $",
                        "What would fit",
                        "?turns=",
                        "?words=",
                        "words a reply asked for at most</a>",
                        "everybody on ",
                        "nine in ten: $");
        assertThat(html("/scripts/ban-cars/estimate?budget=900")).contains("Certainly within the budget of $900.00");
    }

    @Test
    void whatBudgetsLeaveForLiveRunsIsSaidBeforeTheStart() {
        assertThat(html("/scripts/ban-cars/estimate")).contains("Budgets leave $", " for live runs (");
    }

    @Test
    void costIsDrawnBesideQualityWhereSomebodyMeasuredIt() {
        var html = html("/scripts/ban-cars");
        assertThat(html)
                .contains("models without a price or a measured quality left out", "<th class=\"num\">Quality</th>")
                .contains("the best for their money: gpt-6-luna", "quality 0.88");
        assertThat(html.split("<circle class=\"best", -1)).hasSizeBetween(3, 4);
        assertThat(html.split("<circle class=\"", -1)).hasSize(1 + MadeLibrary.QUALITY.size());
        assertThat(html).doesNotContain("this cast: ≈");
        var rated = html("/scripts/ban-cars/estimate?model.mara=openai/gpt-6-luna&model.tomas=openai/gpt-6-sol"
                + "&model.amina=openai/gpt-6-luna&model.jonas=openai/gpt-6-luna");
        assertThat(rated).contains("this cast: ≈ $").contains("on the average of its turns");
    }

    @Test
    void aModelWithoutAPriceIsNamedAndNeverFree() {
        assertThat(html("/scripts/ban-cars/estimate?model.mara=nobody/knows"))
                .contains("No price is known for <b>nobody/knows</b>", "+ unknown", ">unknown</dd>");
    }

    @Test
    void fieldsThatCannotBeUsedAreNamed() {
        assertThat(html("/scripts/ban-cars/estimate?turns=0&budget=much&model.mara=mara"))
                .contains("<b>Turns</b>: from 1 to 1000, not 0")
                .contains("<b>Budget</b>: a plain amount")
                .contains("<b>Model of mara</b>")
                .contains("value=\"rehearsal\" disabled");
        assertThat(html("/scripts/ban-cars/estimate?model.mara=retired/model"))
                .contains("<b>Model of mara</b>: retired/model is no longer served");
    }

    @Test
    void startingLeadsToTheRunAndADoubleClickStartsTheSame() {
        int before = runs.started().size();
        for (int click = 0; click < 2; click++) {
            given().redirects()
                    .follow(false)
                    .formParam("mode", "rehearsal")
                    .formParam("turns", "5")
                    .formParam("model.mara", "openai/gpt-6-luna")
                    .formParam("key", "one-key")
                    .post("/scripts/ban-cars/runs")
                    .then()
                    .statusCode(303)
                    .header("Location", org.hamcrest.Matchers.endsWith("/runs/" + MadeReports.RUNNING));
        }
        var asked = runs.started().get(before);
        assertThat(asked.idempotencyKey()).isEqualTo("one-key");
        assertThat(asked.script().stops().turns()).isEqualTo(5);
        assertThat(asked.models()).hasSize(1).containsKey("mara");
    }

    @Test
    void repeatsMultiplyThePriceOfTheButtonsAndLeadToTheRuns() {
        var once = buttonPrice("turns=3", "");
        var five = buttonPrice("turns=3&repeats=5", " for 5 runs");
        assertThat(five).isGreaterThan(once.multiply(new java.math.BigDecimal("4.9")));
        assertThat(five).isLessThan(once.multiply(new java.math.BigDecimal("5.1")));
        page("/scripts/ban-cars/estimate?repeats=5").header("HX-Replace-Url", "/scripts/ban-cars?repeats=5");
        given().redirects()
                .follow(false)
                .formParam("mode", "rehearsal")
                .formParam("repeats", "5")
                .post("/scripts/ban-cars/runs")
                .then()
                .statusCode(303)
                .header("Location", org.hamcrest.Matchers.endsWith("/runs"));
        assertThat(runs.asked()).contains(5);
        assertThat(html("/scripts/ban-cars/estimate?repeats=21")).contains("<b>Repeats</b>: from 1 to 20, not 21");
    }

    private static java.math.BigDecimal buttonPrice(String query, String words) {
        var matcher = java.util.regex.Pattern.compile(
                        "Rehearse · play money <span class=\"price\">≈ \\$([0-9.]+)" + words + "<")
                .matcher(html("/scripts/ban-cars/estimate?" + query));
        assertThat(matcher.find()).isTrue();
        return new java.math.BigDecimal(matcher.group(1));
    }

    @Test
    void aRefusedStartKeepsTheFormAndSaysWhy() {
        given().formParam("mode", "live")
                .formParam("turns", "2")
                .post("/scripts/hostile/runs")
                .then()
                .statusCode(422)
                .body(containsString("no &lt;script&gt;alert(1)&lt;/script&gt;"))
                .body(containsString("name=\"turns\" min=\"1\" max=\"1000\" value=\"2\""));
        given().formParam("mode", "wrong").post("/scripts/ban-cars/runs").then().statusCode(422);
    }

    @Test
    void aRunShowsItsMessagesWithCostAndItsTotals() {
        assertThat(html("/runs/" + MadeReports.RUNNING))
                .contains("REHEARSAL", "play money", "turn 7 of 12", "● running")
                .contains("anthropic · claude-sonnet-5", "<strong>Not</strong>", "<li>the bread</li>")
                .contains("rel=\"nofollow noopener noreferrer\"")
                .containsPattern(
                        "1,800 ms · 380 new \\+ 1,800 cached → 95 tok|ms · \\d+ new \\+ 1,800 cached → 108 tok")
                .contains("cache write 5m", "since ", "was addressed in turn 3")
                .contains("/pause", ">Stop now<")
                .doesNotContain("/resume", "speaker choices", "transcript?format");
    }

    @Test
    void aRunUnderWayCanBeSteeredAndAFinishedOneOnlySaidAgainOrBranchedOff() {
        assertThat(html("/runs/" + MadeReports.RUNNING))
                .contains("/speak-next\"", "/inject\"", "/regenerate\"", "/branch\"", "<option value=\"mara\"")
                .contains("name=\"turns\" min=\"8\" max=\"1000\" value=\"12\"");
        assertThat(html("/runs/" + MadeReports.FINISHED))
                .contains("/regenerate\"", "/branch\"", "name=\"turns\" min=\"13\" max=\"1000\" value=\"13\"")
                .doesNotContain("/speak-next", "/inject");
    }

    @Test
    void steeringWithoutAScriptLeadsBackToThePageAndABranchToItsOwn() {
        var run = "/runs/" + MadeReports.RUNNING;
        given().redirects()
                .follow(false)
                .formParam("persona", "mara")
                .post(run + "/speak-next")
                .then()
                .statusCode(303)
                .header("Location", org.hamcrest.Matchers.endsWith(run));
        given().redirects()
                .follow(false)
                .formParam("turn", "3")
                .formParam("turns", "9")
                .post(run + "/branch")
                .then()
                .statusCode(303)
                .header("Location", org.hamcrest.Matchers.endsWith("/runs/" + MadeReports.QUEUED));
        given().header("HX-Request", "true")
                .formParam("turn", "3")
                .formParam("turns", "9")
                .post(run + "/branch")
                .then()
                .statusCode(204)
                .header("HX-Redirect", "/runs/" + MadeReports.QUEUED);
        given().header("HX-Request", "true")
                .formParam("persona", "mara")
                .formParam("text", " ")
                .post(run + "/inject")
                .then()
                .statusCode(200)
                .body(containsString("Not possible: text says nothing."));
    }

    @Test
    void aBranchSentTwiceIsAskedForOnceAndOneOfAnotherLengthIsAnother() {
        var page = html("/runs/" + MadeReports.RUNNING);
        var keys = java.util.regex.Pattern.compile("name=\"key\" value=\"([0-9a-f-]{36}-branch)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(keys).isNotEmpty().doesNotHaveDuplicates();
        int before = runs.keys().size();
        for (var turns : java.util.List.of("9", "9", "10")) {
            given().header("HX-Request", "true")
                    .formParam("key", keys.getFirst())
                    .formParam("turn", "3")
                    .formParam("turns", turns)
                    .post("/runs/" + MadeReports.RUNNING + "/branch")
                    .then()
                    .statusCode(204);
        }
        var sent = runs.keys().subList(before, before + 3);
        assertThat(sent.get(0)).startsWith(keys.getFirst()).isEqualTo(sent.get(1));
        assertThat(sent.get(2)).isNotEqualTo(sent.get(0));
    }

    @Test
    void aFinishedRunOffersItsTranscriptAndTheSameAgain() {
        assertThat(html("/runs/" + MadeReports.FINISHED))
                .contains("transcript?format=md", "transcript?format=json\"", "format=jsonl", "format=csv")
                .contains("/scripts/ban-cars?turns=12&amp;seed=7&amp;words=120&amp;project=thesis"
                        + "&amp;model.mara=anthropic%2Fclaude-sonnet-5")
                .contains("all 12 turns were taken")
                .doesNotContain("/pause");
    }

    @Test
    void whatAModelSaysIsTextAndNeverCode() {
        var html = html("/runs/" + MadeReports.FAILED);
        assertThat(html)
                .contains("&lt;script&gt;alert", "&lt;img src", "onerror&#61;", "&lt;b&gt;bold?&lt;/b&gt;")
                .contains("href=\"https://evil.example/p.png\"")
                .doesNotContain("<script>alert", "<img", "href=\"javascript", "<b>bold");
    }

    @Test
    void unknownCostsAreSaidPlainly() {
        assertThat(html("/runs/" + MadeReports.FAILED))
                .contains("1 call of unknown cost, at most $0.0100")
                .contains("usage not reported · — cost unknown")
                .contains("⚑ truncated", "⚑ spoke for others", "⤓ asked openai/gpt-6-sol")
                .contains("speaker choices", "openai did not answer", "2 attempts", "/resume");
        assertThat(html("/runs")).contains("+ 1 call of unknown cost");
    }

    @Test
    void aRunThatHasNotBegunSaysSo() {
        assertThat(html("/runs/" + MadeReports.QUEUED)).contains("Nobody has spoken yet.", "turn 0 of 12");
    }

    @Test
    void livePartsRenderAlone() {
        var run = "/runs/" + MadeReports.RUNNING;
        assertThat(html(run + "/messages?after=5"))
                .contains("id=\"turn-6\"", "id=\"turn-7\"")
                .doesNotContain("turn-5");
        assertThat(html(run + "/messages/3").strip())
                .startsWith("<li id=\"turn-3\"")
                .doesNotContain("turn-4");
        assertThat(html(run + "/totals").strip()).startsWith("<section id=\"totals\"");
        assertThat(html(run + "/head").strip()).startsWith("<section id=\"run-head\"");
    }

    @Test
    void commandsAnswerInPlaceOrLeadBack() {
        given().header("HX-Request", "true")
                .post("/runs/" + MadeReports.RUNNING + "/pause")
                .then()
                .statusCode(200)
                .body(containsString("Pausing after the message under way."));
        given().header("HX-Request", "true")
                .post("/runs/" + MadeReports.FINISHED + "/resume")
                .then()
                .statusCode(200)
                .body(containsString("Not possible: the run is finished."));
        given().redirects()
                .follow(false)
                .post("/runs/" + MadeReports.RUNNING + "/stop")
                .then()
                .statusCode(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/scripts/none",
                "/scripts/none/estimate",
                "/personas/none",
                "/runs/99999999-9999-4999-8999-999999999999",
                "/runs/not-a-run",
                "/runs/11111111-1111-4111-8111-111111111111/messages/99",
                "/nowhere"
            })
    void whatIsNotThereGetsAPageOfTheHouse(String path) {
        page(path)
                .statusCode(404)
                .contentType("text/html")
                .body(containsString("Nothing is here"))
                .body(containsString("class=\"brand\""))
                .body(not(containsString("Exception")));
    }

    @Test
    void keysSayWhatIsThereAndNeverTheKey() {
        page("/keys")
                .body(containsString("● works"))
                .body(containsString("set GEMINI_API_KEY"))
                .body(containsString("▲ refused"))
                .body(containsString("◐ cannot say"));
    }

    @Test
    void assetsComeFromHere() {
        for (var path : java.util.List.of(
                "/parley.css", "/parley.js", "/live.js", "/script.js", "/webjars/htmx.org/2.0.10/dist/htmx.min.js")) {
            given().get(path).then().statusCode(equalTo(200));
        }
    }
}
