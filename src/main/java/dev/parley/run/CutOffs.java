package dev.parley.run;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Cuts off the runs of this node that somebody, maybe on another one, wants cut off.
@ApplicationScoped
class CutOffs {
    private final NoticeBoard board;
    private final Nodes nodes;
    private final RunEngine engine;

    CutOffs(NoticeBoard board, Nodes nodes, RunEngine engine) {
        this.board = board;
        this.nodes = nodes;
        this.engine = engine;
    }

    void begin(@Observes StartupEvent event) {
        board.onCutOffs(() -> nodes.toCutOff().forEach(engine::interrupt));
    }
}
