package dev.parley.budget;

import static dev.parley.budget.HoldAskTest.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.budget.Admission.Granted;
import dev.parley.budget.Admission.Refused;
import dev.parley.budget.BudgetRule.Action;
import dev.parley.budget.BudgetRule.Unpriced;
import dev.parley.money.Usd;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    /// 0.01 for the input, 0.01 for 1,000 tokens of reply, 0.001 for the 100 that are worth asking for.
    private static final HoldAsk ASK = new HoldAsk(Usd.of("0.01"), Usd.of("0.00001"), 1000, 100);

    @Test
    void whatFitsIsGrantedWhole() {
        assertThat(decide(Accounts.of("1", "0.98", "0"))).isEqualTo(new Granted(1000, Usd.of("0.02")));
    }

    @Test
    void aReplyIsShortenedToWhatIsLeft() {
        assertThat(decide(Accounts.of("1", "0.985", "0"))).isEqualTo(new Granted(500, Usd.of("0.015")));
        assertThat(decide(Accounts.of("1", "0.989", "0"))).isEqualTo(new Granted(100, Usd.of("0.011")));
    }

    @Test
    void belowTheShortestReplyWorthAskingForItIsRefused() {
        assertThat(decide(Accounts.of("1", "0.98901", "0"))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.mayFitLater()).isFalse();
            assertThat(refused.shortage().left()).isEqualTo(Usd.of("0.01099"));
            assertThat(refused.shortage().needed()).isEqualTo(Usd.of("0.011"));
            assertThat(refused.shortage().words())
                    .contains("user mara of $1.00 a day", "$0.0110 is left", "begins anew at 2026-11-26T00:00:00Z");
        });
    }

    @Test
    void whoeverWantsTheWholeReplyIsRefusedAShorterOne() {
        var account = Accounts.of("1", "0.985", "0");
        assertThat(Admission.decide(ASK, 1000, List.of(account), null, Accounts.NOW, true))
                .isInstanceOf(Refused.class);
    }

    @Test
    void itMayFitLaterWhenOthersGiveBackWhatTheyHold() {
        assertThat(decide(Accounts.of("1", "0.5", "0.495"))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.mayFitLater()).isTrue();
            assertThat(refused.shortage().held()).isEqualTo(Usd.of("0.495"));
        });
    }

    @Test
    void theTightestBudgetDecidesAndIsNamed() {
        var wide = Accounts.of("100", "0", "0");
        var request = new BudgetRule(
                9, Scope.REQUEST, "*", Period.TOTAL, ZoneOffset.UTC, Usd.of("0.005"), Action.BLOCK, Unpriced.REFUSE);
        assertThat(Admission.decide(ASK, 1000, List.of(wide), request, Accounts.NOW, false))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.shortage().scope()).isEqualTo(Scope.REQUEST);
                    assertThat(refused.shortage().account()).isNull();
                });
    }

    @Test
    void aBudgetThatOnlyWarnsKeepsNothingBack() {
        var warns = Accounts.of("1", "5", "0", Action.WARN, Unpriced.REFUSE);
        assertThat(decide(warns)).isEqualTo(new Granted(1000, Usd.of("0.02")));
        assertThat(decide(Accounts.of(null, "5", "0"))).isEqualTo(new Granted(1000, Usd.of("0.02")));
    }

    @Test
    void aCallWithoutAPriceGoesOutOnlyWhereEveryHardBudgetAllowsIt() {
        var allows = Accounts.of("1", "0", "0", Action.BLOCK, Unpriced.ALLOW);
        var refuses = Accounts.of("1", "0", "0", Action.PAUSE, Unpriced.REFUSE);
        assertThat(unpriced(allows)).isEqualTo(new Granted(700, null));
        assertThat(unpriced(allows, refuses))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.shortage().words()).contains("has no price"));
    }

    @Test
    void moneyThatNobodyCanPutAFigureToClosesABudgetThatRefusesIt() {
        assertThat(decide(Accounts.of("100", "0", "0").lose(null)))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused -> assertThat(refused.shortage().unbounded()).isTrue());
        assertThat(decide(Accounts.of("100", "0", "0", Action.BLOCK, Unpriced.ALLOW)
                        .lose(null)))
                .isInstanceOf(Granted.class);
    }

    @Test
    void anOverrideMakesRoomWhileItLasts() {
        var account = Accounts.withExtra(Accounts.of("1", "1", "0"), "0.5", Accounts.NOW.plusSeconds(1));
        assertThat(decide(account)).isInstanceOf(Granted.class);
        var over = Accounts.withExtra(Accounts.of("1", "1", "0"), "0.5", Accounts.NOW);
        assertThat(decide(over)).isInstanceOf(Refused.class);
    }

    @Property
    boolean whatIsGrantedFitsEveryHardBudget(
            @ForAll @Size(min = 1, max = 5) List<@LongRange(min = 0, max = 40_000) Long> leftMicros,
            @ForAll @LongRange(min = 0, max = 20_000) long inputMicros,
            @ForAll @LongRange(min = 0, max = 50_000) long nanosPerToken,
            @ForAll @IntRange(min = 1, max = 500) int least) {
        var ask = new HoldAsk(usd(inputMicros, 6), usd(nanosPerToken, 9), 1000, least);
        var accounts = new ArrayList<Account>();
        leftMicros.forEach(left -> accounts.add(Accounts.of(usd(left, 6).plain(), "0", "0")));
        return switch (Admission.decide(ask, 1000, accounts, null, Accounts.NOW, false)) {
            case Granted(int tokens, @Nullable Usd hold) ->
                hold != null
                        && tokens >= least
                        && hold.equals(ask.at(tokens))
                        && accounts.stream().allMatch(account -> hold.compareTo(left(account)) <= 0);
            case Refused refused ->
                accounts.stream().anyMatch(account -> ask.least().compareTo(left(account)) > 0)
                        && refused.shortage().left().compareTo(ask.least()) < 0;
        };
    }

    /// However calls end, and in whatever order: nothing stays held, and nothing vanishes.
    @Property
    boolean heldMoneyComesBackWhenAllCallsHaveEnded(
            @ForAll @Size(max = 30) List<@LongRange(min = 0, max = 1_000_000) Long> holds) {
        var account = Accounts.of("10", "0", "0");
        var spent = Usd.ZERO;
        var unknown = Usd.ZERO;
        for (var hold : holds) {
            account = account.hold(usd(hold, 6));
        }
        for (var micros : holds) {
            var hold = usd(micros, 6);
            switch ((int) (micros % 3)) {
                case 0 -> account = account.release(hold);
                case 1 -> {
                    account = account.lose(hold);
                    unknown = unknown.plus(hold);
                }
                default -> {
                    var cost = usd(micros, 7);
                    account = account.settle(hold, cost);
                    spent = spent.plus(cost);
                }
            }
        }
        return account.held().isZero()
                && account.spent().equals(spent)
                && account.unknown().equals(unknown)
                && left(account).equals(Usd.of("10").minus(spent).minus(unknown));
    }

    private static Usd left(Account account) {
        return java.util.Objects.requireNonNull(account.left(Accounts.NOW));
    }

    private static Admission decide(Account account) {
        return Admission.decide(ASK, 1000, List.of(account), null, Accounts.NOW, false);
    }

    private static Admission unpriced(Account... accounts) {
        return Admission.decide(null, 700, List.of(accounts), null, Accounts.NOW, false);
    }
}
