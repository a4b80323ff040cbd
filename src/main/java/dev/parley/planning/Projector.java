package dev.parley.planning;

import dev.parley.conversation.Cast;
import dev.parley.conversation.Message;
import dev.parley.conversation.Persona;
import dev.parley.conversation.Prompt;
import dev.parley.conversation.Script;
import dev.parley.conversation.Segment;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.conversation.Speakers;
import dev.parley.conversation.Telling;
import dev.parley.planning.Projection.Choice;
import dev.parley.planning.Projection.Ends;
import dev.parley.planning.Projection.ProjectedTurn;
import dev.parley.planning.Projection.PromptSize;
import dev.parley.planning.Projection.ReplyLength;
import dev.parley.planning.Projection.Speech;
import dev.parley.planning.Projection.Told;
import dev.parley.tokens.TokenCounter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Projects a run from its script, or what is left of it from its transcript. Fixed and seeded orders are exact;
/// where a message or a model decides, everybody is taken to speak in turn and anybody may.
///
/// The reply length is a prior: people asked to stay under w words use about two thirds of them, at four tokens for
/// three words.
public final class Projector {
    /// A speaker choice answers with one name.
    public static final int CHOICE_MOST_TOKENS = 40;

    private static final int NAME_TOKENS = 4;

    private static final int CHOICE_LIKELY_TOKENS = 6;

    private final Script script;
    private final Cast cast;
    private final Telling telling;
    private final Map<String, Fixed> fixedByPersona = new HashMap<>();
    private final ReplyLength reply;

    /// What the name and the wrapping of one message can add to it.
    private final long mostNameTokens;

    public Projector(Script script, Cast cast, TokenCounter counter) {
        this.script = script;
        this.cast = cast;
        this.telling = new Telling(script, cast, counter);
        long mostName = 0;
        for (var persona : cast.personas()) {
            var own = List.of(new Message(1, persona.id(), "x"));
            var goOn = telling.speech(persona, own).segments().getLast();
            fixedByPersona.put(
                    persona.id(), Fixed.of(telling.speech(persona, List.of())).with(goOn));
            mostName = Math.max(mostName, telling.heard(own.getFirst()).mostTokens());
        }
        this.mostNameTokens = mostName;
        this.reply = reply(script.reply());
    }

    /// How long a reply is taken to be before anybody was heard.
    public static ReplyLength reply(Script.ReplyLimits limits) {
        return new ReplyLength(Math.min(limits.maxTokens(), likelyReplyTokens(limits.words())), limits.maxTokens());
    }

    /// The turns that remain after `transcript`, up to the script's last.
    public Projection after(List<Message> transcript) {
        var speakers = new Speakers(likelyPolicy(), cast, script.seed());
        var said = new ArrayList<>(transcript);
        long saidTokens = 0;
        long mostSaid = 0;
        var told = new HashMap<String, Told>();
        for (int i = 0; i < transcript.size(); i++) {
            var message = transcript.get(i);
            var fixed = fixed(message.persona());
            told.put(message.persona(), new Told(transcript.size() - i, fixed.standing + fixed.opening + saidTokens));
            if (!message.text().isEmpty()) {
                var heard = telling.heard(message);
                saidTokens += heard.tokens();
                mostSaid += heard.mostTokens();
            }
        }
        var turns = new ArrayList<ProjectedTurn>();
        for (int turn = transcript.size() + 1; turn <= script.stops().turns(); turn++) {
            var speaker = likelySpeaker(speakers, said);
            var anyoneElse = anyoneElseThan(speaker);
            turns.add(new ProjectedTurn(
                    turn,
                    new Speech(speaker.id(), size(speaker, anyoneElse, turn > 1, saidTokens, mostSaid), reply),
                    anyoneElse,
                    choice(turn, saidTokens, mostSaid)));
            said.add(new Message(turn, speaker.id(), ""));
            mostSaid += script.reply().mostMessageBytes() + mostNameTokens;
        }
        return new Projection(turns, script.kind(), cast.personas().size(), NAME_TOKENS, standing(), told, ends());
    }

    private Map<String, Long> standing() {
        var standing = new HashMap<String, Long>();
        fixedByPersona.forEach((persona, fixed) -> standing.put(persona, fixed.standing));
        return standing;
    }

    private Ends ends() {
        var stops = script.stops();
        return new Ends(stops.phrase() != null, stops.usd(), stops.tokens(), stops.time());
    }

    private PromptSize size(Persona speaker, Set<String> anyoneElse, boolean goesOn, long saidTokens, long mostSaid) {
        var fixed = fixed(speaker.id());
        long mostFixed = fixed.mostTokens;
        for (var other : anyoneElse) {
            mostFixed = Math.max(mostFixed, fixed(other).mostTokens);
        }
        boolean goesOnAlone = goesOn && cast.personas().size() == 1;
        return new PromptSize(
                fixed.standing, fixed.opening + saidTokens, goesOnAlone ? fixed.instruction : 0, mostFixed + mostSaid);
    }

    private List<Choice> choice(int turn, long saidTokens, long mostSaid) {
        boolean asks = script.policy() instanceof SpeakerPolicy.ModelSelected
                && turn > 1
                && cast.personas().size() > 1;
        if (!asks) {
            return List.of();
        }
        var fixed = Fixed.of(telling.speakerChoice(List.of(), cast.personas()));
        var prompt = new PromptSize(
                fixed.standing, fixed.opening + saidTokens, fixed.instruction, fixed.mostTokens + mostSaid);
        return List.of(new Choice(prompt, new ReplyLength(CHOICE_LIKELY_TOKENS, CHOICE_MOST_TOKENS)));
    }

    private Fixed fixed(String persona) {
        return java.util.Objects.requireNonNull(fixedByPersona.get(persona));
    }

    private SpeakerPolicy likelyPolicy() {
        return isExact() ? script.policy() : new SpeakerPolicy.RoundRobin();
    }

    private boolean isExact() {
        return switch (script.policy()) {
            case SpeakerPolicy.RoundRobin _, SpeakerPolicy.SeededRandom _ -> true;
            case SpeakerPolicy.AddressedNext _, SpeakerPolicy.ModelSelected _ -> false;
        };
    }

    private static Persona likelySpeaker(Speakers speakers, List<Message> said) {
        return switch (speakers.next(said)) {
            case Speakers.Next.Speaker(var persona, var _) -> persona;
            case Speakers.Next.AskModel asked -> asked.candidates().getFirst();
        };
    }

    private Set<String> anyoneElseThan(Persona speaker) {
        return isExact()
                ? Set.of()
                : cast.othersThan(speaker).stream().map(Persona::id).collect(Collectors.toSet());
    }

    private static long likelyReplyTokens(int words) {
        return Math.max(1, Math.round(words * 2L / 3.0 * 4 / 3));
    }

    /// What a prompt holds before anybody has spoken.
    private record Fixed(long standing, long opening, long instruction, long mostTokens) {
        static Fixed of(Prompt empty) {
            long standing = tokens(empty, Segment.Kind.PERSONA) + tokens(empty, Segment.Kind.SCENARIO);
            long opening = tokens(empty, Segment.Kind.TRANSCRIPT);
            long instruction = tokens(empty, Segment.Kind.INSTRUCTION);
            return new Fixed(standing, opening, instruction, empty.mostTokens());
        }

        /// With the instruction to go on, which anybody gets when nobody else has said a word since.
        Fixed with(Segment goOn) {
            return new Fixed(standing, opening, instruction + goOn.tokens(), mostTokens + goOn.mostTokens());
        }

        private static long tokens(Prompt prompt, Segment.Kind kind) {
            return prompt.segments().stream()
                    .filter(segment -> segment.kind() == kind)
                    .mapToLong(Segment::tokens)
                    .sum();
        }
    }
}
