package dev.parley.web;

import dev.parley.budget.Account;
import dev.parley.money.Usd;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The picture of a budget: parts side by side, in thousandths of what is allowed. What goes beyond is cut off, since
/// it stands in the figures.
public record BudgetBar(int spent, int unknown, int held) {
    private static final int WHOLE = 1000;

    static @Nullable BudgetBar of(Account account, Instant now) {
        var allowed = account.allowed(now);
        if (allowed == null) {
            return null;
        }
        int spent = part(account.spent().plus(account.late()), allowed, WHOLE);
        int unknown = part(account.unknown(), allowed, WHOLE - spent);
        return new BudgetBar(spent, unknown, part(account.held(), allowed, WHOLE - spent - unknown));
    }

    /// Where held money begins.
    public int used() {
        return spent + unknown;
    }

    private static int part(Usd usd, Usd allowed, int room) {
        if (usd.isZero() || allowed.isZero()) {
            return 0;
        }
        return usd.amount()
                .multiply(BigDecimal.valueOf(WHOLE))
                .divide(allowed.amount(), 0, RoundingMode.UP)
                .min(BigDecimal.valueOf(room))
                .intValue();
    }
}
