package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.RunMode;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import dev.parley.pricing.PriceBook;
import dev.parley.pricing.PricePeriod;
import dev.parley.pricing.PriceSheet;
import dev.parley.pricing.Rates;
import dev.parley.pricing.Repriced;
import dev.parley.pricing.Terms;
import dev.parley.tokens.TokenClass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Calls of a real ledger priced again.
class RepricingTest {
    private static final LedgerDatabase DATABASE = LedgerDatabase.start();
    private static final UUID RUN = MadeEntry.RUNS.getFirst();
    private static final UUID OTHER_RUN = MadeEntry.RUNS.get(1);
    private static final Instant NOON = Instant.parse("2026-12-24T12:00:00Z");
    private static final PriceBook BOOK =
            new PriceBook(List.of(sheet("acme/one", "3", "15"), sheet("acme/cheap", "1", "5")), Map.of());
    private static final Terms TERMS = Terms.of(BOOK, "test prices");

    @AfterAll
    static void close() throws Exception {
        DATABASE.close();
    }

    @BeforeEach
    void fill() {
        DATABASE.empty();
        DATABASE.insert(List.of(
                MadeEntry.settled(RUN, "ada", "acme/one", NOON, 1_000_000, 0, "3"),
                MadeEntry.settled(RUN, "ada", "acme/one", NOON, 0, 1_000_000, "15"),
                MadeEntry.settled(RUN, "ben", "acme/unlisted", NOON, 1_000_000, 0, "7"),
                MadeEntry.settled(RUN, null, "acme/cheap", NOON, 1_000_000, 0, null),
                MadeEntry.settled(OTHER_RUN, "ada", "acme/one", NOON, 1_000_000, 0, "3")));
    }

    @Test
    void underTheSamePricesNothingChanges() {
        var ada = parts(TERMS).getOrDefault("ada", Repriced.NOTHING);
        assertThat(ada.usdBefore()).isEqualTo(Usd.of("18"));
        assertThat(ada.difference()).isEqualTo(Usd.ZERO);
    }

    @Test
    void onAnotherModelEachClassIsPricedAgain() {
        var all = total(TERMS.onModel(ModelId.parse("acme/cheap")));
        assertThat(all.usdBefore()).isEqualTo(Usd.of("25"));
        assertThat(all.usdAfter()).isEqualTo(Usd.of("7"));
        assertThat(all.difference(TokenClass.OUTPUT)).isEqualTo(Usd.of("5"));
    }

    @Test
    void whatCannotBeComparedIsCountedAndNotSummed() {
        var all = total(TERMS);
        assertThat(all.compared()).isEqualTo(2);
        assertThat(all.lost()).as("priced then, unlisted now").isEqualTo(1);
        assertThat(all.found()).as("unpriced then, listed now").isEqualTo(1);
        assertThat(all.usdBefore()).isEqualTo(Usd.of("18"));
    }

    @Test
    void everyPageIsRead() {
        DATABASE.empty();
        var many = new ArrayList<MadeEntry>();
        for (int i = 0; i < 10_001; i++) {
            many.add(MadeEntry.settled(RUN, "ada", "acme/one", NOON.plusSeconds(i / 7), 1, 0, "0.000003"));
        }
        DATABASE.insert(many);
        assertThat(total(TERMS.onDay(LocalDate.parse("2026-12-25"))).usdAfter()).isEqualTo(Usd.of("0.030003"));
    }

    private static Map<String, Repriced> parts(Terms terms) {
        var parts = new java.util.HashMap<String, Repriced>();
        result(terms).byPersona().forEach(part -> parts.put(String.valueOf(part.persona()), part.repriced()));
        return parts;
    }

    private static Repriced total(Terms terms) {
        return result(terms).total();
    }

    private static Repricing.Result result(Terms terms) {
        var answer = new Repricing(DATABASE.source())
                .reprice(CallFilter.of(RunMode.LIVE).withRun(RUN), terms);
        return ((Repricing.Answer.Done) answer).result();
    }

    private static PriceSheet sheet(String model, String input, String output) {
        var period = new PricePeriod(
                null, LocalDate.parse("2026-01-01"), "a price list", Rates.of(input, output), List.of(), List.of());
        return new PriceSheet(ModelId.parse(model), true, null, List.of(period));
    }
}
