package dev.parley.web;

import dev.parley.conversation.RunMode;
import dev.parley.library.Library;
import dev.parley.provider.KeyCheck;
import dev.parley.provider.KeyState;
import dev.parley.provider.ModelClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/// What the providers themselves say of the keys in the environment.
@ApplicationScoped
class ProviderKeys implements KeyStates {
    private final Library library;
    private final ModelClient client;
    private final KeyCheck check;

    ProviderKeys(Library library, ModelClient client, KeyCheck check) {
        this.library = library;
        this.client = client;
        this.check = check;
    }

    @Override
    public List<KeyState> states() {
        return check.checkAll(library.contents().catalogue().models().stream()
                .map(model -> model.id().provider())
                .distinct()
                .toList());
    }

    @Override
    public Optional<String> missing(String provider) {
        return client.isUsable(provider, RunMode.LIVE)
                ? Optional.empty()
                : Optional.of(check.check(provider).words());
    }
}
