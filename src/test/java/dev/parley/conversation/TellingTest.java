package dev.parley.conversation;

import static dev.parley.conversation.Casts.QUARTERS;
import static dev.parley.conversation.Casts.cast;
import static dev.parley.conversation.Casts.said;
import static dev.parley.conversation.Casts.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Segment.Kind;
import dev.parley.conversation.Segment.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TellingTest {
    private static final Cast CAST = cast("Ada Byron", "Ben Okri", "Cid Campo");
    private static final Persona ADA = CAST.persona("ada");
    private static final SpeakerPolicy IN_TURN = new SpeakerPolicy.RoundRobin();
    private static final Telling TELLING = new Telling(script(CAST, IN_TURN, 9), CAST, QUARTERS);

    @Test
    void tellsPersonaThenScenarioThenWhatWasSaid() {
        var prompt = TELLING.speech(ADA, said("ada: I begin.", "ben: I object."));
        assertThat(prompt.segments())
                .extracting(Segment::kind)
                .containsExactly(Kind.PERSONA, Kind.SCENARIO, Kind.TRANSCRIPT, Kind.TRANSCRIPT, Kind.TRANSCRIPT);
        assertThat(prompt.segments())
                .extracting(Segment::role)
                .containsExactly(Role.SYSTEM, Role.SYSTEM, Role.OTHERS, Role.SELF, Role.OTHERS);
        assertThat(prompt.conversation())
                .extracting(Segment::text)
                .containsExactly("Scene: Night falls.", "I begin.", "Ben Okri: I object.");
    }

    @Test
    void theSystemTextNamesTheSpeakerAndFillsVariables() {
        var system = TELLING.speech(ADA, List.of()).system();
        assertThat(system.getFirst().text())
                .startsWith("You are Ada Byron, clerk.")
                .contains("- To win");
        assertThat(system.getLast().text())
                .contains("The street is empty.", "Ada Byron (clerk), Ben Okri (clerk), Cid Campo (clerk)", "90 words")
                .doesNotContain("{{");
    }

    @Test
    void aSilentOpeningStillBeginsWithSomebodyElse() {
        for (var opening : new String[] {null, "", "  \n"}) {
            var telling = new Telling(script(CAST, IN_TURN, 9, "Scenario.", opening), CAST, QUARTERS);
            var conversation = telling.speech(ADA, List.of()).conversation();
            assertThat(conversation).singleElement().satisfies(only -> {
                assertThat(only.role()).isEqualTo(Role.OTHERS);
                assertThat(only.text()).isEqualTo("Scene: The conversation begins.");
            });
        }
    }

    @Test
    void leavesEmptyMessagesOut() {
        var with = TELLING.speech(ADA, said("ben: One.", "cid: ", "ben: Two."));
        assertThat(with).isEqualTo(TELLING.speech(ADA, said("ben: One.", "ben: Two.")));
    }

    @Test
    void whoeverSpokeLastIsAskedToGoOn() {
        var conversation =
                TELLING.speech(ADA, said("ben: One.", "ada: Two.", "cid: ")).conversation();
        assertThat(conversation.getLast().kind()).isEqualTo(Kind.INSTRUCTION);
        assertThat(conversation.getLast().text()).isEqualTo("[Nobody else spoke. Go on, Ada Byron.]");
    }

    /// What makes the providers' prefix caches work.
    @Test
    void eachPromptOfAPersonaBeginsWithItsPromptBefore() {
        var random = new SplittableRandom(5);
        for (int round = 0; round < 200; round++) {
            var speakers = new Speakers(new SpeakerPolicy.SeededRandom(), CAST, random.nextLong());
            var transcript = new ArrayList<Message>();
            Map<String, List<Segment>> lastPrompt = new HashMap<>();
            for (int turn = 1; turn <= 20; turn++) {
                var speaker = ((Speakers.Next.Speaker) speakers.next(transcript)).persona();
                var prompt = TELLING.speech(speaker, transcript).segments();
                var before = lastPrompt.getOrDefault(speaker.id(), List.of());
                assertThat(prompt.subList(0, before.size())).isEqualTo(before);
                lastPrompt.put(speaker.id(), prompt);
                transcript.add(new Message(turn, speaker.id(), "Words " + random.nextInt(100)));
            }
        }
    }

    @Test
    void asksForASpeakerWithEverybodysWordsAndTheNamesToChooseFrom() {
        var prompt = TELLING.speakerChoice(said("ada: I begin.", "cid: "), CAST.othersThan(ADA));
        assertThat(prompt.segments())
                .extracting(Segment::role)
                .containsExactly(Role.SYSTEM, Role.OTHERS, Role.OTHERS, Role.OTHERS);
        assertThat(prompt.segments().get(2).text()).isEqualTo("Ada Byron: I begin.");
        assertThat(prompt.segments().getLast().text()).endsWith("one name only: Ben Okri; Cid Campo");
    }

    @Test
    void noTokenizerMakesMoreTokensThanThePromptHasBytes() {
        var prompt = TELLING.speech(ADA, said("ben: Où est-elle? 🐎🐎", "cid: 你好吗"));
        int bytes = prompt.segments().stream().mapToInt(Segment::bytes).sum();
        assertThat(prompt.mostTokens()).isGreaterThan(bytes).isGreaterThan(prompt.tokens());
        assertThat(prompt.tokens())
                .isEqualTo(prompt.segments().stream()
                        .mapToLong(segment -> QUARTERS.count(segment.text()))
                        .sum());
    }

    @Test
    void aPromptEndsWithSomebodyElsesWords() {
        var own = new Segment(Kind.TRANSCRIPT, Role.SELF, "Me.", 1);
        assertThatThrownBy(() -> new Prompt(List.of(own))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Prompt(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Segment(Kind.TRANSCRIPT, Role.SELF, "", 0)).hasMessageContaining("empty");
    }
}
