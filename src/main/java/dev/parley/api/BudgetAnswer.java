package dev.parley.api;

import dev.parley.ledger.BudgetLine;
import dev.parley.money.Usd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A budget as it stands. Amounts are decimal strings in USD; null where there is no limit.
///
/// @param id of the rule; null for a limit that a run brought itself
/// @param account of the current stretch; null where nobody has spent anything yet
/// @param ruleSubject whom the rule is for, `*` for everybody
/// @param resetsAt null for a budget that never begins anew
/// @param allowedUsd the limit with what somebody allowed on top
/// @param unknownUsd bounds of calls whose cost will never be known
/// @param lateUsd what came beyond such bounds
/// @param source `file`, `person` or `run`
/// @param level null below a warning
public record BudgetAnswer(
        @Nullable Long id,
        @Nullable Long account,
        String mode,
        String scope,
        String subject,
        String ruleSubject,
        String period,
        String zone,
        Instant startsAt,
        @Nullable Instant resetsAt,
        @Nullable String limitUsd,
        @Nullable String allowedUsd,
        String spentUsd,
        String heldUsd,
        String unknownUsd,
        String lateUsd,
        @Nullable String leftUsd,
        long unboundedCalls,
        String action,
        String unpriced,
        String source,
        @Nullable String level,
        @Nullable Extra override) {

    /// What is allowed on top, and until when.
    public record Extra(String usd, Instant until) {}

    static BudgetAnswer of(BudgetLine line, Instant now) {
        var account = line.account();
        var rule = line.rule();
        var level = line.level(now);
        var extra = account.extra();
        return new BudgetAnswer(
                rule == null ? null : rule.id(),
                line.hasAccount() ? account.id() : null,
                line.mode().wireName(),
                account.scope().wireName(),
                account.subject(),
                rule == null ? account.subject() : rule.rule().subject(),
                account.period().wireName(),
                rule == null ? "UTC" : rule.rule().zone().getId(),
                account.startsAt(),
                account.endsAt(),
                plain(account.limit()),
                plain(account.allowed(now)),
                account.spent().plain(),
                account.held().plain(),
                account.unknown().plain(),
                account.late().plain(),
                plain(account.left(now)),
                account.unboundedCalls(),
                account.action().wireName(),
                account.unpriced().wireName(),
                rule == null ? "run" : rule.source().wireName(),
                level == null ? null : level.wireName(),
                extra == null || !now.isBefore(extra.until())
                        ? null
                        : new Extra(extra.usd().plain(), extra.until()));
    }

    private static @Nullable String plain(@Nullable Usd usd) {
        return usd == null ? null : usd.plain();
    }
}
