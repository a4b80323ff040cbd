package dev.parley.rehearsal.wire;

import dev.parley.rehearsal.billing.BilledBook;
import dev.parley.rehearsal.billing.BilledCall;
import dev.parley.rehearsal.billing.TokenBill;
import dev.parley.rehearsal.cache.PromptCaches;
import dev.parley.rehearsal.draw.Latency;
import dev.parley.rehearsal.fault.Fault;
import dev.parley.rehearsal.wire.Dialect.Script;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Sends replies at their pace, whole or in a stream, and books each before its last byte goes out, so that whoever has
/// read a reply finds it billed. A stream whose reader left is billed up to there.
final class Delivery {
    private static final int LONGEST_HANG_SECONDS = 120;

    private final PromptCaches caches;
    private final BilledBook billed;
    private final CountDownLatch closing;
    private final AtomicReference<Latency> latency;

    Delivery(PromptCaches caches, BilledBook billed, CountDownLatch closing, AtomicReference<Latency> latency) {
        this.caches = caches;
        this.billed = billed;
        this.closing = closing;
        this.latency = latency;
    }

    void whole(Call call, Reply reply, Dialect dialect) throws IOException {
        Latency pace = latency.get();
        pause(pace.firstTokenMillis(reply.shape(), reply.bill().reasoning())
                + reply.bill().visible() * pace.millisPerToken(reply.shape()));
        caches.keep(reply.cache());
        byte[] body = Json.bytes(dialect.whole(reply));
        book(call, reply, reply.bill());
        if (reply.fault() == Fault.TIMEOUT) {
            hang(call);
        } else if (reply.fault() == Fault.CUT) {
            call.cut("application/json", Arrays.copyOf(body, body.length / 2));
        } else {
            call.bytes(
                    200,
                    "application/json",
                    reply.fault() == Fault.MALFORMED ? Arrays.copyOf(body, body.length * 2 / 3) : body);
        }
    }

    void stream(Call call, Reply reply, Script script) throws IOException {
        Latency pace = latency.get();
        pause(pace.firstTokenMillis(reply.shape(), reply.bill().reasoning()));
        caches.keep(reply.cache());
        boolean unfinished = reply.fault() == Fault.CUT || reply.fault() == Fault.TIMEOUT;
        List<String> chunks = Chunks.of(reply.text());
        double millisPerChunk =
                pace.millisPerToken(reply.shape()) * reply.bill().visible() / Math.max(1, chunks.size());
        int sent = 0;
        boolean booked = false;
        try {
            StreamOut out = new StreamOut(call.stream(script.contentType(), unfinished));
            script.open(out);
            for (String chunk : chunks) {
                if (sent > 0 && sent == chunks.size() / 2 && breaksHere(out, reply, script)) {
                    break;
                }
                script.chunk(out, chunk);
                sent++;
                if (millisPerChunk > 0) {
                    out.flush();
                    pause(millisPerChunk);
                }
            }
            if (reply.fault() == Fault.MALFORMED && chunks.size() < 2) {
                script.broken(out);
            }
            book(call, reply, reply.bill());
            booked = true;
            if (!unfinished) {
                script.close(out);
            }
            out.flush();
        } catch (IOException gone) {
            if (!booked) {
                book(call, reply, upTo(reply, sent, chunks.size()));
            }
            throw gone;
        }
        if (reply.fault() == Fault.TIMEOUT) {
            hang(call);
        }
        call.end();
    }

    /// Whether the stream ends in its middle.
    private static boolean breaksHere(StreamOut out, Reply reply, Script script) throws IOException {
        if (reply.fault() == Fault.MALFORMED) {
            script.broken(out);
        }
        return reply.fault() == Fault.CUT || reply.fault() == Fault.TIMEOUT;
    }

    private static TokenBill upTo(Reply reply, int sent, int chunks) {
        TokenBill bill = reply.bill();
        long visible = chunks == 0 ? 0 : (long) bill.visible() * sent / chunks;
        return bill.withOutput((int) Math.min(bill.output(), bill.reasoning() + Math.max(1, visible)));
    }

    private void book(Call call, Reply reply, TokenBill bill) {
        Ask.Target target = reply.ask().target();
        Fault fault = reply.fault();
        billed.add(new BilledCall(
                knownToBoth(call, reply),
                target.provider(),
                target.model(),
                target.modelReturned(),
                reply.at(),
                call.clientRequestId(),
                bill,
                fault == null ? null : fault.word()));
    }

    /// Ollama's wire carries no id of the reply; there the client's own is the only one that both sides know.
    private static String knownToBoth(Call call, Reply reply) {
        var clientsOwn = call.clientRequestId();
        boolean wireHasNone = reply.ask().target().provider().equals(OllamaWire.PROVIDER);
        return wireHasNone && clientsOwn != null ? clientsOwn : reply.id();
    }

    private void hang(Call call) throws IOException {
        pause(LONGEST_HANG_SECONDS * 1000.0);
        call.end();
    }

    private void pause(double millis) throws IOException {
        if (millis <= 0) {
            return;
        }
        try {
            if (closing.await((long) (millis * 1000), TimeUnit.MICROSECONDS)) {
                throw new IOException("the stand-in is closing");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopped);
        }
    }
}
