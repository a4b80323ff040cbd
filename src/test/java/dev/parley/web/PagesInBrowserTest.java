package dev.parley.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.FilePayload;
import dev.parley.browser.Chromium;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(PagesProfile.class)
@NullUnmarked
class PagesInBrowserTest {
    private static final String RUN = "/runs/" + MadeReports.RUNNING;

    private static Chromium chromium;

    @TestHTTPResource("/")
    URI root;

    private Page page;
    private final List<String> complaints = new ArrayList<>();

    @BeforeAll
    static void launch() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void open() {
        var options = new NewContextOptions().setBaseURL(root.toString()).setViewportSize(380, 800);
        page = chromium.browser().newContext(options).newPage();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(complaints::add);
    }

    @AfterEach
    void nothingWasComplainedOf() {
        page.context().close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void aNewFileIsCheckedInPlaceAndThenSaved() {
        page.navigate("/personas/new");
        page.locator("[name=id]").fill("made-here");
        page.locator("textarea").fill(EditedFolder.PERSONA.replace("voice: Calm.", "voice: []"));
        page.locator("button[value=check]").click();
        assertThat(page.locator("#checked .problems li")).containsText("line 4");
        assertThat(page.locator("[name=id]")).hasValue("made-here");
        page.locator("textarea").fill(EditedFolder.PERSONA);
        page.locator("button[value=check]").click();
        assertThat(page.locator("#checked")).containsText("Nothing is wrong");
        page.locator("button[value=save]").click();
        assertThat(page).hasURL(Pattern.compile("/personas/made-here$"));
        assertThat(page.locator("details.source pre")).containsText("voice: Calm.");
    }

    @Test
    void aTableIsComparedFilteredAndTakenInPart() {
        page.navigate("/models/import");
        page.locator("input[value=genai-prices]").check();
        page.locator("[name=file]")
                .setInputFiles(new FilePayload(
                        "data.json", "application/json", ImportPagesTest.TABLE.getBytes(StandardCharsets.UTF_8)));
        page.locator("text=Compare the file").click();
        assertThat(page.locator("h1")).hasText("What the table would change");
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(380);
        assertThat(page.locator("[data-chosen]")).isDisabled();
        page.locator("[data-filter]").fill("bolt");
        assertThat(page.locator("[data-row]:not([hidden])")).hasCount(1);
        assertThat(page.locator("details[data-group]").first()).hasAttribute("open", "");
        page.locator("details[data-group] thead input").first().check();
        assertThat(page.locator("[data-chosen]")).hasText("Take the 1 chosen");
        page.locator("[data-chosen]").click();
        assertThat(page.locator("main")).containsText("pricing/imported/shop.yaml");
        assertThat(page.locator("main")).containsText("1 model");
    }

    private void events(String... events) {
        var body = "retry: 600000\n\n" + String.join("\n\n", events) + "\n\n";
        page.route(
                "**/events",
                route -> route.fulfill(
                        new FulfillOptions().setContentType("text/event-stream").setBody(body)));
    }

    private static String event(String type, String data) {
        return "event: " + type + "\ndata: " + data;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/scripts",
                "/scripts/ban-cars",
                "/scripts/hostile",
                "/personas",
                "/models",
                "/models/import",
                "/keys",
                "/costs?mode=rehearsal",
                "/estimates?mode=rehearsal",
                "/budgets",
                "/alerts",
                "/runs",
                "/runs/33333333-3333-4333-8333-333333333333"
            })
    void everyPageFitsAPhoneAndKeepsItsOwnPolicy(String path) {
        page.navigate(path);
        assertThat((int) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(380);
    }

    @Test
    void theEstimateFollowsEveryChangeAndSoDoesTheAddress() {
        page.navigate("/scripts/ban-cars");
        var before = page.textContent("#estimate .big b");
        page.fill("[name=turns]", "3");
        assertThat(page).hasURL(Pattern.compile("\\?turns=3$"));
        assertThat(page.locator("#estimate .big b")).not().hasText(before);
        assertThat(page.locator("#share-mara")).containsText("1 turn");
        page.selectOption("[name='model.mara']", "mistral/mistral-large-latest");
        assertThat(page).hasURL(Pattern.compile("model\\.mara=mistral/mistral-large-latest"));
        page.reload();
        assertThat(page.locator("[name=turns]")).hasValue("3");
        assertThat(page.locator("[name='model.mara']")).hasValue("mistral/mistral-large-latest");
    }

    @Test
    void tablesSortByValueAndTheAddressRemembers() {
        page.navigate("/models?provider=anthropic");
        page.click("th:has-text('Output') button");
        page.click("th:has-text('Output') button");
        assertThat(page.locator("th:has-text('Output')")).hasAttribute("aria-sort", "descending");
        var first = page.textContent("#models tbody tr:first-child th");
        page.reload();
        assertThat(page.locator("#models tbody tr:first-child th")).hasText(first);
    }

    @Test
    void textUnderWayComesAsTextWithItsSpeaker() {
        events(
                event("turn-started", "{\"turn\":8,\"persona\":\"jonas\"}"),
                event("token", "{\"turn\":8,\"persona\":\"jonas\",\"text\":\"lost\",\"reset\":true}"),
                event("token", "{\"turn\":8,\"persona\":\"jonas\",\"text\":\"A <b>charge\",\"reset\":true}"),
                event("token", "{\"turn\":8,\"persona\":\"jonas\",\"text\":\"</b> pays.\",\"reset\":false}"));
        page.navigate(RUN);
        assertThat(page.locator("#under-way .name")).hasText("Jonas Weber");
        assertThat(page.locator("#under-way .stream")).hasText("A <b>charge</b> pays.");
    }

    @Test
    void budgetsAndAlertsAreAtTheTopAndTheirHistoryFoldsOut() {
        page.navigate("/budgets");
        assertThat(page.locator("#gauge")).containsText("left");
        assertThat(page.locator("#gauge .alert-link")).containsText("alert");
        page.locator("#budget-2 summary:has-text('History')").click();
        assertThat(page.locator("#budget-2 #history")).containsText("10 USD a day");
    }

    @Test
    void aMessageIsFetchedAsTheServerRendersItAndTheBubbleGoes() {
        page.route("**/messages?after=*", route -> {
            var answer = "<li id=\"turn-8\" data-turn=\"8\"><article><div class=\"said\">Said.</div></article></li>";
            route.fulfill(new FulfillOptions().setContentType("text/html").setBody(answer));
        });
        events(
                event("token", "{\"turn\":8,\"persona\":\"jonas\",\"text\":\"Sai\",\"reset\":true}"),
                event("message", "{\"turn\":8,\"persona\":\"jonas\"}"));
        page.navigate(RUN);
        assertThat(page.locator("#messages > li")).hasCount(8);
        assertThat(page.locator("#turn-8 .said")).hasText("Said.");
        assertThat(page.locator("#under-way .message")).hasCount(0);
    }

    @Test
    void aCommandAnswersInPlace() {
        events();
        page.navigate(RUN);
        page.click("text=Pause");
        assertThat(page.locator("#run-head .note")).hasText("Pausing after the message under way.");
        assertThat(page).hasURL(Pattern.compile(RUN + "$"));
    }
}
