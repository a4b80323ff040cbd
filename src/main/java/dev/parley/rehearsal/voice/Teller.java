package dev.parley.rehearsal.voice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds a frame that suits the persona, the room left and what was not said yet, and makes sentences of it.
final class Teller {
    private static final int TRIES = 14;
    private static final double TIE_RATE = 0.22;
    private static final Map<String, List<String>> CONNECTIVES = Resource.sections("connectives.txt");

    private final Brief brief;
    private final Memory memory;
    private final Dice dice;
    private final Set<String> tied = new HashSet<>();
    private boolean led;

    Teller(Brief brief, Memory memory, Dice dice) {
        this.brief = brief;
        this.memory = memory;
        this.dice = dice;
    }

    /// New sentences for an intent in about `room` words, or null when none could be made that is new.
    @Nullable
    List<String> tell(String intent, Focus focus, int room) {
        List<Frame> frames = Frames.of(intent);
        double[] weights = new double[frames.size()];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = weight(frames.get(i), room);
            sum += weights[i];
        }
        if (sum <= 1e-9) {
            for (int i = 0; i < weights.length; i++) {
                weights[i] = 1;
            }
        }
        for (int i = 0; i < TRIES; i++) {
            int index = dice.weighted(weights);
            if (index < 0) {
                return null;
            }
            List<String> filled = frames.get(index).fill(new Slots(brief, focus, dice));
            if (filled != null) {
                List<String> told =
                        filled.stream().map(text -> finish(intent, text)).toList();
                int words = told.stream().mapToInt(Prose::words).sum();
                boolean tooLong = words > Math.max(room, 6) * 1.25 + 1;
                if (!tooLong
                        && told.stream().noneMatch(memory::knows)
                        && distinct(told)
                        && (intent.equals("final") || !givesAwayClosing(told))) {
                    told.forEach(memory::hear);
                    return told;
                }
            }
            weights[index] *= filled == null ? 0 : 0.3;
        }
        return null;
    }

    private double weight(Frame frame, int room) {
        double style = brief.style().weights().getOrDefault(frame.style(), 0.0);
        boolean liked = Math.floorMod(Dice.scramble(brief.style().person() + frame.id()), 100) < 45;
        double novelty = memory.familiarity(frame.grams()) > 0.5 ? 0.01 : 1;
        int over = frame.words() - Math.max(room, 6) - 3;
        double fit = over > 0 ? Math.exp(-over / 2.0) : 1;
        return style * (liked ? 1 : 0.12) * novelty * fit;
    }

    private static boolean distinct(List<String> told) {
        return told.stream().map(Prose::normal).distinct().count() == told.size();
    }

    private boolean givesAwayClosing(List<String> told) {
        String closing = brief.closing();
        return closing != null && Prose.normal(String.join(" ", told)).contains(Prose.normal(closing));
    }

    private String finish(String intent, String filled) {
        String text = filled.strip();
        List<String> leads = brief.style().leads();
        boolean mayLead = !led
                && !intent.startsWith("list")
                && !intent.startsWith("answer")
                && !intent.equals("ask")
                && !text.startsWith("\"");
        if (mayLead && !leads.isEmpty() && dice.chance(brief.style().leadRate())) {
            led = true;
            text = dice.pick(leads) + " " + lowerStart(text);
        }
        List<String> ties = CONNECTIVES.getOrDefault(intent, List.of());
        if (!ties.isEmpty() && !text.contains("?") && !led && dice.chance(TIE_RATE)) {
            String tie = dice.pick(ties);
            if (tied.add(tie)) {
                text = tie + " " + lowerStart(text);
            }
        }
        if (brief.style().contracts()) {
            text = Prose.contract(text);
        }
        return intent.equals("list.item") ? text : Prose.capital(text);
    }

    private String lowerStart(String text) {
        String first = text.replaceFirst("[\\s,;:'’].*", "");
        boolean keep = first.equals("I")
                || first.length() > 1 && !first.equals(Prose.capital(first.toLowerCase(Locale.ROOT)))
                || namesSomebody(text)
                || (Slots.CALENDAR_WORDS.contains(first.toLowerCase(Locale.ROOT)) && !text.startsWith("May I "));
        if (keep || Character.isLowerCase(text.charAt(0))) {
            return text;
        }
        boolean ownWord = Frames.common(first.toLowerCase(Locale.ROOT));
        return ownWord ? Character.toLowerCase(text.charAt(0)) + text.substring(1) : text;
    }

    private boolean namesSomebody(String text) {
        List<String> names = new ArrayList<>();
        brief.cast().forEach(person -> names.add(person.address()));
        return names.stream().anyMatch(text::startsWith);
    }
}
