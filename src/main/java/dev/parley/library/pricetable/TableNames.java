package dev.parley.library.pricetable;

import dev.parley.model.ModelId;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Makes our names of the tables' names.
final class TableNames {
    /// Providers that are called otherwise here; several names of one vendor's interfaces come together.
    private static final Map<String, String> OURS = Map.ofEntries(
            Map.entry("gemini", "google"),
            Map.entry("xai", "x-ai"),
            Map.entry("dashscope", "alibaba"),
            Map.entry("text-completion-openai", "openai"),
            Map.entry("text-completion-codestral", "codestral"),
            Map.entry("bedrock_converse", "bedrock"),
            Map.entry("azure_text", "azure"),
            Map.entry("cohere_chat", "cohere"));

    private static final Pattern PROVIDER = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern SEPARATORS = Pattern.compile("[_.\\s]+");
    private static final int LONGEST_PROVIDER = 50;
    private static final int LONGEST_NAME = 150;
    private static final int LONGEST_TITLE = 100;

    private TableNames() {}

    static String provider(String theirs) throws Inexpressible {
        var ours = ours(theirs);
        if (ours.length() > LONGEST_PROVIDER || !PROVIDER.matcher(ours).matches()) {
            throw new Inexpressible("the provider's name cannot be written here");
        }
        return ours;
    }

    private static String ours(String theirs) {
        // Each family of models on Vertex AI is a provider of its own there.
        var name = theirs.startsWith("vertex_ai") ? "vertex_ai" : theirs;
        return OURS.getOrDefault(
                name, SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-"));
    }

    /// A key without the provider before its first slash, where it has one.
    static String withoutProvider(String key, String theirProvider) {
        int slash = key.indexOf('/');
        if (slash <= 0 || slash == key.length() - 1) {
            return key;
        }
        return ours(key.substring(0, slash)).equals(ours(theirProvider)) ? key.substring(slash + 1) : key;
    }

    static ModelId id(String provider, String name) throws Inexpressible {
        if (name.length() > LONGEST_NAME || name.equals(ModelId.EVERY_NAME)) {
            throw new Inexpressible("the model's name cannot be written here");
        }
        try {
            return new ModelId(provider, name);
        } catch (IllegalArgumentException unfit) {
            throw new Inexpressible("the model's name cannot be written here");
        }
    }

    static boolean isAlias(String text) {
        try {
            return !id("any", text).name().isEmpty();
        } catch (Inexpressible unfit) {
            return false;
        }
    }

    /// A name for people; null when it is not one short line.
    static @Nullable String title(@Nullable String text) {
        if (text == null || text.isBlank() || text.length() > LONGEST_TITLE) {
            return null;
        }
        boolean isPlain = text.codePoints().allMatch(TableNames::isPrintable);
        return isPlain ? text.strip() : null;
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
