package dev.parley.rehearsal.voice;

import dev.parley.rehearsal.Voice;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Speaks as whoever the system text says it is, from frames and the words of the conversation.
public final class PersonaVoice implements Voice {
    private static final double WORDS_PER_TOKEN = 0.75;
    private static final Pattern AT_MOST = Pattern.compile("(?i)at most (\\d{1,4}) words");
    private static final int KEPT_BRIEFS = 64;

    /// Parsed system texts, the one used longest ago dropped first; nothing in a reply depends on it.
    private final Map<String, Optional<Brief>> briefs = new LinkedHashMap<>(KEPT_BRIEFS, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<Brief>> eldest) {
            return size() > KEPT_BRIEFS;
        }
    };

    @Override
    public String reply(Heard heard, int targetTokens) {
        Dice dice = new Dice(seed(heard));
        int words = Math.max(4, (int) Math.round(targetTokens * WORDS_PER_TOKEN));
        String choice = SpeakerChoice.answer(heard, dice);
        if (choice != null) {
            return choice;
        }
        Optional<Brief> brief = brief(heard.system());
        if (brief.isEmpty()) {
            return new PlainReply(heard, dice).compose(words);
        }
        Dialogue talk =
                Dialogue.of(heard, brief.get().cast(), brief.get().self().name());
        Matcher limit = AT_MOST.matcher(talk.instruction());
        if (limit.find()) {
            words = Math.min(words, Math.max(4, Integer.parseInt(limit.group(1)) * 4 / 5));
        }
        return new Composer(brief.get(), talk, dice).compose(words);
    }

    private static long seed(Heard heard) {
        long hash = Dice.mix(heard.seed(), heard.model());
        hash = Dice.mix(hash, heard.system());
        for (Line line : heard.turns()) {
            hash = Dice.mix(hash + (line.own() ? 1 : 2), line.text());
        }
        return hash;
    }

    private Optional<Brief> brief(String system) {
        synchronized (briefs) {
            Optional<Brief> known = briefs.get(system);
            if (known != null) {
                return known;
            }
        }
        Optional<Brief> read = Optional.ofNullable(BriefReader.read(system));
        synchronized (briefs) {
            briefs.put(system, read);
        }
        return read;
    }
}
