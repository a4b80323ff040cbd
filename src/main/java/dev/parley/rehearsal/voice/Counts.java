package dev.parley.rehearsal.voice;

/// Counts of hashes, in one growing table; a hash of zero is counted as one.
final class Counts {
    private long[] keys = new long[1 << 12];
    private int[] counts = new int[1 << 12];
    private int size;

    void add(long hash) {
        if (2 * (size + 1) > keys.length) {
            grow();
        }
        int slot = slot(keys, key(hash));
        size += counts[slot] == 0 ? 1 : 0;
        keys[slot] = key(hash);
        counts[slot]++;
    }

    int of(long hash) {
        return counts[slot(keys, key(hash))];
    }

    private int slot(long[] table, long key) {
        int slot = (int) Dice.scramble(key) & (table.length - 1);
        while (table[slot] != 0 && table[slot] != key) {
            slot = (slot + 1) & (table.length - 1);
        }
        return slot;
    }

    private void grow() {
        long[] moreKeys = new long[keys.length * 2];
        int[] moreCounts = new int[keys.length * 2];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int slot = slot(moreKeys, keys[i]);
                moreKeys[slot] = keys[i];
                moreCounts[slot] = counts[i];
            }
        }
        keys = moreKeys;
        counts = moreCounts;
    }

    private static long key(long hash) {
        return hash == 0 ? 1 : hash;
    }
}
