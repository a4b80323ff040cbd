package dev.parley.library.pricetable;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The diffs that were shown lately, so that what is taken is what was shown. It holds few, and each for an hour.
final class KeptDiffs {
    static final int MOST = 6;
    static final Duration KEPT = Duration.ofHours(1);

    private final Map<String, Kept> byDigest = new LinkedHashMap<>();

    private record Kept(TableAnswer.Shown shown, Instant until) {}

    synchronized void keep(TableAnswer.Shown shown, Instant now) {
        forgetOld(now);
        byDigest.remove(shown.digest());
        if (byDigest.size() >= MOST) {
            byDigest.remove(byDigest.keySet().iterator().next());
        }
        byDigest.put(shown.digest(), new Kept(shown, now.plus(KEPT)));
    }

    synchronized Optional<TableAnswer.Shown> find(String digest, Instant now) {
        forgetOld(now);
        return Optional.ofNullable(byDigest.get(digest)).map(Kept::shown);
    }

    private void forgetOld(Instant now) {
        byDigest.values().removeIf(kept -> !kept.until.isAfter(now));
    }
}
