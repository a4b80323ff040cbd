package dev.parley.web;

import dev.parley.library.Library;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/// Says which settings are there, and asks no provider whether they work.
@DefaultBean
@ApplicationScoped
public class KeysInEnvironment implements KeyStates {
    private final Config config;
    private final Library library;

    KeysInEnvironment(Config config, Library library) {
        this.config = config;
        this.library = library;
    }

    @Override
    public List<Row> states() {
        return library.contents().catalogue().models().stream()
                .map(model -> model.id().provider())
                .distinct()
                .map(provider -> new Row(
                        provider,
                        isThere(provider),
                        isThere(provider),
                        setting(provider),
                        isThere(provider) ? "set, not tried" : "not set"))
                .toList();
    }

    @Override
    public boolean isThere(String provider) {
        return config.getOptionalValue(setting(provider), String.class)
                .map(value -> !value.isBlank())
                .orElse(false);
    }

    @Override
    public String setting(String provider) {
        return switch (provider) {
            case "google" -> "GEMINI_API_KEY";
            case "ollama" -> "OLLAMA_BASE_URL";
            default -> provider.toUpperCase(Locale.ROOT).replace('-', '_') + "_API_KEY";
        };
    }
}
