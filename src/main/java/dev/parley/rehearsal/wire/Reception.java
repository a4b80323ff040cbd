package dev.parley.rehearsal.wire;

import dev.parley.rehearsal.StandInSettings;
import dev.parley.rehearsal.Voice;
import dev.parley.rehearsal.billing.BilledBook;
import dev.parley.rehearsal.cache.CacheOutcome;
import dev.parley.rehearsal.cache.PromptCaches;
import dev.parley.rehearsal.cache.RehearsalClock;
import dev.parley.rehearsal.draw.Latency;
import dev.parley.rehearsal.draw.ReplyDraws;
import dev.parley.rehearsal.fault.Fault;
import dev.parley.rehearsal.fault.FaultDesk;
import dev.parley.rehearsal.meter.Digest;
import dev.parley.rehearsal.meter.HiddenMeter;
import dev.parley.rehearsal.meter.Measured;
import dev.parley.rehearsal.wire.Answering.Question;
import dev.parley.tokens.TokenCounter;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// What happens to every checked request, whatever protocol brought it: counted, met by its cache and its fault,
/// answered, delivered. Holds all that a stand-in remembers.
public final class Reception {
    private final StandInSettings settings;
    private final HiddenMeter meter;
    private final Answering answering;
    private final Delivery delivery;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final PromptCaches caches;

    private final RehearsalClock clock;
    private final FaultDesk faults;
    private final BilledBook billed = new BilledBook();
    private final AtomicReference<Latency> latency = new AtomicReference<>(new Latency.Drawn());

    public Reception(StandInSettings settings, TokenCounter counter, Voice voice, InstantSource time) {
        this.settings = settings;
        this.meter = new HiddenMeter(counter, settings.seed());
        this.answering = new Answering(voice, meter, new ReplyDraws(settings.seed()));
        this.clock = new RehearsalClock(time);
        this.caches = new PromptCaches(clock);
        this.faults = new FaultDesk(settings.seed());
        this.delivery = new Delivery(caches, billed, closing, latency);
    }

    void serve(Call call, Ask ask, Dialect dialect) throws IOException {
        call.headers(dialect.headers());
        Measured prompt = measure(ask);
        int window =
                settings.contextWindow(ask.target().provider(), ask.target().model());
        if (prompt.total() > window) {
            throw dialect.tooLong(prompt.total(), window);
        }
        Fault fault = faults.draw(ask.target().provider());
        if (fault != null && fault.answersWithError()) {
            Rejection failed = dialect.failed(fault);
            throw fault == Fault.RATE_LIMITED
                    ? failed.with("Retry-After", Integer.toString(faults.retryAfterSeconds()))
                    : failed;
        }
        CacheOutcome cache = caches.plan(scope(ask.target()), prompt, ask.cache());
        Reply reply = answering.answer(new Question(ask, runSeed(call), prompt, cache, call.at()), dialect, fault);
        if (ask.wishes().stream()) {
            delivery.stream(call, reply, dialect.script(reply));
        } else {
            delivery.whole(call, reply, dialect);
        }
    }

    Measured measure(Ask ask) {
        return meter.measure(ask.target().model(), ask.prompt().blocks(), ask.bodyBytes());
    }

    private static long scope(Ask.Target target) {
        return Digest.mix(Digest.mix(Digest.of(target.provider()), target.apiKey()), target.model());
    }

    private static @Nullable Long runSeed(Call call) {
        String header = call.header("X-Rehearsal-Seed");
        try {
            return header.isEmpty() ? null : Long.valueOf(header);
        } catch (NumberFormatException _) {
            return Digest.of(header);
        }
    }

    public RehearsalClock clock() {
        return clock;
    }

    public FaultDesk faults() {
        return faults;
    }

    public BilledBook billed() {
        return billed;
    }

    public AtomicReference<Latency> latency() {
        return latency;
    }

    /// Lets go of every reply that is waiting.
    public void close() {
        closing.countDown();
    }
}
