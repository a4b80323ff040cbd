package dev.parley.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.parley.rehearsal.wire.Call;
import dev.parley.rehearsal.wire.Json;
import dev.parley.rehearsal.wire.Reception;
import dev.parley.rehearsal.wire.Rejection;
import dev.parley.rehearsal.wire.Roots;
import dev.parley.tokens.TokenCounter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// All providers' stand-ins under one loopback port. Each answers as its vendor would, to the field, and counts, caches
/// and bills as its vendor would; what it says comes from a `Voice`.
public final class StandIn implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(StandIn.class.getName());
    private static final int BACKLOG = 2048;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final HttpServer server;
    private final ExecutorService threads;
    private final Reception reception;
    private final Roots roots;
    private final StandInControl control;

    private StandIn(HttpServer server, Reception reception, StandInSettings settings) {
        this.server = server;
        this.reception = reception;
        this.roots = new Roots(reception, settings);
        this.control = new StandInControl(reception, url());
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("stand-in-", 0).factory());
    }

    /// Starts serving; it is ready when this returns.
    ///
    /// @throws IOException when the port is taken
    public static StandIn start(StandInSettings settings, TokenCounter counter, Voice voice) throws IOException {
        serverLimits();
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), settings.port()), BACKLOG);
        Reception reception = new Reception(settings, counter, voice, InstantSource.system());
        StandIn standIn = new StandIn(server, reception, settings);
        server.createContext("/", standIn::handle);
        server.setExecutor(standIn.threads);
        server.start();
        return standIn;
    }

    /// The JDK's server reads these once, when the first one is made.
    private static void serverLimits() {
        limit("sun.net.httpserver.nodelay", "true");
        limit("sun.net.httpserver.maxIdleConnections", "4096");
        limit("sun.net.httpserver.idleInterval", "300");
        limit("sun.net.httpserver.maxReqTime", "60");
        limit("sun.net.httpserver.maxReqHeaders", "100");
    }

    private static void limit(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /// Where it listens, without a slash at the end.
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    private void handle(HttpExchange exchange) {
        Call call = new Call(exchange);
        try {
            answer(call);
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "the client left", gone);
        } catch (RuntimeException broken) {
            LOG.log(System.Logger.Level.ERROR, "a stand-in failed at " + call.path(), broken);
            sorry(call);
        } finally {
            exchange.close();
        }
    }

    private static void sorry(Call call) {
        try {
            call.json(500, Json.object().put("error", "the stand-in failed; its log says why"));
        } catch (IOException _) {
            LOG.log(System.Logger.Level.DEBUG, "the answer had begun");
        }
    }

    private void answer(Call call) throws IOException {
        if (call.path().equals(StandInControl.ROOT) || call.path().startsWith(StandInControl.ROOT + "/")) {
            control.serve(call);
            return;
        }
        Optional<Roots.Route> route = roots.find(call.path());
        if (route.isEmpty()) {
            call.json(404, Json.object().put("error", "no provider's root: " + call.path()));
            return;
        }
        try {
            route.get().wire().serve(call, route.get().path());
        } catch (Rejection rejection) {
            call.headers(rejection.headers());
            call.json(rejection.status(), rejection.body());
        }
    }

    /// Stops at once; replies that are under way break off.
    @Override
    public void close() {
        reception.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
