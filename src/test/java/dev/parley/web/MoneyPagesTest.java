package dev.parley.web;

import static dev.parley.web.PagesTest.html;
import static dev.parley.web.PagesTest.page;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/// The pages of costs, prices and models.
@QuarkusTest
@TestProfile(PagesProfile.class)
class MoneyPagesTest {
    @Test
    void costsAreNarrowedByTheAddressAndEveryFilterCanBeDropped() {
        var html = html("/costs?mode=rehearsal&by=day&then=model&project=thesis&from=2026-11-01&to=2026-11-24");
        assertThat(html)
                .contains("project thesis", "Drop this filter", "<th>day</th><th>model</th>")
                .contains("/api/costs/export?mode=rehearsal&amp;from=2026-11-01T00:00:00Z"
                        + "&amp;to=2026-11-25T00:00:00Z&amp;project=thesis&amp;format=csv")
                .contains("/costs?mode=rehearsal&amp;from=2026-11-01&amp;to=2026-11-24&amp;by=day&amp;then=model\"");
        assertThat(html("/costs?mode=rehearsal&by=model")).contains("by=persona&amp;model=mara");
        assertThat(html("/costs?from=tomorrow&run=everything&to=2026-11-01"))
                .contains("a day such as 2026-11-23", "nothing is named so");
    }

    @Test
    void callsPricedAgainStandBesideWhatWasPaid() {
        assertThat(html("/costs/reprice?mode=rehearsal&onModel=openai/gpt-6-luna&onDay=2026-12-01"))
                .contains(
                        "REHEARSAL",
                        "on openai/gpt-6-luna, as if on 2026-12-01",
                        "100 %",
                        "1 call is unknown either way")
                .contains("$1.00 of it is at the price assumed for unknown models")
                .contains("with the same tokens");
        assertThat(html("/costs/reprice?onModel=luna")).contains("2,000,000 calls", "provider/name");
    }

    @Test
    void callsArePricedAgainByAGivenPriceFileAndItsMistakesAreNamed() {
        var file = """
                provider: acme
                source: https://example.org/contract
                checked: 2026-11-24
                models:
                  - id: anvil
                    prices:
                      - usd_per_mtok: {input: 1, output: 5}
                """;
        assertThat(repricedBy(file)).contains("by the prices given below", "usd_per_mtok: {input: 1, output: 5}");
        assertThat(repricedBy(file.replace("input: 1", "input: -1")))
                .contains("Prices, line 7", "input must be 0 to 1000000, found -1");
    }

    private static String repricedBy(String file) {
        return io.restassured.RestAssured.given()
                .formParam("mode", "rehearsal")
                .formParam("prices", file)
                .post("/costs/reprice")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    @Test
    void modelsThatWereCalledWithoutAPriceAreNamedWithTheNearestKnown() {
        assertThat(html("/models?q=luna"))
                .contains("Called, and priced nowhere", "openai/gpt6-luna", "2 calls of unknown cost")
                .contains("<code>openai/gpt-6-luna</code>");
    }

    @Test
    void aUsageIsPricedOnEveryModelOfTheDay() {
        var cheap = html("/models?q=gpt-5.6-luna&input=100000&output=0&day=2026-07-30");
        assertThat(cheap).contains("data-v=\"0.02\"", "100,000 fresh input on 2026-07-30");
        assertThat(html("/models?q=gpt-5.6-luna&input=100000&output=0&day=2026-07-29"))
                .contains("data-v=\"0.1\"");
        assertThat(html("/models?q=gpt-5.6-luna&input=much&day=tomorrow"))
                .contains("a number of tokens up to", "a day such as 2026-11-23");
    }

    @Test
    void aModelShowsItsPricesOverTimeAndTheCostOfAUsage() {
        assertThat(html("/models/openai/gpt-5.6-luna?input=1000000&output=1000000&day=2026-07-29"))
                .contains("2026-07-30", "polyline", "$11.00", "price since launch, above 272000 rates")
                .contains("above 272,000");
        assertThat(html("/models/openai/gpt-5.6-luna?known=2026-10-31&input=5"))
                .contains("no price is known for openai/gpt-5.6-luna");
        page("/models/openai/nothing").statusCode(404);
        page("/models/openai/..%2fx").statusCode(404);
    }

    @Test
    void costsAddUpAndKeepPlayMoneyApart() {
        assertThat(html("/costs?mode=rehearsal&by=persona&days=30"))
                .contains("REHEARSAL", "by=model&amp;persona=mara\">mara</a>", "none (speaker choices)")
                .contains("title=\"$0.625\"", "2 calls unknown, at most $0.0200", "10,500")
                .containsPattern("/api/costs/export\\?mode=rehearsal&amp;from=[-0-9T:.]+Z&amp;format=csv");
        assertThat(html("/costs")).contains("Nothing was spent").doesNotContain("REHEARSAL");
    }

    @Test
    void modelsAreFilteredByProviderAndName() {
        assertThat(html("/models?provider=anthropic"))
                .contains(">claude-sonnet-5</a></th>", "<option selected>anthropic</option>")
                .doesNotContain(">gpt-6-luna</th>");
        assertThat(html("/models?q=%3Cscript%3Ealert(1)"))
                .contains("No model matches")
                .doesNotContain("<script>alert");
    }
}
