package dev.parley.run;

import dev.parley.conversation.RunMode;
import java.util.List;

/// What pages and API can look back on.
public interface PastEstimates {
    /// How many runs are looked back on at the most.
    int MOST = 400;

    /// Of the runs that came to their own end, newest first; live runs or rehearsals, never both.
    List<PastEstimate> newest(RunMode mode);
}
