package dev.parley.conversation;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/// Decides who takes the next turn. The same script, cast, transcript and seed always give the same speaker.
public final class Speakers {
    private final SpeakerPolicy policy;
    private final Cast cast;
    private final long seed;

    public Speakers(SpeakerPolicy policy, Cast cast, long seed) {
        this.policy = policy;
        this.cast = cast;
        this.seed = seed;
    }

    /// Who speaks after `transcript`, or the model that has to be asked.
    public Next next(List<Message> transcript) {
        if (cast.personas().size() == 1) {
            return new Next.Speaker(cast.personas().getFirst(), "nobody else is there");
        }
        return switch (policy) {
            case SpeakerPolicy.RoundRobin _ -> new Next.Speaker(inOrder(transcript), "next in the cast");
            case SpeakerPolicy.SeededRandom _ -> new Next.Speaker(drawn(transcript), "drawn from the seed");
            case SpeakerPolicy.AddressedNext _ ->
                addressed(transcript)
                        .map(persona -> new Next.Speaker(persona, "was addressed"))
                        .orElseGet(() -> new Next.Speaker(waitedLongest(transcript), "has waited longest"));
            case SpeakerPolicy.ModelSelected(var model) ->
                transcript.isEmpty()
                        ? new Next.Speaker(cast.personas().getFirst(), "opens the conversation")
                        : new Next.AskModel(model, candidates(transcript));
        };
    }

    /// Reads the answer to a speaker choice; whoever has waited longest when it names nobody who may speak.
    public Next.Speaker chosen(String answer, List<Message> transcript) {
        var candidates = candidates(transcript);
        return candidates.stream()
                .map(persona -> new Mention(persona, lastMention(answer, persona)))
                .filter(mention -> mention.position >= 0)
                .max(Mention.LATER)
                .map(mention -> new Next.Speaker(mention.persona, "was chosen by the model"))
                .orElseGet(() -> new Next.Speaker(waitedLongest(transcript), "the model named nobody who may speak"));
    }

    private Persona inOrder(List<Message> transcript) {
        return cast.personas().get(transcript.size() % cast.personas().size());
    }

    private Persona drawn(List<Message> transcript) {
        var candidates = candidates(transcript);
        var random = new SplittableRandom(seed * 1_000_003 + transcript.size());
        return candidates.get(random.nextInt(candidates.size()));
    }

    private Optional<Persona> addressed(List<Message> transcript) {
        if (transcript.isEmpty()) {
            return Optional.empty();
        }
        var text = transcript.getLast().text();
        return candidates(transcript).stream()
                .map(persona -> new Mention(persona, lastMention(text, persona)))
                .filter(mention -> mention.position >= 0)
                .max(Mention.LATER)
                .map(Mention::persona);
    }

    private Persona waitedLongest(List<Message> transcript) {
        return candidates(transcript).stream()
                .min(Comparator.comparingInt(persona -> lastTurn(transcript, persona)))
                .orElseThrow();
    }

    private List<Persona> candidates(List<Message> transcript) {
        return transcript.isEmpty()
                ? cast.personas()
                : cast.othersThan(cast.persona(transcript.getLast().persona()));
    }

    private static int lastTurn(List<Message> transcript, Persona persona) {
        for (int i = transcript.size() - 1; i >= 0; i--) {
            if (transcript.get(i).persona().equals(persona.id())) {
                return i;
            }
        }
        return -1;
    }

    private int lastMention(String text, Persona persona) {
        int full = lastWord(text, persona.name());
        return cast.hasUniqueFirstName(persona) ? Math.max(full, lastWord(text, persona.firstName())) : full;
    }

    private static int lastWord(String text, String word) {
        var pattern =
                Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(comparable(word)) + "(?![\\p{L}\\p{M}\\p{N}])");
        var matcher = pattern.matcher(comparable(text));
        int last = -1;
        while (matcher.find()) {
            last = matcher.start();
        }
        return last;
    }

    /// Small letters, accents written one way.
    private static String comparable(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    private record Mention(Persona persona, int position) {
        /// Where one name begins with another, as in Ann and Ann Marie, the longer is meant.
        static final Comparator<Mention> LATER = Comparator.comparingInt(Mention::position)
                .thenComparingInt(mention -> mention.persona.name().length());
    }

    /// Who is next, or what must be asked to know it.
    public sealed interface Next {
        record Speaker(Persona persona, String why) implements Next {}

        record AskModel(dev.parley.model.ModelId model, List<Persona> candidates) implements Next {
            public AskModel {
                candidates = List.copyOf(candidates);
            }
        }
    }
}
