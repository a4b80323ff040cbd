package dev.parley.pricing;

import dev.parley.money.Usd;
import dev.parley.tokens.TokenClass;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// What a group of calls cost, and what it would have cost under other terms. Like is compared with like: both amounts
/// are of the calls whose cost is known on either side, and the others are counted.
///
/// @param compared calls whose cost is known on both sides
/// @param before what these did cost, by class
/// @param after what these would have cost, by class
/// @param lost calls whose cost is known, and would be unknown
/// @param found calls whose cost is unknown, and would be known
/// @param unknown calls whose cost is unknown on both sides
/// @param assumedAfter the part of `after` that is by the operator's price for unknown models
public record Repriced(
        long compared,
        Map<TokenClass, Usd> before,
        Map<TokenClass, Usd> after,
        long lost,
        long found,
        long unknown,
        Usd assumedAfter) {
    public static final Repriced NOTHING = new Repriced(0, Map.of(), Map.of(), 0, 0, 0, Usd.ZERO);

    public Repriced {
        before = inOrder(before);
        after = inOrder(after);
    }

    public static Repriced lostOne() {
        return new Repriced(0, Map.of(), Map.of(), 1, 0, 0, Usd.ZERO);
    }

    public static Repriced foundOne() {
        return new Repriced(0, Map.of(), Map.of(), 0, 1, 0, Usd.ZERO);
    }

    public static Repriced unknownOne() {
        return new Repriced(0, Map.of(), Map.of(), 0, 0, 1, Usd.ZERO);
    }

    public static Repriced one(Map<TokenClass, Usd> before, PricedUsage.Known after) {
        return new Repriced(1, before, after.byClass(), 0, 0, 0, after.price().assumed() ? after.total() : Usd.ZERO);
    }

    public Repriced plus(Repriced other) {
        return new Repriced(
                compared + other.compared,
                sum(before, other.before),
                sum(after, other.after),
                lost + other.lost,
                found + other.found,
                unknown + other.unknown,
                assumedAfter.plus(other.assumedAfter));
    }

    public Usd usdBefore() {
        return total(before);
    }

    public Usd usdAfter() {
        return total(after);
    }

    /// Negative when the other terms are cheaper.
    public Usd difference() {
        return usdAfter().minus(usdBefore());
    }

    /// Negative when the other terms are cheaper.
    public Usd difference(TokenClass tokenClass) {
        return after.getOrDefault(tokenClass, Usd.ZERO).minus(before.getOrDefault(tokenClass, Usd.ZERO));
    }

    public long calls() {
        return compared + lost + found + unknown;
    }

    private static Usd total(Map<TokenClass, Usd> byClass) {
        return byClass.values().stream().reduce(Usd.ZERO, Usd::plus);
    }

    private static Map<TokenClass, Usd> sum(Map<TokenClass, Usd> one, Map<TokenClass, Usd> other) {
        var sum = new EnumMap<TokenClass, Usd>(TokenClass.class);
        sum.putAll(one);
        other.forEach((tokenClass, usd) -> sum.merge(tokenClass, usd, Usd::plus));
        return sum;
    }

    private static Map<TokenClass, Usd> inOrder(Map<TokenClass, Usd> byClass) {
        var ordered = new EnumMap<TokenClass, Usd>(TokenClass.class);
        ordered.putAll(byClass);
        return Collections.unmodifiableMap(ordered);
    }
}
