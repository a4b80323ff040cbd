package dev.parley.library.pricetable;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;

/// The public price tables whose format is known.
public enum TableKind {
    GENAI_PRICES("genai-prices", "https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/data.json"),
    LITELLM("litellm", "https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json");

    private final String wireName;
    private final URI address;

    TableKind(String wireName, String address) {
        this.wireName = wireName;
        this.address = URI.create(address);
    }

    /// The name in the API, on pages and in files.
    public String wireName() {
        return wireName;
    }

    /// Where the project itself keeps its table.
    public URI address() {
        return address;
    }

    /// Whether the format can say that a price holds for a part of the day. Where it cannot, its silence is no news.
    boolean saysDailyWindows() {
        return switch (this) {
            case GENAI_PRICES -> true;
            case LITELLM -> false;
        };
    }

    public static Optional<TableKind> named(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName.equals(wireName))
                .findFirst();
    }
}
