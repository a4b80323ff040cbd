package dev.parley.rehearsal.voice;

import dev.parley.conversation.Cast;
import dev.parley.conversation.Message;
import dev.parley.conversation.Prompt;
import dev.parley.conversation.Script;
import dev.parley.conversation.Segment;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.conversation.Speakers;
import dev.parley.conversation.Telling;
import dev.parley.library.Contents;
import dev.parley.library.DirectoryLibrary;
import dev.parley.rehearsal.Voice;
import dev.parley.rehearsal.Voice.Heard;
import dev.parley.rehearsal.Voice.Line;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Plays the scripts that come with the project, told as the engine tells them.
final class Shipped {
    private static final int SHORTEST = 40;
    private static final int LONGEST = 140;

    private Shipped() {}

    static Contents library() {
        try (var library = new DirectoryLibrary(Path.of("."), List.of())) {
            library.start();
            return library.contents();
        }
    }

    static Cast cast(Contents contents, Script script) {
        return new Cast(script.cast().stream()
                .map(member -> contents.personas().get(member.persona()))
                .toList());
    }

    static List<Message> run(Voice voice, Script script, Cast cast, int turns, long seed) {
        var random = new Random(seed);
        var telling = new Telling(script, cast, String::length);
        var policy = script.policy() instanceof SpeakerPolicy.ModelSelected
                ? new SpeakerPolicy.AddressedNext()
                : script.policy();
        var speakers = new Speakers(policy, cast, seed);
        var transcript = new ArrayList<Message>();
        for (int turn = 1; turn <= turns; turn++) {
            if (speakers.next(transcript) instanceof Speakers.Next.Speaker(var persona, var _)) {
                var heard = heard(
                        telling.speech(persona, transcript), persona.model().toString(), seed);
                var text = voice.reply(heard, random.nextInt(SHORTEST, LONGEST + 1));
                transcript.add(new Message(turn, persona.id(), text));
            }
        }
        return transcript;
    }

    static Heard heard(Prompt prompt, String model, long seed) {
        var system =
                String.join("\n\n", prompt.system().stream().map(Segment::text).toList());
        var lines = new ArrayList<Line>();
        for (var segment : prompt.conversation()) {
            boolean own = segment.role() == Segment.Role.SELF;
            if (!lines.isEmpty() && lines.getLast().own() == own) {
                var before = lines.removeLast().text();
                lines.add(new Line(own, before + "\n\n" + segment.text()));
            } else {
                lines.add(new Line(own, segment.text()));
            }
        }
        return new Heard(system, lines, model, seed);
    }

    /// Prints runs, for reading them as a person would: the first argument is the number of turns, the rest are seeds.
    public static void main(String[] args) {
        var contents = library();
        for (var script : contents.scripts().values()) {
            var cast = cast(contents, script);
            for (int i = 1; i < args.length; i++) {
                System.out.println("=== " + script.title() + ", seed " + args[i]);
                for (var said :
                        run(new PersonaVoice(), script, cast, Integer.parseInt(args[0]), Long.parseLong(args[i]))) {
                    System.out.println(cast.persona(said.persona()).name() + ": " + said.text() + "\n");
                }
            }
        }
    }
}
