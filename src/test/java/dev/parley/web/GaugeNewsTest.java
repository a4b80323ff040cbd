package dev.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.app.PostgresResource;
import dev.parley.app.RunDriver;
import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.Period;
import dev.parley.budget.Scope;
import dev.parley.conversation.RunMode;
import dev.parley.ledger.BudgetBook;
import dev.parley.ledger.LimitChange;
import dev.parley.money.Usd;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Pages hear at once that budgets have changed, whichever node changed them.
@QuarkusTest
@WithTestResource(PostgresResource.class)
class GaugeNewsTest {
    /// Well below the time after which pages look by themselves.
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    @Inject
    BudgetBook book;

    @Test
    void whatAnybodyCommitsIsHeardByThePagesAndShownByTheNextLook() {
        var driver = new RunDriver();
        var user = "u-" + UUID.randomUUID();
        try (var news = driver.listen("/gauge/news")) {
            news.next("comment");
            assertThat(driver.get("/gauge").text()).doesNotContain(user);
            var before = Instant.now();
            limit(user, "0");
            news.next("told");
            assertThat(driver.get("/gauge").text())
                    .as("not what was known before")
                    .contains("User " + user);
            assertThat(Duration.between(before, Instant.now())).isLessThan(AT_ONCE);
        } finally {
            limit(user, null);
        }
    }

    private void limit(String user, @Nullable String usd) {
        var limit = usd == null ? null : Usd.of(usd);
        var change =
                new LimitChange(RunMode.LIVE, Scope.USER, user, Period.DAY, limit, Action.BLOCK, null, "ada", null);
        book.change(List.of(change), ZoneOffset.UTC);
    }
}
