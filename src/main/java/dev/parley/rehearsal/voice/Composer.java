package dev.parley.rehearsal.voice;

import dev.parley.rehearsal.voice.Dialogue.Utterance;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes one reply of a persona: an answer or a reaction, points of its own that fit the stage, and often a question.
final class Composer {
    private static final double ENOUGH = 0.86;
    private static final int PARAGRAPH_SENTENCES = 4;
    private static final int SHORTEST_ROOM_TO_ASK = 9;
    private static final int MOST_SENTENCES = 400;

    private final Brief brief;
    private final Dialogue talk;
    private final Dice dice;
    private final Topics topics;
    private final Teller teller;
    private final Stage stage;
    private final @Nullable Question question;
    private final List<String> paragraphs = new ArrayList<>();
    private final List<String> sentences = new ArrayList<>();
    private int total;

    Composer(Brief brief, Dialogue talk, Dice dice) {
        this.brief = brief;
        this.talk = talk;
        this.dice = dice;
        Memory memory = new Memory();
        talk.utterances().forEach(utterance -> memory.hear(utterance.text()));
        this.topics = new Topics(brief, memory, dice);
        this.teller = new Teller(brief, memory, dice);
        this.stage = Stage.of(talk.turns(), brief.cast().size(), talk.instruction());
        this.question = Question.to(brief, talk);
    }

    String compose(int words) {
        Utterance last = talk.last();
        Focus focus = first(last);
        begin(last, focus, words);
        boolean closes = saysClosing();
        boolean asks = !closes
                        && stage != Stage.CLOSING
                        && focus.to() != null
                        && words >= 24
                        && dice.chance(brief.style().askRate())
                || !closes && words >= 24 && dice.chance(brief.style().askRate() / 3);
        int reserved = closes || asks ? 12 : 0;
        body(last, focus, words, reserved);
        if (closes) {
            say("final", fresh(focus, last), words - total + 12);
        } else if (asks && focus.to() != null && total + SHORTEST_ROOM_TO_ASK <= words * 1.25) {
            say("ask", fresh(focus, last), Math.max(SHORTEST_ROOM_TO_ASK, words - total));
        }
        endParagraph();
        return String.join("\n\n", paragraphs);
    }

    private Focus first(@Nullable Utterance last) {
        Phrase asked = question == null ? null : topics.asked(question.text());
        if (question != null && asked == null) {
            asked = topics.heard(question.from().text(), null);
        }
        Phrase theirs = last == null ? null : topics.heard(last.text(), asked);
        theirs = theirs == null ? asked : theirs;
        Phrase mine = topics.own(theirs);
        Phrase issue = topics.issue(theirs, mine);
        if (theirs == null) {
            theirs = issue != null ? issue : Phrase.of("this matter");
        }
        if (mine == null) {
            mine = Phrase.of("the people involved");
        }
        String name = question != null ? address(question.from()) : last == null ? null : address(last);
        return new Focus(
                name,
                askee(last),
                theirs,
                mine,
                issue == null ? Phrase.of("the matter at hand") : issue,
                question == null ? null : asked == null ? Phrase.of("that") : asked,
                last == null ? null : topics.quote(last.text()),
                topics.goal(),
                topics.fact());
    }

    private @Nullable String address(Utterance utterance) {
        if (utterance.stage() && !utterance.speaker().equals("Moderator")) {
            return null;
        }
        return utterance.speaker().isEmpty() ? null : new Person(utterance.speaker(), "").address();
    }

    private @Nullable String askee(@Nullable Utterance last) {
        List<Person> others = brief.others();
        if (others.isEmpty()) {
            return last == null ? null : address(last);
        }
        double[] weights = new double[others.size()];
        for (int i = 0; i < weights.length; i++) {
            String name = others.get(i).name();
            boolean justSpoke = last != null && last.speaker().equals(name);
            boolean chairs = others.get(i).role().matches("(?i).*(moderator|facilitator|host|interviewer|chair).*");
            weights[i] = (justSpoke ? 1.5 : 1.0) * (chairs ? 0.3 : 1);
        }
        return others.get(dice.weighted(weights)).address();
    }

    private void begin(@Nullable Utterance last, Focus focus, int words) {
        if (question != null) {
            say("answer." + question.kind(), focus, words);
            return;
        }
        boolean scene = last == null || last.stage() || focus.name() == null;
        if (scene) {
            say(talk.spokenMyself() || dice.chance(0.4) ? "scene" : "open", focus, words);
            return;
        }
        double contrary =
                brief.style().contrariness() * (stage == Stage.CLOSING ? 0.4 : stage == Stage.TRADING ? 0.7 : 1);
        String intent = dice.chance(contrary) ? "differ" : dice.chance(0.35) ? "qualify" : "agree";
        say(focus.quote() != null && dice.chance(0.25) ? "quote" : intent, focus, words);
        if (!talk.spokenMyself() && total < words * 0.6) {
            say("open", focus, words - total);
        }
    }

    private void body(@Nullable Utterance last, Focus start, int words, int reserved) {
        Focus focus = start;
        boolean listed = words < 70 || !dice.chance(0.14);
        int at = dice.below(stage.intents.size());
        int failures = 0;
        for (int i = 0; i < MOST_SENTENCES && failures < 6; i++) {
            int room = words - reserved - total;
            if (total >= (words - reserved) * ENOUGH || (room < 5 && total > 0)) {
                break;
            }
            if (sentences.size() >= PARAGRAPH_SENTENCES && room > 20) {
                endParagraph();
                focus = fresh(focus, last);
                if (!listed) {
                    listed = true;
                    list(focus);
                    continue;
                }
            }
            String intent = sentences.size() <= 1 && i == 0 && question == null && dice.chance(0.35)
                    ? "bridge"
                    : stage.intents.get(at++ % stage.intents.size());
            if (intent.equals("bio") && focus.fact() == null) {
                continue;
            }
            failures += say(intent, focus, room) ? 0 : 1;
            focus = new Focus(
                    focus.name(),
                    focus.to(),
                    focus.theirs(),
                    focus.mine(),
                    focus.issue(),
                    focus.asked(),
                    focus.quote(),
                    topics.goal(),
                    intent.equals("bio") ? topics.fact() : focus.fact());
        }
    }

    private void list(Focus focus) {
        List<String> head = teller.tell("list.head", focus, 12);
        if (head == null) {
            return;
        }
        StringBuilder text = new StringBuilder(head.getFirst());
        int items = dice.between(2, 3);
        for (int i = 0; i < items; i++) {
            List<String> item = teller.tell("list.item", fresh(focus, talk.last()), 12);
            if (item != null) {
                text.append("\n- ").append(item.getFirst());
            }
        }
        total += Prose.words(text.toString());
        paragraphs.add(text.toString());
    }

    private Focus fresh(Focus old, @Nullable Utterance last) {
        Phrase theirs = last == null ? null : topics.heard(last.text(), old.mine());
        theirs = theirs == null ? old.theirs() : theirs;
        Phrase mine = topics.own(theirs);
        mine = mine == null || theirs != null && mine.overlaps(theirs) ? old.mine() : mine;
        if (theirs != null && mine != null && theirs.overlaps(mine)) {
            theirs = old.issue();
        }
        return new Focus(
                old.name(), old.to(), theirs, mine, old.issue(), old.asked(), null, topics.goal(), topics.fact());
    }

    private boolean say(String intent, Focus focus, int room) {
        List<String> told = teller.tell(intent, focus, room);
        if (told == null && total == 0) {
            told = teller.tell(intent, focus, 2 * room + 6);
        }
        if (told == null) {
            return false;
        }
        sentences.addAll(told);
        told.forEach(sentence -> total += Prose.words(sentence));
        return true;
    }

    private void endParagraph() {
        if (!sentences.isEmpty()) {
            paragraphs.add(String.join(" ", sentences));
            sentences.clear();
        }
    }

    private boolean saysClosing() {
        String phrase = brief.closing();
        if (phrase == null || talk.turns() < 8) {
            return false;
        }
        boolean said = talk.utterances().stream()
                .anyMatch(utterance -> !utterance.stage()
                        && utterance.text().toLowerCase(Locale.ROOT).contains(phrase.toLowerCase(Locale.ROOT)));
        return said || dice.chance(stage == Stage.CLOSING ? 0.3 : 0.1);
    }
}
