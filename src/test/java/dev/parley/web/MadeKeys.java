package dev.parley.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Locale;

/// One key that works, one that does not, the others absent.
@Alternative
@ApplicationScoped
public class MadeKeys implements KeyStates {
    @Override
    public List<Row> states() {
        return List.of(
                new Row("anthropic", true, true, "ANTHROPIC_API_KEY", "works"),
                new Row("google", false, false, "GEMINI_API_KEY", "set GEMINI_API_KEY"),
                new Row("mistral", true, false, "MISTRAL_API_KEY", "the key was refused"));
    }

    @Override
    public boolean isThere(String provider) {
        return provider.equals("anthropic") || provider.equals("mistral");
    }

    @Override
    public String setting(String provider) {
        return provider.toUpperCase(Locale.ROOT) + "_API_KEY";
    }
}
