package dev.parley.ledger.export;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.Repricing;
import dev.parley.money.Usd;
import dev.parley.pricing.Repriced;
import dev.parley.pricing.Terms;
import dev.parley.tokens.TokenClass;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Calls priced again, as the API and the command line give them. Amounts are of the calls whose cost is known on both
/// sides.
///
/// @param assumes what the figures take for granted, in words
/// @param terms under which the calls were priced again, in words
/// @param items by persona, dearest first
public record RepricedAnswer(List<Part> items, Part total, String mode, String terms, String assumes) {
    private static final String SAME_TOKENS =
            "the same tokens: another model would have counted and said something else";

    public static RepricedAnswer of(Repricing.Result result, RunMode mode, Terms terms) {
        return new RepricedAnswer(
                result.byPersona().stream()
                        .map(part -> Part.of(part.persona(), part.repriced()))
                        .toList(),
                Part.of(null, result.total()),
                mode.wireName(),
                terms.words(),
                SAME_TOKENS);
    }

    /// @param persona null for calls of no persona, and for the total
    /// @param calls all of them; `compared` of them have a known cost on both sides
    /// @param lost calls whose cost is known and would be unknown
    /// @param found calls whose cost is unknown and would be known
    /// @param unknown calls whose cost is unknown on both sides
    /// @param assumedUsdAfter the part of `usdAfter` that is by the operator's price for unknown models
    public record Part(
            @Nullable String persona,
            String usdBefore,
            String usdAfter,
            String difference,
            Map<String, ClassPart> byClass,
            long calls,
            long compared,
            long lost,
            long found,
            long unknown,
            String assumedUsdAfter) {
        static Part of(@Nullable String persona, Repriced repriced) {
            var byClass = new LinkedHashMap<String, ClassPart>();
            for (var tokenClass : TokenClass.values()) {
                byClass.put(tokenClass.wireName(), ClassPart.of(repriced, tokenClass));
            }
            return new Part(
                    persona,
                    repriced.usdBefore().plain(),
                    repriced.usdAfter().plain(),
                    repriced.difference().plain(),
                    byClass,
                    repriced.calls(),
                    repriced.compared(),
                    repriced.lost(),
                    repriced.found(),
                    repriced.unknown(),
                    repriced.assumedAfter().plain());
        }
    }

    public record ClassPart(String usdBefore, String usdAfter, String difference) {
        static ClassPart of(Repriced repriced, TokenClass tokenClass) {
            return new ClassPart(
                    repriced.before().getOrDefault(tokenClass, Usd.ZERO).plain(),
                    repriced.after().getOrDefault(tokenClass, Usd.ZERO).plain(),
                    repriced.difference(tokenClass).plain());
        }
    }
}
