package dev.parley.planning.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.model.Abilities;
import dev.parley.model.Caching;
import dev.parley.model.Catalogue;
import dev.parley.model.Model;
import dev.parley.model.ModelId;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTest {
    private static final LocalDate END = LocalDate.parse("2026-11-30");
    private static final ModelId ID = ModelId.parse("acme/one");
    private static final Model LISTED =
            new Model(ID, "One", null, null, null, Abilities.PLAIN, Caching.AUTOMATIC, List.of("one-0101"), END);
    private static final Catalogue CATALOGUE = new Catalogue(List.of(LISTED));

    @Test
    void takesTheModelThatWasAskedForUntilItsLastDay() {
        assertThat(Route.asAsked(ID, CATALOGUE, END.minusDays(1))).isEqualTo(new Route.Routed(ID, LISTED, "as asked"));
        assertThat(Route.asAsked(ID, CATALOGUE, END))
                .isEqualTo(new Route.NoModel(ID, "acme/one is no longer served since 2026-11-30"));
    }

    @Test
    void theNextOfAListSaysWhyThoseBeforeItDidNotTakeTheTurn() {
        var asked = ModelId.parse("acme/asked");
        var passedOver = List.of("acme/asked gave up: overloaded", "acme/two is no longer served since 2026-01-01");
        assertThat(Route.instead(ID, asked, passedOver, CATALOGUE, END.minusDays(1)))
                .isEqualTo(new Route.Routed(
                        asked,
                        LISTED,
                        "acme/asked gave up: overloaded; acme/two is no longer served since 2026-01-01;"
                                + " next in the persona's list"));
        assertThat(Route.instead(ID, asked, passedOver, CATALOGUE, END))
                .isEqualTo(new Route.NoModel(asked, "acme/one is no longer served since 2026-11-30"));
    }

    @Test
    void anAliasLeadsToItsModel() {
        var alias = ModelId.parse("acme/one-0101");
        assertThat(Route.asAsked(alias, CATALOGUE, END.minusDays(1)))
                .isEqualTo(new Route.Routed(alias, LISTED, "as asked"));
    }

    @Test
    void anUnlistedModelIsAskedAllTheSame() {
        var unlisted = ModelId.parse("acme/new");
        assertThat(Route.asAsked(unlisted, CATALOGUE, END))
                .isEqualTo(new Route.Routed(unlisted, Model.unlisted(unlisted), "as asked"));
    }
}
