package dev.parley.app;

import dev.parley.library.Library;
import dev.parley.provider.Stage;
import dev.parley.run.RunHistory;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Says at the start what there is, and takes up what an earlier start left.
@ApplicationScoped
class StartUp {
    private static final Logger LOG = Logger.getLogger(StartUp.class);

    void begin(
            @Observes StartupEvent event,
            Library library,
            Stage stage,
            RunHistory history,
            LimitsSync limits,
            @ConfigProperty(name = "parley.sole-node", defaultValue = "false") boolean isSoleNode) {
        EmbeddedDatabase.expectRuns();
        limits.carry();
        if (isSoleNode) {
            history.takeOverAll();
        }
        var contents = library.contents();
        LOG.infof(
                "%d personas, %d scripts, %d models; stand-ins for rehearsals on %s",
                contents.personas().size(),
                contents.scripts().size(),
                contents.catalogue().models().size(),
                stage.url());
        contents.problems()
                .forEach(problem -> LOG.warnf(
                        "%s, line %d: %s %s", problem.file(), problem.line(), problem.field(), problem.message()));
    }

    /// Comes after the engine's own observer, which waits for the runs.
    void end(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent event) {
        EmbeddedDatabase.runsEnded();
    }
}
