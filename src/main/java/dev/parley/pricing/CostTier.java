package dev.parley.pricing;

import java.math.BigDecimal;

/// How dear a model is, at a glance: three parts input and one part output, in USD per million tokens.
public enum CostTier {
    CHEAP("💰"),
    MIDDLE("💰💰"),
    DEAR("💰💰💰");

    private static final BigDecimal MIDDLE_FROM = new BigDecimal("1");
    private static final BigDecimal DEAR_FROM = new BigDecimal("8");
    private static final BigDecimal INPUT_PARTS = new BigDecimal("3");
    private static final BigDecimal ALL_PARTS = new BigDecimal("4");

    private final String sign;

    CostTier(String sign) {
        this.sign = sign;
    }

    public String sign() {
        return sign;
    }

    public static CostTier of(Rates rates) {
        var parts = rates.inputPerMtok().multiply(INPUT_PARTS).add(rates.outputPerMtok());
        if (parts.compareTo(DEAR_FROM.multiply(ALL_PARTS)) >= 0) {
            return DEAR;
        }
        return parts.compareTo(MIDDLE_FROM.multiply(ALL_PARTS)) >= 0 ? MIDDLE : CHEAP;
    }
}
