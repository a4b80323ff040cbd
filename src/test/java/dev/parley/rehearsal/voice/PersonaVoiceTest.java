package dev.parley.rehearsal.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.rehearsal.Voice.Heard;
import dev.parley.rehearsal.Voice.Line;
import dev.parley.rehearsal.voice.Casts.Member;
import dev.parley.rehearsal.voice.Simulation.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonaVoiceTest {
    private static final Member MARA = Casts.CITY.members().get(0);
    private static final Member TOMAS = Casts.CITY.members().get(1);

    private final PersonaVoice voice = new PersonaVoice();

    @Test
    void theSameRequestGetsTheSameReply() {
        List<Said> first = Simulation.run(voice, Casts.CITY, 12, 7);
        List<Said> second = Simulation.run(new PersonaVoice(), Casts.CITY, 12, 7);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void anotherSeedGetsAnotherReply() {
        Heard one = Simulation.heard(Casts.CITY, MARA, List.of(), 1);
        Heard two = Simulation.heard(Casts.CITY, MARA, List.of(), 2);
        assertThat(voice.reply(one, 80)).isNotEqualTo(voice.reply(two, 80));
    }

    @ParameterizedTest
    @CsvSource({
        "what would the loading bay cost you in the first year, loading bay",
        "would you accept a smaller curb lane, curb lane",
        "why do the delivery vans matter so much, delivery vans",
        "how do you see the winter sales, winter sales",
        "when should the bus stops move, bus stops",
        "who looks after the street trees, street trees"
    })
    void aDirectQuestionIsAnsweredInTheFirstSentence(String question, String topic) {
        for (long seed = 1; seed <= 20; seed++) {
            List<Said> said = List.of(new Said(MARA, "The plan is ready. Tomás, " + question + "?", 40));
            String reply = voice.reply(Simulation.heard(Casts.CITY, TOMAS, said, seed), 70);
            String first = Prose.sentences(reply).getFirst().toLowerCase(Locale.ROOT);
            assertThat(first).as(reply).contains(topic.substring(topic.indexOf(' ') + 1));
            assertThat(first).as(reply).containsPattern("mara|\\?|yes|no|because|for|on|with|from");
            assertThat(Prose.sentences(reply).getFirst()).doesNotContain("Tomás");
        }
    }

    @Test
    void aQuestionToSomebodyElseIsLeftToThem() {
        List<Said> said =
                List.of(new Said(MARA, "The curb lane is ready. Ines, what do you make of the curb lane?", 40));
        Heard heard = Simulation.heard(Casts.CITY, TOMAS, said, 4);
        Brief brief = Objects.requireNonNull(BriefReader.read(heard.system()));
        assertThat(Question.to(brief, Dialogue.of(heard, brief.cast(), TOMAS.name())))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 45, 80, 150, 400, 900, 1500})
    void theLengthFollowsTheTarget(int target) {
        List<Said> said = Simulation.run(voice, Casts.HOSPITAL, 6, 3);
        for (Member member : Casts.HOSPITAL.members()) {
            for (long seed = 1; seed <= 15; seed++) {
                List<Said> before = new ArrayList<>(said);
                before.removeIf(
                        one -> one.equals(said.getLast()) && one.speaker().equals(member));
                Heard heard = unlimited(Simulation.heard(Casts.HOSPITAL, member, before, seed));
                double words = Prose.words(voice.reply(heard, target));
                assertThat(words / (target * 0.75))
                        .as("%s, seed %d", member.name(), seed)
                        .isBetween(0.65, 1.35);
            }
        }
    }

    @Test
    void aTinyTargetStillGetsAWholeSentence() {
        for (long seed = 1; seed <= 30; seed++) {
            String reply = voice.reply(Simulation.heard(Casts.CITY, MARA, List.of(), seed), 10);
            assertThat(Prose.sentences(reply)).hasSize(1);
            assertThat(Prose.words(reply)).isBetween(2, 26);
        }
    }

    @Test
    void theWordLimitOfTheInstructionHolds() {
        Heard heard = Simulation.heard(Casts.CITY, MARA, List.of(), 5);
        Line last = heard.turns().getLast();
        Heard limited = new Heard(
                heard.system(), List.of(new Line(false, last.text().replace("at most 400", "at most 60"))), "m", 5);
        assertThat(Prose.words(voice.reply(limited, 600))).isLessThanOrEqualTo(65);
    }

    @Test
    void aLongConversationIsAnsweredQuickly() {
        List<Said> said = Simulation.run(voice, Casts.CITY, 60, 2);
        Heard heard = Simulation.heard(Casts.CITY, MARA, said, 9);
        for (int i = 0; i < 300; i++) {
            voice.reply(heard, 100);
        }
        long start = System.nanoTime();
        for (int i = 0; i < 50; i++) {
            voice.reply(heard, 100);
        }
        double millis = (System.nanoTime() - start) / 50 / 1e6;
        System.out.printf(
                "%.2f ms for %d words heard%n",
                millis,
                heard.turns().stream()
                        .mapToInt(line -> Prose.words(line.text()))
                        .sum());
        assertThat(millis).isLessThan(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Say hello",
                "What is the capital of France?",
                "",
                "Write a haiku about bond markets.",
                "你好",
                "a|b {mine} \\d+ $1 [x]",
                "Please summarize the text.\n\nAnna: We need the north field.\n\nBen: The barn roof comes first."
            })
    void anyPromptGetsAnAnswer(String prompt) {
        for (String system : List.of(
                "", "You are a helpful assistant.", "You are Bo.", "You are Dr. Li Wei, poet.\n\nWhat you want:")) {
            for (List<Line> lines : List.of(List.of(new Line(false, prompt)), List.<Line>of())) {
                String reply = voice.reply(new Heard(system, lines, "m", 1), 60);
                assertThat(reply).isNotBlank().doesNotContain("{").doesNotContain("null");
            }
        }
    }

    @Test
    void aPlainRequestToSayAWordIsFollowed() {
        assertThat(voice.reply(new Heard("", List.of(new Line(false, "Say hello")), "m", 1), 20))
                .isEqualTo("Hello.");
    }

    private static Heard unlimited(Heard heard) {
        List<Line> lines = new ArrayList<>(heard.turns());
        Line last = lines.removeLast();
        lines.add(new Line(last.own(), last.text().replace("at most 400 words", "your own words")));
        return new Heard(heard.system(), lines, heard.model(), heard.seed());
    }
}
