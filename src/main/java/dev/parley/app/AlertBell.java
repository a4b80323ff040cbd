package dev.parley.app;

import dev.parley.run.NoticeBoard;
import dev.parley.web.GaugeNews;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Lets pages hear what any node tells of budgets and alerts.
@ApplicationScoped
class AlertBell {
    void begin(@Observes StartupEvent event, NoticeBoard board, GaugeNews news) {
        board.onAlerts(news::tell);
    }
}
