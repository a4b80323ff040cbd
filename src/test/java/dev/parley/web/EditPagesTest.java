package dev.parley.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.parley.library.Sha256;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Files edited in the browser, here without its scripts.
@QuarkusTest
@TestProfile(PagesProfile.class)
class EditPagesTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

    @Inject
    MadeLibrary library;

    private EditedFolder folder;

    /// A persona of this test alone.
    private String id;

    @BeforeEach
    void makeFile() {
        folder = library.folder();
        id = "p" + UUID.randomUUID();
        assertThat(folder.library().save(dev.parley.library.Shelf.PERSONAS, id, EditedFolder.PERSONA, null))
                .isEqualTo(new dev.parley.library.Library.Saving.Saved());
    }

    private static RequestSpecification form() {
        return given().accept(BROWSER)
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .redirects()
                .follow(false);
    }

    private ValidatableResponse save(String text, String sha256) {
        return form().formParam("act", "save")
                .formParam("text", text)
                .formParam("sha256", sha256)
                .post("/personas/" + id + "/edit")
                .then();
    }

    private String file() {
        return folder.read("personas/" + id + ".yaml");
    }

    @Test
    void thePageHoldsTheTextAndWhatItWasMadeFrom() {
        var html = given().accept(BROWSER)
                .get("/personas/mallory/edit")
                .then()
                .statusCode(200)
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .extract()
                .asString();
        assertThat(html)
                .contains("name=\"sha256\" value=\"" + Sha256.of(folder.read("personas/mallory.yaml")) + "\"")
                .contains("wrap=\"off\">\nname: Mara Lindqvist\nrole: &lt;script&gt;alert(1)&lt;/script&gt;\n")
                .doesNotContain("<script>alert", " style=\"", "NOT_FOUND");
    }

    @Test
    void savingLeadsToThePageWhichShowsTheNewTextAtOnce() {
        var text = EditedFolder.PERSONA.replace("urban planner", "bridge builder, Málaga 🌉");
        save(text.replace("\n", "\r\n"), Sha256.of(EditedFolder.PERSONA))
                .statusCode(303)
                .header("Location", endsWith("/personas/" + id));
        assertThat(file()).isEqualTo(text);
        given().accept(BROWSER)
                .get("/personas/" + id)
                .then()
                .statusCode(200)
                .body(containsString("bridge builder, Málaga 🌉</p>"));
    }

    @Test
    void aBrokenTextComesBackWithItsProblemsAndIsNotSaved() {
        var text = EditedFolder.PERSONA.replace("voice: Calm.", "voice: []") + "# <b>mine</b>\n";
        save(text, Sha256.of(EditedFolder.PERSONA))
                .statusCode(422)
                .contentType("text/html")
                .body(containsString("<code class=\"place\">line 4</code> <code>voice</code>"))
                .body(containsString("# &lt;b&gt;mine&lt;/b&gt;"))
                .body(containsString("value=\"" + Sha256.of(EditedFolder.PERSONA) + "\""));
        assertThat(file()).isEqualTo(EditedFolder.PERSONA);
    }

    @Test
    void aFileThatChangedMeanwhileIsToldAndSavingAgainReplacesIt() {
        var theirs = EditedFolder.PERSONA.replace("Calm.", "Loud.");
        var mine = EditedFolder.PERSONA.replace("Calm.", "Dry.");
        folder.write("personas/" + id + ".yaml", theirs);
        save(mine, Sha256.of(EditedFolder.PERSONA))
                .statusCode(409)
                .contentType("text/html")
                .body(containsString("The file was changed meanwhile"))
                .body(containsString("voice: Dry."))
                .body(containsString("voice: Loud."))
                .body(containsString("value=\"" + Sha256.of(theirs) + "\""));
        assertThat(file()).isEqualTo(theirs);
        save(mine, Sha256.of(theirs)).statusCode(303);
        assertThat(file()).isEqualTo(mine);
    }

    @Test
    void checkSavesNothingAndAnswersInPlaceOrWithThePage() {
        var text = EditedFolder.PERSONA.replace("goals: [a trial]", "goals: none\nmood: bright");
        form().header("HX-Request", "true")
                .formParam("act", "check")
                .formParam("text", text)
                .post("/personas/" + id + "/edit")
                .then()
                .statusCode(200)
                .body(startsWith("<div id=\"checked\""))
                .body(containsString("<code class=\"place\">line 5</code> <code>goals</code>"))
                .body(containsString("<code class=\"place\">line 6</code> <code>mood</code>"))
                .body(not(containsString("<textarea")));
        form().formParam("act", "check")
                .formParam("text", EditedFolder.PERSONA + "# more\n")
                .post("/personas/" + id + "/edit")
                .then()
                .statusCode(200)
                .body(containsString("Nothing is wrong with this text"))
                .body(containsString("# more"));
        assertThat(file()).isEqualTo(EditedFolder.PERSONA);
    }

    @Test
    void aNewScriptIsMadeAndNeverOverAnother() {
        given().accept(BROWSER)
                .get("/scripts/new")
                .then()
                .statusCode(200)
                .body(containsString("name=\"id\""))
                .body(containsString("title:"));
        var text = EditedFolder.SCRIPT.replace("12", "3").replace("[mara]", "[" + id + "]");
        var made = form().formParam("act", "save").formParam("text", text);
        made.formParam("id", "s-" + id)
                .post("/scripts/new")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/scripts/s-" + id));
        assertThat(folder.read("scripts/s-" + id + ".yaml")).isEqualTo(text);
        form().formParam("id", "ban-cars")
                .formParam("act", "save")
                .formParam("text", text)
                .post("/scripts/new")
                .then()
                .statusCode(409)
                .body(containsString("choose another id"))
                .body(containsString("[" + id + "]"));
        assertThat(folder.read("scripts/ban-cars.yaml")).isEqualTo(EditedFolder.SCRIPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../escaped", "a/b", "Upper", "new", "inline", "x.yaml"})
    void anIdThatIsNoneIsRefusedAndTheTextKept(String wanted) {
        form().formParam("id", wanted)
                .formParam("act", "save")
                .formParam("text", EditedFolder.PERSONA + "# kept\n")
                .post("/personas/new")
                .then()
                .statusCode(422)
                .body(containsString("expected"))
                .body(containsString("# kept"));
        assertThat(folder.root().resolve("escaped.yaml")).doesNotExist();
        assertThat(folder.root().resolve("personas/new.yaml")).doesNotExist();
    }

    @Test
    void aTextTooLargeComesBackWhole() {
        var line = "# " + "å".repeat(500) + "\n";
        save(EditedFolder.PERSONA + line.repeat(240), Sha256.of(EditedFolder.PERSONA))
                .statusCode(303);
        save(EditedFolder.PERSONA + line.repeat(270) + "# the end\n", Sha256.of(file()))
                .statusCode(422)
                .body(containsString("the file is larger than 256 KB"))
                .body(containsString("# the end"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/personas/none/edit", "/scripts/none/edit", "/scripts/..%2Fpersonas%2Fmara/edit"})
    void whatHasNoTextCannotBeEdited(String path) {
        given().accept(BROWSER).urlEncodingEnabled(false).get(path).then().statusCode(404);
    }

    @Test
    void pricesAreNotEdited() {
        given().accept(BROWSER).get("/pricing/anthropic/edit").then().statusCode(404);
    }

    @Test
    void listsLeadToNewFilesAndBrokenOnesToTheirText() {
        given().accept(BROWSER)
                .get("/scripts")
                .then()
                .body(containsString("href=\"/scripts/new\""))
                .body(containsString("href=\"/scripts/broken/edit\""));
        given().accept(BROWSER).get("/personas").then().body(containsString("href=\"/personas/new\""));
    }
}
