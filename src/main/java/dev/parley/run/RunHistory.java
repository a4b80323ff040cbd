package dev.parley.run;

import jakarta.enterprise.context.ApplicationScoped;

/// Runs that earlier starts of the program left unfinished.
@ApplicationScoped
public class RunHistory {
    private final Nodes nodes;

    RunHistory(Nodes nodes) {
        this.nodes = nodes;
    }

    /// Takes all of them over at once. Right only where no other program can share the database.
    public void takeOverAll() {
        nodes.forgetAll();
    }
}
