package dev.parley.provider;

import dev.parley.conversation.RunMode;
import java.util.function.Consumer;

/// The one port to the models. One call is one request: nothing is retried in here.
public interface ModelClient {
    /// Sends one request and blocks until it is answered, has failed or is lost. Run on a virtual thread; interrupting
    /// the thread cuts the reply off, and the outcome is then `Lost`.
    ///
    /// @param onText gets the visible text piece by piece, in order
    CallOutcome call(ModelCall call, Consumer<String> onText);

    /// Whether calls of this provider can be made in this mode: a key is there, or none is needed.
    boolean isUsable(String provider, RunMode mode);
}
