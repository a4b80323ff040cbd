package dev.parley.rehearsal.voice;

import dev.parley.rehearsal.Voice.Heard;
import dev.parley.rehearsal.voice.Dialogue.Utterance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Answers a request that carries no persona: a greeting, a summary, a verdict or any question.
final class PlainReply {
    private static final Pattern SAY = Pattern.compile(
            "(?i)^\\W*(?:please )?(?:say|reply with|respond with|answer with|repeat)(?: only| just| exactly)?:? [\"'“]?([^\"'”\\n.]{1,60})[\"'”]?[.!]?\\s*$");
    private static final Pattern RECAP =
            Pattern.compile("(?i)\\b(?:summar\\w+|recap|judge|verdict|evaluate|rate the|assess)\\b");
    private static final Set<String> GREETINGS = Set.of("hello", "hi", "hey", "good morning", "good evening", "ping");

    private final Heard heard;
    private final Memory memory = new Memory();
    private final Teller teller;
    private final Topics topics;
    private final List<String> sentences = new ArrayList<>();
    private int total;

    PlainReply(Heard heard, Dice dice) {
        this.heard = heard;
        Brief brief = new Brief(
                new Person("Nobody", ""),
                new Style(Map.of("plain", 1.0), List.of(), 0, false, 0, 0, 0),
                Domain.all().getFirst(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                "$");
        heard.turns().stream().filter(line -> line.own()).forEach(line -> memory.hear(line.text()));
        this.teller = new Teller(brief, memory, dice);
        this.topics = new Topics(brief, memory, dice);
    }

    String compose(int words) {
        String prompt = heard.turns().isEmpty()
                ? heard.system()
                : heard.turns().getLast().text();
        Matcher say = SAY.matcher(prompt.strip());
        if (say.matches()) {
            return Prose.capital(say.group(1).strip()) + ".";
        }
        if (GREETINGS.contains(Prose.normal(prompt))) {
            return "Hello. What would you like to talk about?";
        }
        Phrase asked = topics.heard(prompt, null);
        Focus focus = focus(null, null, asked == null ? Phrase.of("this question") : asked);
        if (RECAP.matcher(heard.system() + "\n" + prompt).find() && recap(focus, words)) {
            return String.join(" ", sentences);
        }
        say("plain.open", focus, words);
        while (total < words * 0.86 && words - total >= 6 && say("plain.more", focus, words - total)) {
            Phrase other = topics.heard(prompt, null);
            focus = other == null ? focus : focus(null, null, other);
        }
        return String.join(" ", sentences);
    }

    private boolean recap(Focus focus, int words) {
        Map<String, String> bySpeaker = new LinkedHashMap<>();
        for (Utterance utterance : Dialogue.of(heard, List.of(), "").utterances()) {
            if (!utterance.stage() && !utterance.own()) {
                bySpeaker.merge(utterance.speaker(), utterance.text(), (a, b) -> a + "\n" + b);
            }
        }
        if (bySpeaker.isEmpty()) {
            return false;
        }
        say("recap.open", focus, words);
        for (Map.Entry<String, String> entry : bySpeaker.entrySet()) {
            Phrase theirs = topics.heard(entry.getValue(), null);
            if (theirs != null && total < words) {
                say("recap.line", focus(entry.getKey(), theirs, focus.asked()), words - total);
            }
        }
        if (total < words) {
            say("recap.end", focus, words - total);
        }
        return true;
    }

    private boolean say(String intent, Focus focus, int room) {
        List<String> told = teller.tell(intent, focus, Math.max(room, 16));
        if (told == null) {
            return false;
        }
        told.forEach(sentence -> total += Prose.words(sentence));
        return sentences.addAll(told);
    }

    private static Focus focus(@Nullable String name, @Nullable Phrase theirs, @Nullable Phrase asked) {
        return new Focus(name, null, theirs, null, null, asked, null, null, null);
    }
}
