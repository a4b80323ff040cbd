package dev.parley.web;

import static dev.parley.web.PagesTest.html;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/// The page that looks back on estimates.
@QuarkusTest
@TestProfile(PagesProfile.class)
class EstimatePagesTest {
    @Test
    void figuresPictureAndRowsTellHowEstimatesFared() {
        var html = html("/estimates?mode=rehearsal");
        assertThat(html)
                .contains(
                        "REHEARSAL", "<b>240</b>", "216 of 240, 90 %", "this is in keeping with it", "<b>1 of 240</b>")
                .contains("above it", "</i> inside</span>", "✗ passed", "✓ kept", "+60 %")
                .contains("As time went on", "22 of 24, 92 %")
                .contains("The newest 200 have a row; figures and picture are of all 240.")
                .contains("Not judged: 1 run of which a part of the cost is unknown.");
        assertThat(html.split("<circle class=\"in\"", -1)).hasSize(217);
        assertThat(html.split("<svg class=\"out\"", -1)).hasSize(25);
    }

    @Test
    void aFamilyIsChosenByTheAddress() {
        assertThat(html("/estimates?mode=rehearsal&family=debate"))
                .contains("aria-current=\"true\">debate</a>", "<b>80</b>", "72 of 80, 90 %")
                .contains("href=\"/estimates?mode=live&amp;family=debate\"");
    }

    @Test
    void titlesAreTextAndNeverCode() {
        assertThat(html("/estimates?mode=rehearsal&family=%3Cscript%3Ealert(1)%3C/script%3E"))
                .contains("No estimate to look back on", "aria-current=\"true\">&lt;script&gt;alert(1)")
                .contains("Of the family “&lt;script&gt;alert(1)&lt;/script&gt;”, no rehearsal that can be judged")
                .doesNotContain("<script>alert", "has come to its own end yet");
        assertThat(html("/estimates?mode=rehearsal"))
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void anEmptyPageSaysWhatToDoAndWhatCouldNotBeJudged() {
        assertThat(html("/estimates"))
                .contains("No live run that can be judged", "href=\"/scripts\"")
                .contains("Not judged: 1 run with a model that had no price.")
                .doesNotContain("$0.00", "0 %", "REHEARSAL");
    }
}
