package dev.parley.rehearsal.wire;

import dev.parley.rehearsal.Voice;
import dev.parley.rehearsal.Voice.Heard;
import dev.parley.rehearsal.billing.TokenBill;
import dev.parley.rehearsal.cache.CacheOutcome;
import dev.parley.rehearsal.draw.Moment;
import dev.parley.rehearsal.draw.Personas;
import dev.parley.rehearsal.draw.ReplyDraws;
import dev.parley.rehearsal.draw.ReplyShape;
import dev.parley.rehearsal.draw.WordLimit;
import dev.parley.rehearsal.fault.Fault;
import dev.parley.rehearsal.meter.Digest;
import dev.parley.rehearsal.meter.HiddenMeter;
import dev.parley.rehearsal.meter.Measured;
import dev.parley.rehearsal.wire.Reply.Finish;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Makes the reply to a request: draws its length, has the voice say it, cuts it where the request says, counts it.
/// The same request with the same seed always gets the same text.
final class Answering {
    private final Voice voice;
    private final HiddenMeter meter;
    private final ReplyDraws draws;

    Answering(Voice voice, HiddenMeter meter, ReplyDraws draws) {
        this.voice = voice;
        this.meter = meter;
        this.draws = draws;
    }

    /// @param runSeed from the request's header, if it had one
    /// @param prompt as counted
    record Question(Ask ask, @Nullable Long runSeed, Measured prompt, CacheOutcome cache, Instant at) {}

    Reply answer(Question question, Dialect dialect, @Nullable Fault fault) {
        Ask ask = question.ask();
        Prompt prompt = ask.prompt();
        String model = ask.target().model();
        Heard heard = new Heard(prompt.system(), prompt.turns(), model, seed(question));
        ReplyShape shape = draws.draw(moment(heard, prompt), wordLimit(prompt));
        Integer wanted = ask.wishes().maxTokens();
        int limit = wanted == null ? Integer.MAX_VALUE : wanted;
        int reasoning = fault == Fault.EMPTY
                ? 0
                : (int) Math.min(
                        limit / 2,
                        Math.round(shape.reasoningTokens() * ask.wishes().reasoning()));
        Said said = cut(said(heard, shape, dialect, fault), ask, model, limit - reasoning);
        int visible = said.text.isEmpty() && fault == Fault.EMPTY ? Math.min(1, limit) : said.tokens;
        return new Reply(
                dialect.newId(),
                ask,
                said.text,
                fault == Fault.REFUSAL ? Finish.REFUSAL : said.finish,
                said.stop,
                bill(question, visible + reasoning, reasoning),
                question.cache(),
                shape,
                question.at(),
                fault);
    }

    private static long seed(Question question) {
        Long header = question.runSeed();
        Long wire = question.ask().wishes().seed();
        return header != null
                ? header
                : wire != null ? wire : Digest.of(question.ask().prompt().firstText());
    }

    private static Moment moment(Heard heard, Prompt prompt) {
        return new Moment(
                heard.seed(),
                heard.model(),
                Personas.key(heard.system()),
                heard.turns().size(),
                Digest.of(prompt.lastText()));
    }

    private static OptionalInt wordLimit(Prompt prompt) {
        OptionalInt inLast = WordLimit.in(prompt.lastText());
        return inLast.isPresent() ? inLast : WordLimit.in(prompt.system());
    }

    private String said(Heard heard, ReplyShape shape, Dialect dialect, @Nullable Fault fault) {
        if (fault == Fault.EMPTY) {
            return "";
        }
        if (fault == Fault.REFUSAL) {
            return dialect.refusalText();
        }
        int target = (int) Math.max(4, Math.round(shape.tokens() / meter.factor(heard.model())));
        String text = voice.reply(heard, target);
        if (fault != Fault.SPEAKS_FOR_OTHERS) {
            return text;
        }
        String other = OtherSpeaker.in(heard.turns(), Personas.key(heard.system()));
        Heard again = new Heard(heard.system(), heard.turns(), heard.model(), heard.seed() + 1);
        return text + "\n\n" + other + ": " + voice.reply(again, Math.max(4, target / 2));
    }

    private record Said(
            String text,
            int tokens,
            Finish finish,
            @Nullable String stop) {}

    private Said cut(String text, Ask ask, String model, int limit) {
        Finish finish = Finish.STOP;
        String stop = null;
        for (String sequence : ask.wishes().stops()) {
            int at = sequence.isEmpty() ? -1 : text.indexOf(sequence);
            if (at >= 0) {
                text = text.substring(0, at);
                finish = Finish.STOP_SEQUENCE;
                stop = sequence;
            }
        }
        int tokens = meter.count(model, text);
        if (tokens <= limit) {
            return new Said(text, tokens, finish, stop);
        }
        int end = (int) ((long) text.length() * limit / tokens);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return new Said(text.substring(0, end), limit, Finish.LENGTH, null);
    }

    private static TokenBill bill(Question question, int output, int reasoning) {
        CacheOutcome cache = question.cache();
        int cached = cache.read() + cache.writeShort() + cache.writeLong();
        return new TokenBill(
                question.prompt().total() - cached,
                cache.read(),
                cache.writeShort(),
                cache.writeLong(),
                output,
                reasoning);
    }
}
