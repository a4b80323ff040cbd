package dev.parley.model;

/// A model of a provider, written `provider/name` as in `anthropic/claude-sonnet-5`. Names may contain further slashes.
public record ModelId(String provider, String name) implements Comparable<ModelId> {
    private static final int LONGEST = 200;

    public ModelId {
        if (provider.isBlank() || provider.indexOf('/') >= 0 || name.isBlank()) {
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
