package dev.parley.rehearsal.cache;

import dev.parley.rehearsal.cache.CacheOutcome.Kept;
import dev.parley.rehearsal.meter.Digest;
import dev.parley.rehearsal.meter.Measured;
import dev.parley.rehearsal.meter.Recent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All prompt caches of a stand-in. A scope (provider, key and model) never sees another's entries. `plan` changes
/// nothing; `keep` is called when the reply begins, because an entry can be read only from then on.
public final class PromptCaches {
    private static final int ENTRIES = 500_000;

    private record Entry(long bornMillis, long usedMillis, long idleMillis, long longestMillis) {
        boolean alive(long now) {
            return now - usedMillis < idleMillis && now - bornMillis < longestMillis;
        }
    }

    private final RehearsalClock clock;
    private final Recent<Entry> entries = new Recent<>(ENTRIES);

    public PromptCaches(RehearsalClock clock) {
        this.clock = clock;
    }

    public CacheOutcome plan(long scope, Measured prompt, CacheAsk ask) {
        return switch (ask) {
            case CacheAsk.None _ -> CacheOutcome.NOTHING;
            case CacheAsk.Breakpoints breakpoints -> breakpoints(scope, prompt, breakpoints);
            case CacheAsk.Prefix prefix -> prefix(scope, prompt, prefix);
        };
    }

    public void keep(CacheOutcome outcome) {
        long now = clock.millis();
        for (Kept kept : outcome.kept()) {
            long born = kept.bornMillis() < 0 ? now : kept.bornMillis();
            entries.keep(kept.key(), new Entry(born, now, kept.idleMillis(), kept.longestMillis()));
        }
    }

    /// Bills as facts/caching.md has it: A = end of the longest cached prefix, B = end of the last long-lived
    /// breakpoint after A, C = end of the last short-lived one; read A, write-long B − A, write-short C − B.
    private CacheOutcome breakpoints(long scope, Measured prompt, CacheAsk.Breakpoints ask) {
        long now = clock.millis();
        List<Kept> kept = new ArrayList<>();
        int readBlock = -1;
        List<Integer> readAt = ask.readAt();
        for (int at : readAt.subList(Math.max(0, readAt.size() - ask.rules().readable()), readAt.size())) {
            int found = lookBack(scope, prompt, at, ask.rules().lookbackBlocks(), now, kept);
            readBlock = Math.max(readBlock, found);
        }
        int read = readBlock < 0 ? 0 : prompt.blockTokens()[readBlock];
        int longEnd = read;
        int shortEnd = read;
        for (Mark mark : writable(ask, prompt, readBlock)) {
            int end = prompt.blockTokens()[mark.block()];
            if (mark.ttl().longLived()) {
                longEnd = end;
            } else {
                shortEnd = end;
            }
            long key = Digest.mix(scope, prompt.blockHashes()[mark.block()]);
            kept.add(new Kept(key, -1, mark.ttl().millis(), Long.MAX_VALUE));
        }
        return new CacheOutcome(read, Math.max(0, shortEnd - longEnd), longEnd - read, kept);
    }

    private static List<Mark> writable(CacheAsk.Breakpoints ask, Measured prompt, int readBlock) {
        List<Mark> marks = ask.writes().stream()
                .filter(mark -> mark.block() > readBlock
                        && prompt.blockTokens()[mark.block()] >= ask.rules().minTokens())
                .toList();
        return marks.subList(Math.max(0, marks.size() - ask.rules().writable()), marks.size());
    }

    /// The nearest block with a living entry, which is refreshed, or -1.
    private int lookBack(long scope, Measured prompt, int from, int blocks, long now, List<Kept> kept) {
        for (int block = from; block >= 0 && block > from - blocks; block--) {
            long key = Digest.mix(scope, prompt.blockHashes()[block]);
            Entry entry = living(key, now);
            if (entry != null) {
                kept.add(new Kept(key, entry.bornMillis, entry.idleMillis, entry.longestMillis));
                return block;
            }
        }
        return -1;
    }

    private CacheOutcome prefix(long scope, Measured prompt, CacheAsk.Prefix ask) {
        PrefixRules rules = ask.rules();
        long now = clock.millis();
        long place = place(scope, prompt, ask);
        List<Kept> kept = new ArrayList<>();
        int read = 0;
        for (int piece = prompt.pieceHashes().length - 1; piece >= 0; piece--) {
            int tokens = prompt.pieceTokens()[piece] / rules.stepTokens() * rules.stepTokens();
            if (tokens < rules.minTokens() || tokens == 0) {
                break;
            }
            long key = Digest.mix(place, prompt.pieceHashes()[piece]);
            Entry entry = living(key, now);
            if (entry != null && read == 0) {
                read = tokens;
            }
            kept.add(kept(key, entry, rules));
        }
        return new CacheOutcome(read, 0, 0, kept);
    }

    private static Kept kept(long key, @Nullable Entry entry, PrefixRules rules) {
        if (entry != null) {
            return new Kept(key, entry.bornMillis, entry.idleMillis, entry.longestMillis);
        }
        long spread = rules.idleHighest().minus(rules.idleLowest()).toMillis();
        long idle = rules.idleLowest().toMillis() + (long) (spread * Digest.unit(key));
        return new Kept(key, -1, idle, rules.longest().toMillis());
    }

    /// The machine whose cache the request meets.
    private static long place(long scope, Measured prompt, CacheAsk.Prefix ask) {
        String affinityKey = ask.affinityKey();
        if (affinityKey != null) {
            return Digest.mix(Digest.mix(scope, "key"), affinityKey);
        }
        boolean elsewhere = Digest.unit(Digest.mix(prompt.whole(), "overflow"))
                < ask.rules().overflow();
        return Digest.mix(scope, elsewhere ? 1 : 0);
    }

    private @Nullable Entry living(long key, long now) {
        Entry entry = entries.find(key);
        return entry != null && entry.alive(now) ? entry : null;
    }
}
