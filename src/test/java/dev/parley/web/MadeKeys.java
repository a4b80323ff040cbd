package dev.parley.web;

import dev.parley.provider.KeyState;
import dev.parley.provider.KeyState.State;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// One key in each state.
@Alternative
@ApplicationScoped
public class MadeKeys implements KeyStates {
    private static final Set<String> THERE = Set.of("anthropic", "mistral");

    @Override
    public List<KeyState> states() {
        return List.of(
                new KeyState("anthropic", State.WORKS, "works"),
                new KeyState("google", State.ABSENT, "set GEMINI_API_KEY"),
                new KeyState("mistral", State.REFUSED, "the key was refused"),
                new KeyState("ollama", State.UNREACHABLE, "no answer in time"));
    }

    @Override
    public Optional<String> missing(String provider) {
        return THERE.contains(provider)
                ? Optional.empty()
                : Optional.of("set " + provider.toUpperCase(Locale.ROOT) + "_API_KEY");
    }
}
