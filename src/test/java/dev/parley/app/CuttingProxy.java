package dev.parley.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Stands before a PostgreSQL server and cuts connections while it is told to: after some bytes in one direction, or
/// between a commit and the answer to it. The seed draws where each connection is cut.
public final class CuttingProxy implements AutoCloseable {
    private static final int MOST_BYTES = 16_000;
    private static final int MOST_COMMITS = 6;
    private static final String COMMITTED = "COMMIT\0";

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private final AtomicInteger commitsUnanswered = new AtomicInteger();
    private final Random random = new Random();
    private volatile int cutsWanted;

    CuttingProxy(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /// From now on each connection is cut sooner or later, until there were so many cuts.
    public void cut(long seed, int times) {
        synchronized (random) {
            random.setSeed(seed);
        }
        cuts.set(0);
        commitsUnanswered.set(0);
        cutsWanted = times;
        // Those that stand have been spared so far.
        sockets.forEach(CuttingProxy::close);
    }

    public int cuts() {
        return cuts.get();
    }

    /// Cuts of which the server had the commit and the program no answer.
    public int commitsUnanswered() {
        return commitsUnanswered.get();
    }

    public void stopCutting() {
        cutsWanted = 0;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sockets.forEach(CuttingProxy::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                var wire = new Wire(fate());
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> wire.pump(client, server, true));
                Thread.ofVirtual().start(() -> wire.pump(server, client, false));
            } catch (IOException e) {
                // The listener or one of the ends is closed; whoever wants a connection asks again.
            }
        }
    }

    private Fate fate() {
        synchronized (random) {
            return random.nextInt(3) == 0
                    ? new Fate(false, Integer.MAX_VALUE, 1 + random.nextInt(MOST_COMMITS))
                    : new Fate(random.nextBoolean(), 1 + random.nextInt(MOST_BYTES), Integer.MAX_VALUE);
        }
    }

    private boolean isCutting() {
        return cuts.get() < cutsWanted;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    /// What a connection dies of.
    ///
    /// @param upward whether the bytes are counted that go to the server
    /// @param bytes passed on before the cut
    /// @param commits the number of the commit whose answer is kept back
    private record Fate(boolean upward, int bytes, int commits) {}

    private final class Wire {
        private final Fate fate;
        private int commits;

        Wire(Fate fate) {
            this.fate = fate;
        }

        void pump(Socket from, Socket to, boolean upward) {
            try (from;
                    to) {
                pass(from.getInputStream(), to.getOutputStream(), upward);
            } catch (IOException e) {
                // Cut, here or at one of the ends.
            } finally {
                sockets.remove(from);
                sockets.remove(to);
            }
        }

        private void pass(InputStream from, OutputStream to, boolean upward) throws IOException {
            var buffer = new byte[8_192];
            int left = upward == fate.upward ? fate.bytes : Integer.MAX_VALUE;
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                if (!upward && isCutting() && isFatalAnswer(buffer, n)) {
                    cuts.incrementAndGet();
                    commitsUnanswered.incrementAndGet();
                    return;
                }
                boolean isFatal = left <= n && isCutting();
                to.write(buffer, 0, isFatal ? left : n);
                if (isFatal) {
                    cuts.incrementAndGet();
                    return;
                }
                left -= left == Integer.MAX_VALUE ? 0 : Math.min(n, left - 1);
            }
        }

        private boolean isFatalAnswer(byte[] answer, int length) {
            return new String(answer, 0, length, StandardCharsets.ISO_8859_1).contains(COMMITTED)
                    && ++commits >= fate.commits;
        }
    }
}
