package dev.parley.rehearsal.wire;

import dev.parley.rehearsal.StandInSettings;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which path belongs to which protocol: what each vendor's own SDK takes as its base.
public final class Roots {
    private static final Pattern OTHER = Pattern.compile("/([a-z0-9][a-z0-9-]{0,39})/v1(/.*)");

    private final Reception reception;
    private final Models models;
    private final Wire anthropic;
    private final Wire gemini;
    private final Wire ollama;
    private final Wire openAi;
    private final Wire mistral;
    private final Wire deepSeek;

    public Roots(Reception reception, StandInSettings settings) {
        this.reception = reception;
        this.models = new Models(settings);
        this.anthropic = new AnthropicWire(reception, models);
        this.gemini = new GeminiWire(reception, models);
        this.ollama = new OllamaWire(reception, models);
        this.openAi = new ChatWire(reception, models, new OpenAiFlavour());
        this.mistral = new ChatWire(reception, models, new MistralFlavour());
        this.deepSeek = new ChatWire(reception, models, new DeepSeekFlavour());
    }

    /// A protocol and what is asked of it.
    ///
    /// @param path below the protocol's root
    public record Route(Wire wire, String path) {}

    /// The protocol that owns the path, or nothing.
    public Optional<Route> find(String path) {
        return below(path, "/anthropic", anthropic)
                .or(() -> below(path, "/gemini", gemini))
                .or(() -> below(path, "/ollama/api", ollama).map(route -> new Route(ollama, "/api" + route.path())))
                .or(() -> below(path, "/openai/v1", openAi))
                .or(() -> below(path, "/mistral/v1", mistral))
                .or(() -> below(path, "/deepseek/v1", deepSeek))
                .or(() -> below(path, "/deepseek", deepSeek))
                .or(() -> other(path));
    }

    private static Optional<Route> below(String path, String root, Wire wire) {
        return path.startsWith(root + "/")
                ? Optional.of(new Route(wire, path.substring(root.length())))
                : Optional.empty();
    }

    private Optional<Route> other(String path) {
        Matcher match = OTHER.matcher(path);
        return match.matches()
                ? Optional.of(
                        new Route(new ChatWire(reception, models, new OtherFlavour(match.group(1))), match.group(2)))
                : Optional.empty();
    }
}
