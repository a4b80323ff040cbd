package dev.parley.rehearsal.wire;

import java.io.IOException;

/// One provider's protocol below its root.
public interface Wire {
    /// Answers one request.
    ///
    /// @param path below the root, with its leading slash
    /// @throws Rejection what the vendor would refuse
    void serve(Call call, String path) throws IOException;
}
