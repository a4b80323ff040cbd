package dev.parley.run;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/// Cuts off the runs of this node that somebody, maybe on another one, wants cut off.
@ApplicationScoped
class CutOffs {
    private static final Logger LOG = Logger.getLogger(CutOffs.class);

    private final NoticeBoard board;
    private final Nodes nodes;
    private final RunEngine engine;
    private final Transactions transactions;

    CutOffs(NoticeBoard board, Nodes nodes, RunEngine engine, Transactions transactions) {
        this.board = board;
        this.nodes = nodes;
        this.engine = engine;
        this.transactions = transactions;
    }

    void begin(@Observes StartupEvent event) {
        board.onCutOffs(() -> Thread.ofVirtual().name("cut-offs").start(this::look));
    }

    private void look() {
        try {
            transactions.<List<UUID>>untilDone(_ -> nodes.toCutOff()).forEach(engine::interrupt);
        } catch (RuntimeException e) {
            LOG.errorf(e, "runs to be cut off could not be looked up");
        }
    }
}
