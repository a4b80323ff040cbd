package dev.parley.api;

import dev.parley.conversation.RunMode;
import dev.parley.ledger.CallFilter;
import dev.parley.ledger.Dimension;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/// Which calls are meant, from the address.
public class CostFilters {
    @QueryParam("from")
    @Nullable
    String from;

    @QueryParam("to")
    @Nullable
    String to;

    @QueryParam("mode")
    @DefaultValue("live")
    String mode = "live";

    @QueryParam("run")
    @Nullable
    String run;

    @QueryParam("provider")
    @Nullable
    String provider;

    @QueryParam("model")
    @Nullable
    String model;

    @QueryParam("persona")
    @Nullable
    String persona;

    @QueryParam("project")
    @Nullable
    String project;

    @QueryParam("user")
    @Nullable
    String user;

    @QueryParam("purpose")
    @Nullable
    String purpose;

    RunMode mode() {
        return Fields.mode(mode);
    }

    CallFilter filter() {
        return CallFilter.of(mode())
                .between(
                        from == null ? null : Fields.instant("from", from),
                        to == null ? null : Fields.instant("to", to))
                .withRun(run == null ? null : RunsResource.runId(run))
                .with(Dimension.PROVIDER, Fields.name("provider", provider))
                .with(Dimension.MODEL, Fields.name("model", model))
                .with(Dimension.PERSONA, Fields.name("persona", persona))
                .with(Dimension.PROJECT, Fields.name("project", project))
                .with(Dimension.USER, Fields.name("user", user))
                .with(Dimension.PURPOSE, Fields.name("purpose", purpose));
    }
}
