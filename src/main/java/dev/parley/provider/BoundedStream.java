package dev.parley.provider;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A reply's body that ends with an error when it grows beyond all measure or its time is over.
final class BoundedStream extends FilterInputStream {
    private final CompletableFuture<Void> deadline = new CompletableFuture<>();
    private long leftBytes;

    /// @param onLate runs on another thread when the time is over, before the body is cut off
    BoundedStream(InputStream body, long mostBytes, long leftNanos, Runnable onLate) {
        super(body);
        leftBytes = mostBytes;
        deadline.orTimeout(leftNanos, TimeUnit.NANOSECONDS).whenComplete((_, late) -> {
            if (late != null) {
                onLate.run();
                abandon(body);
            }
        });
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    @Override
    public void close() {
        deadline.complete(null);
        abandon(in);
    }

    static void abandon(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // It is closed as far as it can be.
        }
    }

    private void count(int bytes) throws IOException {
        leftBytes -= bytes;
        if (leftBytes < 0) {
            throw new IOException("the reply is too long");
        }
    }
}
