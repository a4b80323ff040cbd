package dev.parley.rehearsal.meter;

import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A bounded map that forgets what was not asked for lately. Two generations: when the young one holds half the limit
/// it becomes the old one, and the old one is dropped; a find moves its entry to the young one. Takes no lock to read.
public final class Recent<V> {
    private record Generations<V>(ConcurrentHashMap<Long, V> young, ConcurrentHashMap<Long, V> old) {}

    private final int half;
    private volatile Generations<V> generations =
            new Generations<>(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

    public Recent(int limit) {
        if (limit < 2) {
            throw new IllegalArgumentException("limit below 2: " + limit);
        }
        this.half = limit / 2;
    }

    public @Nullable V find(long key) {
        Generations<V> now = generations;
        V value = now.young.get(key);
        if (value == null) {
            value = now.old.get(key);
            if (value != null) {
                keep(key, value);
            }
        }
        return value;
    }

    public void keep(long key, V value) {
        Generations<V> now = generations;
        now.young.put(key, value);
        if (now.young.mappingCount() >= half) {
            turn(now);
        }
    }

    public long size() {
        Generations<V> now = generations;
        return now.young.mappingCount() + now.old.mappingCount();
    }

    public void clear() {
        generations = new Generations<>(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
    }

    @SuppressWarnings("ReferenceEquality") // only the generations that were seen full may turn
    private synchronized void turn(Generations<V> seen) {
        if (generations == seen) {
            generations = new Generations<>(new ConcurrentHashMap<>(), seen.young);
        }
    }
}
