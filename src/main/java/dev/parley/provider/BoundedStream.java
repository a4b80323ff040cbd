package dev.parley.provider;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A reply's body that ends with an error when it grows beyond all measure or its time is over.
final class BoundedStream extends FilterInputStream {
    private final CompletableFuture<Void> whole;
    private final Duration silence;
    private final Runnable onLate;
    private long leftBytes;

    /// @param left until the whole body has to be there
    /// @param silence that a single read may wait
    /// @param onLate runs on another thread when either time is over, before the body is cut off
    BoundedStream(InputStream body, long mostBytes, Duration left, Duration silence, Runnable onLate) {
        super(body);
        this.silence = silence;
        this.onLate = onLate;
        leftBytes = mostBytes;
        whole = cutAfter(left);
    }

    private CompletableFuture<Void> cutAfter(Duration time) {
        var timer = new CompletableFuture<Void>().orTimeout(time.toNanos(), TimeUnit.NANOSECONDS);
        timer.whenComplete((_, late) -> {
            if (late != null) {
                onLate.run();
                abandon(in);
            }
        });
        return timer;
    }

    @Override
    public int read() throws IOException {
        var single = new byte[1];
        return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var quiet = cutAfter(silence);
        try {
            int read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        } finally {
            quiet.complete(null);
        }
    }

    @Override
    public void close() {
        whole.complete(null);
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
