package dev.parley.provider;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.provider.CallOutcome.Finish;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What has been read of one streamed reply. Used by one thread alone.
final class Reply {
    private final StringBuilder text = new StringBuilder();
    private final List<JsonNode> usages = new ArrayList<>();
    private @Nullable String id;
    private @Nullable String model;
    private @Nullable Finish finish;
    private @Nullable String trouble;
    private boolean refused;
    private boolean marked;

    void say(String piece) {
        text.append(piece);
    }

    void identify(JsonNode responseId, JsonNode modelName) {
        id = responseId.isTextual() ? responseId.textValue() : id;
        model = modelName.isTextual() ? modelName.textValue() : model;
    }

    void finishAs(Finish reason) {
        finish = reason;
    }

    void refuse() {
        refused = true;
    }

    /// Keeps a usage object, in the order of arrival; anything that is none is passed over.
    void keepUsage(JsonNode usage) {
        if (usage.isObject()) {
            usages.add(usage);
        }
    }

    /// The wire's own mark of the end has come.
    void markEnd() {
        marked = true;
    }

    /// Something that makes the reply unreliable; the first word counts.
    void trouble(String reason) {
        if (trouble == null) {
            trouble = reason;
        }
    }

    String text() {
        return text.toString();
    }

    List<JsonNode> usages() {
        return usages;
    }

    @Nullable
    String id() {
        return id;
    }

    @Nullable
    String model() {
        return model;
    }

    @Nullable
    String trouble() {
        return trouble;
    }

    boolean isFinished() {
        return finish != null || refused;
    }

    boolean isMarked() {
        return marked;
    }

    Finish finish() {
        return refused || finish == null ? Finish.REFUSED : finish;
    }
}
