package dev.parley.run;

/// Is told what goes on while a call is made.
interface CallWatch {
    /// A piece of visible text came.
    void said(String piece);

    /// What came so far is void; the call is tried again.
    void saidInVain();
}
