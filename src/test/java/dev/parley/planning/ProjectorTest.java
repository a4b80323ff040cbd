package dev.parley.planning;

import static dev.parley.conversation.Casts.QUARTERS;
import static dev.parley.conversation.Casts.cast;
import static dev.parley.conversation.Casts.said;
import static dev.parley.conversation.Casts.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.conversation.Cast;
import dev.parley.conversation.Casts;
import dev.parley.conversation.Message;
import dev.parley.conversation.Script;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.conversation.Speakers;
import dev.parley.conversation.Telling;
import dev.parley.money.Usd;
import dev.parley.planning.Projection.ProjectedTurn;
import dev.parley.planning.Projection.PromptSize;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProjectorTest {
    private static final Cast CAST = cast("Ada Byron", "Ben Okri", "Cid Campo");
    private static final SpeakerPolicy IN_TURN = new SpeakerPolicy.RoundRobin();
    private static final SpeakerPolicy RANDOM = new SpeakerPolicy.SeededRandom();
    private static final SpeakerPolicy CHOSEN = new SpeakerPolicy.ModelSelected(Casts.MODEL);

    @Test
    void projectsEveryTurnOfTheScriptCountedFromOne() {
        var turns = projection(script(CAST, IN_TURN, 5), CAST, List.of()).turns();
        assertThat(turns).extracting(ProjectedTurn::turn).containsExactly(1, 2, 3, 4, 5);
        assertThat(projection(script(CAST, IN_TURN, 5), CAST, said("ada: 1", "ben: 2", "cid: 3"))
                        .turns())
                .extracting(ProjectedTurn::turn)
                .containsExactly(4, 5);
        assertThat(projection(script(CAST, IN_TURN, 2), CAST, said("ada: 1", "ben: 2"))
                        .turns())
                .isEmpty();
    }

    @Test
    void fixedAndSeededOrdersAreThoseThatTheRunWillTake() {
        for (var policy : List.of(IN_TURN, RANDOM)) {
            for (long seed = 0; seed < 50; seed++) {
                var script = script(CAST, policy, 30).withSeed(seed);
                var transcript = played(new Speakers(policy, CAST, seed), 30);
                assertThat(speakers(projection(script, CAST, List.of())))
                        .isEqualTo(transcript.stream().map(Message::persona).toList());
                assertThat(speakers(projection(script, CAST, transcript.subList(0, 11))))
                        .isEqualTo(transcript.subList(11, 30).stream()
                                .map(Message::persona)
                                .toList());
            }
        }
        assertThat(projection(script(CAST, RANDOM, 9), CAST, List.of()).turns())
                .allSatisfy(turn -> assertThat(turn.anyoneElse()).isEmpty());
    }

    @Test
    void anybodyMaySpeakWhereAMessageOrAModelDecides() {
        for (var policy : List.of(new SpeakerPolicy.AddressedNext(), CHOSEN)) {
            var first =
                    projection(script(CAST, policy, 3), CAST, List.of()).turns().getFirst();
            assertThat(first.speech().persona()).isEqualTo("ada");
            assertThat(first.anyoneElse()).containsExactlyInAnyOrder("ben", "cid");
        }
    }

    @Test
    void aModelIsAskedBeforeEveryTurnButTheFirst() {
        assertThat(projection(script(CAST, CHOSEN, 4), CAST, List.of()).turns())
                .extracting(turn -> turn.choice().size())
                .containsExactly(0, 1, 1, 1);
        assertThat(projection(script(CAST, CHOSEN, 4), CAST, said("ada: 1")).turns())
                .extracting(turn -> turn.choice().size())
                .containsExactly(1, 1, 1);
        assertThat(projection(script(CAST, IN_TURN, 4), CAST, List.of()).turns())
                .allSatisfy(turn -> assertThat(turn.choice()).isEmpty());
    }

    @Test
    void theFirstPromptIsKnownToTheToken() {
        var script = script(CAST, IN_TURN, 3);
        var told = new Telling(script, CAST, QUARTERS).speech(CAST.persona("ada"), List.of());
        var prompt = promptOf(projection(script, CAST, List.of()), 0);
        assertThat(prompt.tokens()).isEqualTo(told.tokens());
        assertThat(prompt.standing())
                .isEqualTo(told.system().stream().mapToLong(it -> it.tokens()).sum());
        assertThat(prompt.instruction()).isZero();
    }

    /// What turns ahead add depends on who says it through which model; that is the estimate's to add.
    @Test
    void theTranscriptHoldsWhatWasSaidAlready() {
        var fresh = projection(script(CAST, IN_TURN, 4), CAST, List.of());
        assertThat(fresh.turns().getFirst().speech().reply().likelyTokens())
                .isEqualTo(80); // 90 words, two thirds of them, four tokens for three words
        var resumed = projection(script(CAST, IN_TURN, 4), CAST, said("ada: " + "word ".repeat(100)));
        assertThat(fresh.nameTokens()).isEqualTo(4);
        for (int i = 1; i < 4; i++) {
            assertThat(promptOf(fresh, i).transcript())
                    .isEqualTo(promptOf(fresh, 0).transcript());
        }
        assertThat(promptOf(resumed, 0).transcript() - promptOf(fresh, 1).transcript())
                .isGreaterThan(100);
    }

    @Test
    void aReplyIsNeverLikelierThanItsLimit() {
        var chatty = new Script.ReplyLimits(50, 900);
        var script = script(CAST, IN_TURN, 1);
        var tight = new Script(
                script.id(),
                script.title(),
                script.kind(),
                script.scenario(),
                script.opening(),
                script.cast(),
                script.policy(),
                script.stops(),
                chatty,
                script.variables(),
                script.seed());
        assertThat(projection(tight, CAST, List.of())
                        .turns()
                        .getFirst()
                        .speech()
                        .reply())
                .isEqualTo(new Projection.ReplyLength(50, 50));
    }

    @Test
    void aResumedRunCountsWhatWasSaid() {
        var script = script(CAST, IN_TURN, 4);
        var transcript = said("ada: " + "word ".repeat(100), "ben: ", "cid: Short.");
        var told = new Telling(script, CAST, QUARTERS).speech(CAST.persona("ada"), transcript);
        var prompt = promptOf(projection(script, CAST, transcript), 0);
        // Ada hears her own words without her name, which the projection counts for all alike.
        assertThat(prompt.tokens()).isBetween(told.tokens(), told.tokens() + 4);
        assertThat(prompt.mostTokens()).isGreaterThanOrEqualTo(told.mostTokens());
    }

    @Test
    void theBoundHoldsForTheLongestMessagesAndNames() {
        var longNames = cast("Ada " + "B".repeat(90), "Ben " + "Ö".repeat(90), "Cid " + "太".repeat(90));
        var alone = cast("Ada Byron");
        for (var cast : List.of(CAST, longNames, alone)) {
            for (var policy : List.of(IN_TURN, RANDOM, new SpeakerPolicy.AddressedNext(), CHOSEN)) {
                var script = script(cast, policy, 12);
                var longest = "x".repeat(script.reply().mostMessageBytes());
                var telling = new Telling(script, cast, QUARTERS);
                var projection = projection(script, cast, List.of());
                var transcript = new ArrayList<Message>();
                for (int i = 0; i < 12; i++) {
                    var turn = projection.turns().get(i);
                    var speaker = cast.persona(turn.speech().persona());
                    var prompt = telling.speech(speaker, transcript);
                    assertThat(turn.speech().prompt().mostTokens())
                            .isGreaterThanOrEqualTo(prompt.mostTokens())
                            .isGreaterThanOrEqualTo(turn.speech().prompt().tokens());
                    var resumed = projection(script, cast, transcript).turns().getFirst();
                    assertThat(resumed.speech().prompt().mostTokens()).isGreaterThanOrEqualTo(prompt.mostTokens());
                    if (!turn.choice().isEmpty()) {
                        assertThat(turn.choice().getFirst().prompt().mostTokens())
                                .isGreaterThanOrEqualTo(telling.speakerChoice(transcript, cast.othersThan(speaker))
                                        .mostTokens());
                    }
                    transcript.add(new Message(i + 1, speaker.id(), longest));
                }
            }
        }
    }

    @Test
    void theBoundHoldsWhenEverybodyElseStaysSilent() {
        var script = script(CAST, IN_TURN, 4);
        var transcript = said("ada: " + "x".repeat(1_000), "ben: ", "cid: ");
        var told = new Telling(script, CAST, QUARTERS).speech(CAST.persona("ada"), transcript);
        assertThat(promptOf(projection(script, CAST, transcript), 0).mostTokens())
                .isGreaterThanOrEqualTo(told.mostTokens());
    }

    @Test
    void aLoneSpeakerIsToldToGoOnFromTheSecondTurn() {
        var alone = cast("Ada Byron");
        var projection = projection(script(alone, IN_TURN, 3), alone, List.of());
        assertThat(projection.turns())
                .extracting(turn -> turn.speech().prompt().instruction())
                .containsExactly(0L, 10L, 10L);
    }

    @Test
    void countsTheLaterTurnsOfAPersona() {
        var projection = projection(script(CAST, IN_TURN, 7), CAST, List.of());
        assertThat(projection.laterTurnsOf("ada")).isEqualTo(2);
        assertThat(projection.laterTurnsOf("ben")).isEqualTo(2);
        assertThat(projection.laterTurnsOf("nobody")).isZero();
    }

    @Test
    void whatIsLeftOfTheLimitsNeverFallsBelowNothing() {
        var ends = new Projection.Ends(true, Usd.of("0.5"), 1_000L, Duration.ofMinutes(10));
        assertThat(ends.after(Usd.of("0.2"), 400, Duration.ofMinutes(4)))
                .isEqualTo(new Projection.Ends(true, Usd.of("0.3"), 600L, Duration.ofMinutes(6)));
        assertThat(ends.after(Usd.of("0.7"), 1_400, Duration.ofMinutes(14)))
                .isEqualTo(new Projection.Ends(true, Usd.ZERO, 0L, Duration.ZERO));
        assertThat(Projection.Ends.AT_THE_LAST_TURN.after(Usd.of("1"), 1, Duration.ofDays(1)))
                .isEqualTo(Projection.Ends.AT_THE_LAST_TURN);
    }

    @Test
    void promptsThatAreForgottenAreToldNoMore() {
        var projection = projection(script(CAST, IN_TURN, 6), CAST, said("ada: One.", "ben: Two."));
        assertThat(projection.told()).containsOnlyKeys("ada", "ben");
        assertThat(projection.toldOnly(Set.of("ben", "cid")).told()).containsOnlyKeys("ben");
        assertThat(projection.toldOnly(Set.of("ben")).turns()).isEqualTo(projection.turns());
    }

    @Test
    void refusesNegativeSizes() {
        assertThatThrownBy(() -> new PromptSize(0, -1, 0, 0)).hasMessageContaining("negative");
    }

    private static Projection projection(Script script, Cast cast, List<Message> transcript) {
        return new Projector(script, cast, QUARTERS).after(transcript);
    }

    private static PromptSize promptOf(Projection projection, int index) {
        return projection.turns().get(index).speech().prompt();
    }

    private static List<String> speakers(Projection projection) {
        return projection.turns().stream().map(turn -> turn.speech().persona()).toList();
    }

    private static List<Message> played(Speakers speakers, int turns) {
        var transcript = new ArrayList<Message>();
        for (int turn = 1; turn <= turns; turn++) {
            var speaker = ((Speakers.Next.Speaker) speakers.next(transcript)).persona();
            transcript.add(new Message(turn, speaker.id(), "Words."));
        }
        return transcript;
    }
}
