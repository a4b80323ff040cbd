package dev.parley.conversation;

import static dev.parley.conversation.Casts.MODEL;
import static dev.parley.conversation.Casts.cast;
import static dev.parley.conversation.Casts.persona;
import static dev.parley.conversation.Casts.said;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakersTest {
    private static final Cast CAST = cast("Ada Byron", "Ben Okri", "Cid Campo");
    private static final SpeakerPolicy ADDRESSED = new SpeakerPolicy.AddressedNext();
    private static final SpeakerPolicy RANDOM = new SpeakerPolicy.SeededRandom();
    private static final SpeakerPolicy CHOSEN = new SpeakerPolicy.ModelSelected(MODEL);

    @Test
    void roundRobinFollowsTheCast() {
        assertThat(order(new SpeakerPolicy.RoundRobin(), 1, 7))
                .containsExactly("ada", "ben", "cid", "ada", "ben", "cid", "ada");
    }

    @Test
    void aSeedAlwaysGivesTheSameOrder() {
        assertThat(order(RANDOM, 42, 50)).isEqualTo(order(RANDOM, 42, 50)).isNotEqualTo(order(RANDOM, 43, 50));
    }

    @Test
    void aDrawNeverTakesTheLastSpeakerAndLeavesNobodyOut() {
        for (long seed = 0; seed < 100; seed++) {
            var order = order(RANDOM, seed, 60);
            for (int i = 1; i < order.size(); i++) {
                assertThat(order.get(i)).isNotEqualTo(order.get(i - 1));
            }
            assertThat(new HashSet<>(order)).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            What do you say, Ben Okri?            | ben
            What do you say, Ben?                 | ben
            WHAT DO YOU SAY, BEN?                 | ben
            Ben is wrong. Cid, what about you?    | cid
            Cid, is Ben wrong?                    | ben
            @Ben: and?                            | ben
            A bench is no Bentley, "Cid".         | cid
            """)
    void theLastPersonNamedIsAddressed(String text, String next) {
        assertThat(after(CAST, "ada: " + text))
                .isEqualTo(new Speakers.Next.Speaker(CAST.persona(next), "was addressed"));
    }

    @Test
    void nobodyAddressesThemselves() {
        assertThat(after(CAST, "ben: Well.", "ada: I, Ada Byron, say so.")
                        .persona()
                        .id())
                .isEqualTo("cid");
    }

    @ParameterizedTest
    @CsvSource({"A bench is no Bentley.", "''", "Benedict and Acid."})
    void whoeverWaitedLongestSpeaksWhenNobodyIsAddressed(String text) {
        var next = after(CAST, "ada: One.", "cid: Two.", "ben: Three.", "ada: Four.", "ben: " + text);
        assertThat(next).isEqualTo(new Speakers.Next.Speaker(CAST.persona("cid"), "has waited longest"));
    }

    @Test
    void whoeverNeverSpokeHasWaitedLongest() {
        assertThat(after(CAST, "ben: One.", "ada: Two.").persona().id()).isEqualTo("cid");
        assertThat(after(CAST).persona().id()).isEqualTo("ada");
    }

    @Test
    void aFirstNameOfTwoPeopleAddressesNeither() {
        var two = new Cast(List.of(persona("host", "Ida Lund"), persona("a", "Sam Hill"), persona("b", "Sam Spade")));
        assertThat(after(two, "a: One.", "b: Two.", "host: Sam?").why()).isEqualTo("has waited longest");
        assertThat(after(two, "a: One.", "b: Two.", "host: Sam Spade?")
                        .persona()
                        .id())
                .isEqualTo("b");
    }

    @Test
    void aNameThatBeginsWithAnothersNameIsNotTheOthers() {
        var two = new Cast(List.of(persona("host", "Ida Lund"), persona("a", "Ann"), persona("b", "Ann Marie")));
        assertThat(after(two, "host: And you, Ann Marie?").persona().id()).isEqualTo("b");
        assertThat(after(two, "host: And you, Ann?").persona().id()).isEqualTo("a");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            José Ruiz     | And you, JOSÉ?
            José Ruiz     | And you, Jose\u0301?
            Łukasz Żak    | Łukasz!
            Ōta 太郎       | 「Ōta」
            C++ (bot)     | Ask C++ (bot).
            Dr. [X] $1\\E | Ask Dr. [X] $1\\E now
            O'Neil-Smith  | Well, O'Neil-Smith?
            """)
    void namesMayHoldAnyCharacter(String name, String text) {
        var two = new Cast(List.of(persona("host", "Ida Lund"), persona("z", "Zed Q"), persona("x", name)));
        assertThat(after(two, "host: " + text).why()).isEqualTo("was addressed");
        assertThat(after(two, "host: " + text).persona().id()).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({"Joséphine", "Jose\u0301phine", "JoseX", "Jose\u0301"})
    void aLongerWordIsNoName(String text) {
        var two = new Cast(List.of(persona("host", "Ida Lund"), persona("z", "Zed Q"), persona("x", "Jose Ruiz")));
        assertThat(after(two, "z: One.", "x: Two.", "host: " + text).why()).isEqualTo("has waited longest");
    }

    @Test
    void theFirstOfTheCastOpensAndThenTheModelIsAskedAboutTheOthers() {
        var speakers = new Speakers(CHOSEN, CAST, 1);
        assertThat(speakers.next(List.of()))
                .isEqualTo(new Speakers.Next.Speaker(CAST.persona("ada"), "opens the conversation"));
        assertThat(speakers.next(said("ben: One.")))
                .isEqualTo(new Speakers.Next.AskModel(MODEL, CAST.othersThan(CAST.persona("ben"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Cid Campo                                  | cid
            **Cid**                                    | cid
            "ben okri."                                | ben
            Ada has just spoken, so: Cid               | cid
            The next speaker should be Ben Okri.       | ben
            """)
    void readsTheNameInTheModelsAnswer(String answer, String next) {
        var chosen = new Speakers(CHOSEN, CAST, 1).chosen(answer, said("ada: One."));
        assertThat(chosen.persona().id()).isEqualTo(next);
        assertThat(chosen.why()).isEqualTo("was chosen by the model");
    }

    @ParameterizedTest
    @CsvSource({"''", "Ada Byron", "Somebody else", "2"})
    void whoeverWaitedLongestSpeaksWhenTheModelNamesNobodyWhoMay(String answer) {
        var chosen = new Speakers(CHOSEN, CAST, 1).chosen(answer, said("ben: One.", "ada: Two."));
        assertThat(chosen.persona().id()).isEqualTo("cid");
        assertThat(chosen.why()).contains("nobody");
    }

    @Test
    void aLoneSpeakerSpeaksUnderEveryPolicy() {
        var alone = cast("Ada Byron");
        for (var policy : List.of(new SpeakerPolicy.RoundRobin(), RANDOM, ADDRESSED, CHOSEN)) {
            assertThat(new Speakers(policy, alone, 1).next(said("ada: One.")))
                    .isEqualTo(new Speakers.Next.Speaker(alone.persona("ada"), "nobody else is there"));
        }
    }

    private static Speakers.Next.Speaker after(Cast cast, String... lines) {
        return (Speakers.Next.Speaker) new Speakers(ADDRESSED, cast, 1).next(said(lines));
    }

    private static List<String> order(SpeakerPolicy policy, long seed, int turns) {
        var speakers = new Speakers(policy, CAST, seed);
        var transcript = new ArrayList<Message>();
        for (int turn = 1; turn <= turns; turn++) {
            var speaker = ((Speakers.Next.Speaker) speakers.next(transcript)).persona();
            transcript.add(new Message(turn, speaker.id(), "Words."));
        }
        return transcript.stream().map(Message::persona).toList();
    }
}
