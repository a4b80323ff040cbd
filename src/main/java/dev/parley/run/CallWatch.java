package dev.parley.run;

import java.util.List;

/// Is told what goes on while a call is made.
interface CallWatch {
    void happened(List<RunEvent> events);

    /// A piece of visible text came.
    void said(String piece);

    /// What came so far is void; the call is tried again.
    void saidInVain();
}
