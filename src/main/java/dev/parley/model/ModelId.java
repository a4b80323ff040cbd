package dev.parley.model;

import java.util.Optional;
import java.util.regex.Pattern;

/// A model of a provider, written `provider/name` as in `anthropic/claude-sonnet-5`. Names may contain further slashes.
public record ModelId(String provider, String name) implements Comparable<ModelId> {
    private static final int LONGEST = 200;
    /// Small letters, digits and hyphens.
    public static final String PROVIDER_PATTERN = "[a-z0-9][a-z0-9-]*";
    /// Names end up in addresses of requests: no step upwards, no query, nothing that needs escaping.
    public static final String NAME_PATTERN =
            "(?!.*\\.\\.)[A-Za-z0-9][A-Za-z0-9._:@+-]*(/[A-Za-z0-9][A-Za-z0-9._:@+-]*)*";
    /// Stands for every model of a provider.
    public static final String EVERY_NAME = "*";

    private static final Pattern PROVIDER = Pattern.compile(PROVIDER_PATTERN);
    private static final Pattern NAME = Pattern.compile(NAME_PATTERN);
    private static final Pattern DATED =
            Pattern.compile("(.+)-20[0-9]{2}(-?)(0[1-9]|1[0-2])\\2(0[1-9]|[12][0-9]|3[01])");

    public ModelId {
        if (!PROVIDER.matcher(provider).matches()
                || !(name.equals(EVERY_NAME) || NAME.matcher(name).matches())) {
            throw new IllegalArgumentException("not a model id: " + provider + "/" + name);
        }
        if (provider.length() + name.length() > LONGEST) {
            throw new IllegalArgumentException("model id longer than " + LONGEST + " characters");
        }
    }

    /// @throws IllegalArgumentException when `text` is not of the form `provider/name`
    public static ModelId parse(String text) {
        int slash = text.indexOf('/');
        if (slash <= 0 || slash == text.length() - 1) {
            throw new IllegalArgumentException(
                    "a model is written provider/name, as in openai/gpt-6-luna, not: " + text);
        }
        return new ModelId(
                text.substring(0, slash).strip(), text.substring(slash + 1).strip());
    }

    /// The id without the day at its end, as in `claude-sonnet-4-5-20250929` or `gpt-4o-2024-08-06`; empty when there
    /// is none. Vendors name the versions of a model so.
    public Optional<ModelId> undated() {
        var dated = DATED.matcher(name);
        return dated.matches() ? Optional.of(new ModelId(provider, dated.group(1))) : Optional.empty();
    }

    @Override
    public int compareTo(ModelId other) {
        int byProvider = provider.compareTo(other.provider);
        return byProvider != 0 ? byProvider : name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return provider + "/" + name;
    }
}
