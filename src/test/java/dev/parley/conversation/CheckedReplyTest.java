package dev.parley.conversation;

import static dev.parley.conversation.Casts.cast;
import static dev.parley.conversation.Casts.persona;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.conversation.CheckedReply.Flag;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckedReplyTest {
    private static final Cast CAST = cast("Ada Byron", "Ben Okri", "Cid Campo");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I agree.",
                "  I agree.\n",
                "Ada Byron: I agree.",
                "**Ada Byron:** I agree.",
                "**Ada Byron**: I agree.",
                "[Ada Byron]: I agree.",
                "(Ada Byron): I agree.",
                "_Ada Byron_ :\n\nI agree."
            })
    void takesTheSpeakersOwnNameOff(String reply) {
        assertThat(checked(reply)).isEqualTo(new CheckedReply("I agree.", List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ben Okri: No.",
                "**Ben Okri:** No.",
                "**Ben Okri**: No.",
                "[Ben Okri]: No.",
                "(Cid Campo): No.",
                "  Ben Okri : No.",
                "Cid Campo:\nNo.\nAda Byron: Yes.",
                "Ben: No.",
                "BEN OKRI: No.",
                "**Ben Okri (clerk):** No.",
                "> Ben Okri: No.",
                "## Ben: No."
            })
    void isCutWhereItGoesOnAsSomebodyElse(String rest) {
        assertThat(checked("I agree.\n\n" + rest))
                .isEqualTo(new CheckedReply("I agree.", List.of(Flag.SPOKE_FOR_OTHERS)));
        assertThat(checked("Ada Byron: I agree.\n" + rest).text()).isEqualTo("I agree.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I agree with Ben Okri.",
                "As Ben Okri said: no.",
                "To Ben Okri: never.",
                "Listen!\nBen Okri, you are wrong: it is late.",
                "Ben Okri and Cid Campo: listen.",
                "Ben Okrison: a name."
            })
    void aMereMentionIsNotCut(String reply) {
        assertThat(checked(reply)).isEqualTo(new CheckedReply(reply, List.of()));
    }

    @Test
    void aReplyThatIsAllSomebodyElsesIsEmpty() {
        assertThat(checked("Ben Okri: No."))
                .isEqualTo(new CheckedReply("", List.of(Flag.SPOKE_FOR_OTHERS, Flag.EMPTY)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n\t", "Ada Byron:"})
    void nothingSaidIsFlaggedEmpty(String reply) {
        assertThat(checked(reply)).isEqualTo(new CheckedReply("", List.of(Flag.EMPTY)));
    }

    @Test
    void aFirstNameThatTwoShareIsNotTakenForEither() {
        var twoBens = cast("Ada Byron", "Ben Okri", "Ben Stone");
        var reply = "I agree.\nBen: which of you was it?";
        assertThat(CheckedReply.of(reply, twoBens.personas().getFirst(), twoBens, 1_000, false, false)
                        .text())
                .isEqualTo(reply);
    }

    @Test
    void whatADatabaseRefusesIsTakenOut() {
        assertThat(checked("I \u0000agree\u0007 \uD83D.\n\tYes. 🐎").text()).isEqualTo("I agree \uFFFD.\n\tYes. 🐎");
    }

    @Test
    void flagsWhatTheProviderSays() {
        assertThat(CheckedReply.of("I agr", CAST.persona("ada"), CAST, 100, true, false)
                        .flags())
                .containsExactly(Flag.TRUNCATED);
        assertThat(CheckedReply.of("No.", CAST.persona("ada"), CAST, 100, false, true)
                        .flags())
                .containsExactly(Flag.REFUSED);
        assertThat(CheckedReply.of("", CAST.persona("ada"), CAST, 100, true, true)
                        .flags())
                .containsExactly(Flag.TRUNCATED, Flag.REFUSED, Flag.EMPTY);
    }

    @Test
    void isCutAtItsMostBytesBetweenCharacters() {
        var text = "aé€🐎b";
        int[] keptBytes = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11};
        for (int most = 0; most < keptBytes.length; most++) {
            var reply = CheckedReply.of(text, CAST.persona("ada"), CAST, most, false, false);
            assertThat(reply.text().getBytes(StandardCharsets.UTF_8)).hasSize(keptBytes[most]);
            assertThat(text).startsWith(reply.text());
            assertThat(reply.flags().contains(Flag.TRUNCATED)).isEqualTo(most < 11);
        }
    }

    @Test
    void namesAreTakenLiterally() {
        var odd = new Cast(List.of(persona("ada", "A.* (x)\\E|"), persona("ben", "B+ [y]$")));
        var reply = CheckedReply.of(
                "A.* (x)\\E|: Yes.\nBBB y: no\nB+ [y]$: No.", odd.persona("ada"), odd, 100, false, false);
        assertThat(reply).isEqualTo(new CheckedReply("Yes.\nBBB y: no", List.of(Flag.SPOKE_FOR_OTHERS)));
    }

    @Test
    void aLoneSpeakerCannotSpeakForOthers() {
        var alone = cast("Ada Byron");
        assertThat(CheckedReply.of("Ben Okri: No.", alone.persona("ada"), alone, 100, false, false)
                        .text())
                .isEqualTo("Ben Okri: No.");
    }

    private static CheckedReply checked(String reply) {
        return CheckedReply.of(reply, CAST.persona("ada"), CAST, 1_000, false, false);
    }
}
