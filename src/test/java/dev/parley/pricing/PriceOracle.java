package dev.parley.pricing;

import dev.parley.money.Usd;
import dev.parley.tokens.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Prices a usage in the plainest way there is, to hold the price book against.
final class PriceOracle {
    private static final BigDecimal MTOK = new BigDecimal(1_000_000);

    private PriceOracle() {}

    static @Nullable Usd total(PriceSheet sheet, Usage usage, Instant at, boolean batch) {
        PricePeriod inForce = null;
        for (var period : sheet.periods()) {
            var from = period.effectiveFrom();
            boolean hasBegun = from == null
                    || !from.atStartOfDay(ZoneOffset.UTC).toInstant().isAfter(at);
            if (hasBegun && period.withdrawnAt() == null) {
                inForce = period;
            }
        }
        if (inForce == null) {
            return null;
        }
        var rates = rates(inForce, usage, at);
        var write = sheet.cachesByItself() ? rates.inputPerMtok() : null;
        Object[][] parts = {
            {usage.input(), rates.inputPerMtok(), null},
            {usage.cacheRead(), rates.cacheReadPerMtok(), rates.inputPerMtok()},
            {usage.cacheWrite5m(), rates.cacheWrite5mPerMtok(), write},
            {usage.cacheWrite1h(), rates.cacheWrite1hPerMtok(), write},
            {usage.output(), rates.outputPerMtok(), null}
        };
        var total = BigDecimal.ZERO;
        for (var part : parts) {
            long tokens = (long) part[0];
            var perMtok = (BigDecimal) (part[1] != null ? part[1] : part[2]);
            if (tokens > 0 && perMtok == null) {
                return null;
            }
            if (perMtok != null) {
                total = total.add(perMtok.multiply(new BigDecimal(tokens)).divide(MTOK));
            }
        }
        boolean isCheaper = batch && sheet.batchFactor() != null;
        return new Usd(isCheaper ? total.multiply(sheet.batchFactor()) : total);
    }

    private static Rates rates(PricePeriod period, Usage usage, Instant at) {
        var rates = period.base();
        long second = Math.floorMod(at.getEpochSecond(), 86_400L);
        for (var window : period.windows()) {
            long from = window.from().toSecondOfDay();
            long length = Math.floorMod(window.to().toSecondOfDay() - from, 86_400L);
            if (Math.floorMod(second - from, 86_400L) < length) {
                rates = window.rates();
            }
        }
        long all = usage.input() + usage.cacheRead() + usage.cacheWrite5m() + usage.cacheWrite1h();
        for (var tier : period.tiers()) {
            rates = all > tier.aboveInputTokens() ? tier.rates() : rates;
        }
        return rates;
    }
}
