package dev.parley.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.RunMode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Sums that come from roll-ups, from entries and from both are those that one gets by adding up every entry by hand.
class FoldedSumsTest {
    private static final int ENTRIES = 3_000;
    private static final int FOLDED = 2_500;
    private static final List<MadeEntry> MADE = new ArrayList<>();
    private static LedgerDatabase database;
    private static Costs costs;

    /// Most entries are folded, some not yet.
    @BeforeAll
    static void fill() {
        database = LedgerDatabase.start();
        database.empty();
        costs = new Costs(database.source());
        var chance = new Random(47);
        for (int i = 0; i < ENTRIES; i++) {
            MADE.add(MadeEntry.random(chance));
        }
        database.insert(MADE.subList(0, FOLDED));
        new Folding(database.source()).fold();
        database.insert(MADE.subList(FOLDED, ENTRIES));
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyGroupingIsRight(Grouping grouping) {
        isRight(CallFilter.of(RunMode.LIVE), List.of(grouping));
    }

    @ParameterizedTest
    @EnumSource
    void everyFilterIsRight(Dimension dimension) {
        var value = switch (dimension) {
            case PROVIDER -> "openai";
            case MODEL -> "openai/large";
            case PERSONA -> "ben";
            case PROJECT -> "thesis";
            case USER -> "mara";
            case RUN -> MadeEntry.RUNS.getFirst().toString();
            case PURPOSE -> "retry";
        };
        isRight(CallFilter.of(RunMode.LIVE).with(dimension, value), List.of(Grouping.DAY, Grouping.PROVIDER));
    }

    @Test
    void playMoneyStandsByItself() {
        isRight(CallFilter.of(RunMode.REHEARSAL), List.of());
    }

    @Test
    void raggedEndsAreRight() {
        var filter = CallFilter.of(RunMode.LIVE)
                .between(Instant.parse("2026-12-22T10:20:30Z"), Instant.parse("2027-01-03T17:59:59Z"));
        isRight(filter, List.of());
        isRight(filter, List.of(Grouping.DAY, Grouping.MODEL));
        isRight(filter, List.of(Grouping.PERSONA));
        isRight(filter, List.of(Grouping.RUN));
    }

    @Test
    void aStretchWithinOneHourIsRight() {
        isRight(
                CallFilter.of(RunMode.LIVE)
                        .between(Instant.parse("2026-12-22T10:20:00Z"), Instant.parse("2026-12-22T10:40:00Z")),
                List.of(Grouping.MODEL));
    }

    @Test
    void aStretchThatEndsBeforeItBeginsIsEmpty() {
        isRight(
                CallFilter.of(RunMode.LIVE)
                        .between(Instant.parse("2026-12-23T00:00:00Z"), Instant.parse("2026-12-22T00:00:00Z")),
                List.of(Grouping.MODEL));
    }

    @Test
    void whateverIsAskedForIsRight() {
        var chance = new Random(11);
        for (int i = 0; i < 200; i++) {
            var groupings = new ArrayList<>(Arrays.asList(Grouping.values()));
            Collections.shuffle(groupings, chance);
            isRight(filter(chance), groupings.subList(0, chance.nextInt(4)));
        }
    }

    @Test
    void whatIsNotAmongTheFirstGroupsIsStillInTheTotal() {
        var filter = CallFilter.of(RunMode.LIVE);
        var all = costs.table(filter, List.of(Grouping.DAY), 1_000, 0);
        var first = costs.table(filter, List.of(Grouping.DAY), 5, 0);
        var second = costs.table(filter, List.of(Grouping.DAY), 1_000, 5);
        assertThat(first.hasMore()).isTrue();
        assertThat(second.hasMore()).isFalse();
        assertThat(Stream.concat(first.items().stream(), second.items().stream()))
                .isEqualTo(all.items());
        assertThat(first.total()).isEqualTo(all.total());
    }

    @Test
    void daysComeInOrderAndWithinADayTheDearestFirst() {
        var sums = costs.sums(CallFilter.of(RunMode.LIVE), List.of(Grouping.MODEL, Grouping.DAY));
        for (int i = 1; i < sums.size(); i++) {
            var before = sums.get(i - 1);
            int days = String.valueOf(before.keys().get(1))
                    .compareTo(String.valueOf(sums.get(i).keys().get(1)));
            assertThat(days).isNotPositive();
            if (days == 0) {
                assertThat(before.usd()).isGreaterThanOrEqualTo(sums.get(i).usd());
            }
        }
    }

    private static CallFilter filter(Random chance) {
        var filter = CallFilter.of(chance.nextInt(4) == 0 ? RunMode.REHEARSAL : RunMode.LIVE)
                .between(moment(chance), moment(chance));
        for (var dimension : Dimension.values()) {
            if (chance.nextInt(8) == 0) {
                filter = filter.with(
                        dimension,
                        switch (dimension) {
                            case PROVIDER -> "google";
                            case MODEL -> "anthropic/small";
                            case PERSONA -> "ada";
                            case PROJECT -> "default";
                            case USER -> "local";
                            case RUN -> MadeEntry.RUNS.getLast().toString();
                            case PURPOSE -> "speech";
                        });
            }
        }
        return filter;
    }

    private static @Nullable Instant moment(Random chance) {
        var minute = MadeEntry.FIRST.plusSeconds(60L * chance.nextInt(MadeEntry.MINUTES));
        return switch (chance.nextInt(4)) {
            case 0 -> null;
            case 1 -> minute.truncatedTo(java.time.temporal.ChronoUnit.DAYS);
            case 2 -> minute.truncatedTo(java.time.temporal.ChronoUnit.HOURS);
            default -> minute;
        };
    }

    private static void isRight(CallFilter filter, List<Grouping> groupings) {
        var table = costs.table(filter, groupings, Costs.MOST_GROUPS, 0);
        var byHand = AddedByHand.sums(MADE, filter, groupings);
        var said = filter + " by " + groupings;
        if (groupings.isEmpty() && byHand.isEmpty()) {
            assertThat(table.total()).as(said).isEqualTo(GroupSum.nothing());
            return;
        }
        assertThat(table.items()).as(said).containsExactlyInAnyOrderElementsOf(byHand);
        assertThat(table.total().usd())
                .as(said)
                .isEqualTo(byHand.stream()
                        .reduce(GroupSum.nothing(), GroupSum::plus)
                        .usd());
    }
}
