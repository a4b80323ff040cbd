package dev.parley.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.parley.app.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Walks through the pages as a researcher does: pick a script, read what it will cost, rehearse it, read what it cost.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class ResearcherTest {
    private static final int DESK_WIDTH_PX = 1200;
    private static final int DESK_HEIGHT_PX = 820;
    private static final int PICTURE_HEIGHT_PX = 1080;
    private static final int PHONE_WIDTH_PX = 380;
    private static final int TURNS = 6;
    private static final double RUN_PATIENCE_MS = 90_000;

    private static Chromium chromium;

    @TestHTTPResource
    URI home;

    @BeforeAll
    static void startChromium() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopChromium() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void letTheStandInsAnswerSoon() {
        given().contentType("application/json")
                .body(Map.of("medianMs", 100))
                .put(get("/api/rehearsal").jsonPath().getString("url") + "/_standin/latency")
                .then()
                .statusCode(200);
    }

    @Test
    void aScriptIsPickedEstimatedRehearsedAndItsShownCostIsTheLedgers() {
        try (var visit = new Visit(chromium.browser(), home, DESK_WIDTH_PX, DESK_HEIGHT_PX)) {
            var page = visit.page();
            page.navigate("/");
            page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Should cities ban cars?"))
                    .click();
            assertThat(page).hasURL(Pattern.compile(".*/scripts/should-cities-ban-cars$"));

            changesOfTheSetupRenewTheEstimate(page);
            visit.picture("script", PICTURE_HEIGHT_PX);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Rehearse"))
                    .click();

            assertThat(page).hasURL(Pattern.compile(".*/runs/[0-9a-f-]{36}$"));
            assertThat(page.locator(".band")).containsText("REHEARSAL");
            messagesStream(visit);
            assertThat(page.locator("#run-head[data-ended]")).isVisible(patiently());
            assertThat(page.locator("#messages > li")).hasCount(TURNS);
            theShownCostIsTheLedgers(page);
            aMessageOpensToItsFigures(page);
            page.setViewportSize(PHONE_WIDTH_PX, DESK_HEIGHT_PX);
            visit.fitsTheWidth();
            visit.hadNoTrouble();
        }
    }

    @Test
    void whatPeopleWroteIsShownAsTextAndNeverRun() {
        var hostile = "<img src=x onerror=alert(1)><script>alert(2)</script>";
        var script = """
                title: "%s"
                kind: panel
                scenario: "%s"
                opening: "%s"
                cast: [mara-lindqvist, tomas-rivera]
                policy: round-robin
                stop: {turns: 2}
                """.formatted(hostile, hostile, hostile);
        var run = given().contentType("application/json")
                .body(Map.of("script", script, "mode", "rehearsal"))
                .post("/api/runs")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        try (var visit = new Visit(chromium.browser(), home, DESK_WIDTH_PX, DESK_HEIGHT_PX)) {
            var page = visit.page();
            page.navigate("/runs/" + run);
            assertThat(page.locator("h1")).hasText(hostile);
            assertThat(page.locator("#run-head[data-ended]")).isVisible(patiently());
            page.navigate("/runs");
            assertThat(page.locator("main")).containsText(hostile);
            assertThat(page.locator("main img, main script").count()).isZero();
            visit.hadNoTrouble();
        }
    }

    @Test
    void aRunIsSteeredFromItsPage() {
        try (var visit = new Visit(chromium.browser(), home, DESK_WIDTH_PX, DESK_HEIGHT_PX)) {
            var page = visit.page();
            var run = started(8);
            page.setViewportSize(PHONE_WIDTH_PX, DESK_HEIGHT_PX);
            page.navigate("/runs/" + run);
            page.locator(".commands summary", new Page.LocatorOptions().setHasText("Speak next"))
                    .click();
            assertThat(page.locator(".commands button[value='henrik-vos']")).isVisible();
            visit.fitsTheWidth();
            page.setViewportSize(DESK_WIDTH_PX, DESK_HEIGHT_PX);
            page.navigate("/runs/" + run);
            assertThat(page.locator("#messages > li")).not().hasCount(0);
            somebodySpeaksForAPersona(page);
            assertThat(page.locator("#run-head[data-ended]")).isVisible(patiently());
            assertThat(page.locator("#messages .brought")).hasText("by a person");
            var last = page.locator("#messages > li").last();
            var key = last.getAttribute("data-key");
            last.locator(".again button").click();
            assertThat(page.locator("#messages > li[data-key='" + key + "']")).hasCount(0);
            assertThat(page.locator("#run-head[data-ended]")).isVisible(patiently());
            assertThat(page.locator("#messages > li")).hasCount(8);
            aRunBranchesOff(visit);
            visit.hadNoTrouble();
        }
    }

    private static void somebodySpeaksForAPersona(Page page) {
        page.locator(".commands summary", new Page.LocatorOptions().setHasText("Inject"))
                .click();
        page.locator("select[name='persona']").selectOption("henrik-vos");
        page.locator("textarea[name='text']").fill("Who pays for <b>this</b>?");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Say it"))
                .click();
        assertThat(page.locator("#messages .said", new Page.LocatorOptions().setHasText("Who pays for <b>this</b>?")))
                .isVisible(patiently());
    }

    private static void aRunBranchesOff(Visit visit) {
        var page = visit.page();
        var parent = page.url();
        var first = page.locator("#messages > li").first();
        first.locator(".acts summary").click();
        first.getByLabel("Turns in all").fill("2");
        first.locator(".acts .menu button").click();
        page.waitForURL(url -> url.contains("/runs/") && !url.equals(parent));
        assertThat(page.locator(".crumb")).containsText("branched off another run after turn 1");
        assertThat(page.locator("#messages > li").first().locator(".brought")).hasText("from another run");
        assertThat(page.locator("#run-head[data-ended]")).isVisible(patiently());
        assertThat(page.locator("#messages > li")).hasCount(2);
        page.setViewportSize(PHONE_WIDTH_PX, DESK_HEIGHT_PX);
        visit.fitsTheWidth();
    }

    private static String started(int turns) {
        return given().contentType("application/json")
                .body(Map.of("script", "should-cities-ban-cars", "mode", "rehearsal", "turns", turns))
                .post("/api/runs")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/scripts",
                "/scripts/should-cities-ban-cars",
                "/scripts/a-data-centre-by-the-river",
                "/personas",
                "/personas/mara-lindqvist",
                "/models",
                "/costs",
                "/keys",
                "/runs"
            })
    void onAPhoneNoPageIsWiderThanTheWindow(String path) {
        try (var visit = new Visit(chromium.browser(), home, PHONE_WIDTH_PX, DESK_HEIGHT_PX, ColorScheme.DARK)) {
            visit.page().navigate(path);
            visit.fitsTheWidth();
            visit.hadNoTrouble();
        }
    }

    private static void changesOfTheSetupRenewTheEstimate(Page page) {
        var likely = page.locator("#estimate .big b");
        var before = likely.innerText();
        page.getByLabel("Turns").fill(Integer.toString(TURNS));
        assertThat(likely).not().hasText(before);
        var shorter = likely.innerText();
        page.locator("select[name='model.mara-lindqvist']").selectOption("openai/gpt-6-luna");
        assertThat(likely).not().hasText(shorter);
        assertThat(page).hasURL(Pattern.compile(".*turns=" + TURNS + ".*"));
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Rehearse")))
                .containsText(likely.innerText());
    }

    private static void messagesStream(Visit visit) {
        var page = visit.page();
        assertThat(page.locator("#under-way .stream")).containsText(Pattern.compile("\\w+ \\w+"));
        assertThat(page.locator("#messages > li")).not().hasCount(0);
        page.waitForCondition(() -> page.locator("#messages > li").count() >= 3);
        assertThat(page.locator("#under-way .stream")).containsText(Pattern.compile("\\w+ \\w+ \\w+ \\w+"));
        visit.picture("run", PICTURE_HEIGHT_PX);
    }

    private void theShownCostIsTheLedgers(Page page) {
        var told = ShownRun.ofPage(page.url());
        assertThat(told.status()).isEqualTo("finished");
        assertThat(told.messages()).isEqualTo(TURNS);
        assertThat(told.total()).isPositive();
        assertThat(told.sumByPersona()).isEqualByComparingTo(told.total());
        assertThat(told.sumOfMessages().add(told.sumOfHiddenCalls())).isEqualByComparingTo(told.total());

        var shownTotal = page.locator("#totals tr.sum .amt");
        assertThat(shownTotal).hasAttribute("title", "$" + told.total().toPlainString());
        assertThat(exact(page.locator("#totals tbody tr:not(.sum) .amt")))
                .containsExactlyElementsOf(
                        told.byPersona().stream().map(BigDecimal::new).toList());
        assertThat(page.locator("#run-head .status-line b").innerText()).isEqualTo(shownTotal.innerText());
    }

    private static List<BigDecimal> exact(Locator amounts) {
        return amounts.all().stream()
                .map(amount -> new BigDecimal(amount.getAttribute("title").substring(1)))
                .toList();
    }

    private static void aMessageOpensToItsFigures(Page page) {
        var first = page.locator("#messages > li").first();
        assertThat(first.locator(".opened")).isHidden();
        first.locator(".foot summary").click();
        assertThat(first.locator(".opened")).isVisible();
        assertThat(first.locator(".opened")).containsText("output");
        assertThat(first.locator(".opened")).containsText("Speaker");
        assertThat(first.locator(".opened tr.sum .amt")).hasAttribute("title", Pattern.compile("\\$0\\.\\d+"));
    }

    private static LocatorAssertions.IsVisibleOptions patiently() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(RUN_PATIENCE_MS);
    }
}
