package dev.parley.planning.cache;

/// Carries what is kept of one persona's prompts from turn to turn and says in which classes the input of the next
/// one will be billed. Tokens are those of the persona's model, and not whole: a forecast is no bill. It is asked
/// many times for each estimate, so the answer lies in the forecast until the next question.
public final class CacheForecast {
    /// What nobody has used for so long is gone.
    public static final double KEPT_SECONDS = 300;

    private double kept;
    private double usedAt;
    private double fresh;
    private double read;
    private double written;

    /// Begins with what an earlier prompt may have left behind.
    ///
    /// @param prefix tokens of that prompt; 0 when there was none
    /// @param at seconds, on the clock of [#next]; before 0 for what has been
    public void begin(CacheRules rules, double prefix, double at) {
        kept = prefix >= rules.minPrefixTokens() ? prefix : 0;
        usedAt = at;
    }

    /// The next prompt.
    ///
    /// @param prefix tokens up to the last words
    /// @param instruction the last words, which marks leave out
    /// @param again whether the persona will use the prefix once more
    /// @param at seconds since the first turn ahead
    public void next(CacheRules rules, double prefix, double instruction, boolean again, double at) {
        double held = at - usedAt > KEPT_SECONDS ? 0 : Math.min(kept, prefix);
        boolean keeps = prefix >= rules.minPrefixTokens() && (again || rules.byItself());
        read = rules.byItself() ? Math.floor(held / rules.stepTokens()) * rules.stepTokens() : held;
        if (rules.byItself() && !keeps) {
            read = 0;
        }
        double written = prefix - read + (rules.byItself() ? instruction : 0);
        this.written = keeps && rules.billsWrites() ? written : 0;
        fresh = prefix + instruction - read - this.written;
        // Where writes are billed the entry ends with the last words, which no later prompt begins with.
        if (keeps && !(rules.byItself() && rules.billsWrites() && instruction > 0)) {
            kept = prefix;
        }
        usedAt = at;
    }

    /// Fresh input of the last prompt, in tokens.
    public double fresh() {
        return fresh;
    }

    /// What it read.
    public double read() {
        return read;
    }

    /// What it wrote for five minutes.
    public double written() {
        return written;
    }
}
