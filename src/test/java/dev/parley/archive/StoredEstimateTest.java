package dev.parley.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.money.Usd;
import dev.parley.planning.estimate.Estimate;
import org.junit.jupiter.api.Test;

/// Estimates that runs have kept since before an amount could be unknown.
class StoredEstimateTest {
    private static final String TOKENS =
            "\"tokens\":{\"input\":9,\"cacheRead\":0,\"cacheWrite5m\":0,\"cacheWrite1h\":0,\"output\":4,\"reasoning\":0}";

    @Test
    void zeroOfAnEarlierVersionIsUnknownWhereNothingHadAPrice() {
        var estimate = SnapshotJson.read("""
                {"low":"0","likely":"0","high":"0","max":null,"withoutCaching":"0","batch":null,
                 "byPersona":[{"persona":"ada","model":"acme/unpriced","turns":1,"likely":"0"}],
                 "byTurn":[{"turn":1,"persona":"ada","likely":"0","cumulative":"0","cumulativeLow":"0",
                            "cumulativeHigh":"0"}],
                 %s,"unpriced":["acme/unpriced"]}""".formatted(TOKENS), Estimate.class);
        assertThat(estimate.low()).isNull();
        assertThat(estimate.likely()).isNull();
        assertThat(estimate.high()).isNull();
        assertThat(estimate.withoutCaching()).isNull();
        assertThat(estimate.byPersona().getFirst().likely()).isNull();
        assertThat(estimate.byTurn()).containsExactly(new Estimate.TurnShare(1, "ada", null, null, null, null, 1));
    }

    @Test
    void theKnownPartOfAnEarlierVersionStandsAndSaysWhatItLacks() {
        var estimate = SnapshotJson.read("""
                {"low":"1","likely":"2","high":"4","max":null,"withoutCaching":"2","batch":null,
                 "byPersona":[{"persona":"ada","model":"acme/unpriced","turns":1,"likely":"0"},
                              {"persona":"ben","model":"acme/priced","turns":1,"likely":"2"}],
                 "byTurn":[{"turn":1,"persona":"ada","likely":"0","cumulative":"0","cumulativeLow":"0",
                            "cumulativeHigh":"0"},
                           {"turn":2,"persona":"ben","likely":"2","cumulative":"2","cumulativeLow":"1",
                            "cumulativeHigh":"4"}],
                 %s,"unpriced":["acme/unpriced"]}""".formatted(TOKENS), Estimate.class);
        assertThat(estimate.likely()).isEqualTo(Usd.of("2"));
        assertThat(estimate.byTurn())
                .containsExactly(
                        new Estimate.TurnShare(1, "ada", null, null, null, null, 1),
                        new Estimate.TurnShare(2, "ben", Usd.of("2"), Usd.of("2"), Usd.of("1"), Usd.of("4"), 1));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        var written = SnapshotJson.read("""
                {"low":"0","likely":"0","high":"0","max":"0","withoutCaching":"0","batch":"0","byPersona":[],
                 "byTurn":[{"turn":1,"persona":"ada","likely":"0","cumulative":"0","cumulativeLow":"0",
                            "cumulativeHigh":"0","lacking":0}],
                 %s,"unpriced":[]}""".formatted(TOKENS), Estimate.class);
        assertThat(written.likely()).isEqualTo(Usd.ZERO);
        assertThat(SnapshotJson.read(SnapshotJson.write(written), Estimate.class))
                .isEqualTo(written);
    }
}
