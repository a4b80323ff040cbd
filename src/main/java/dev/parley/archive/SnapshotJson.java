package dev.parley.archive;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.parley.conversation.SpeakerPolicy;
import dev.parley.model.ModelId;
import dev.parley.money.Usd;
import java.io.IOException;
import java.util.List;

/// Writes records of the pure rooms as JSON and reads them back. What the pure rooms cannot say about themselves, how a
/// policy is told from another, stands here.
public final class SnapshotJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addSerializer(Usd.class, ToStringSerializer.instance)
                    .addDeserializer(Usd.class, new UsdReader())
                    .addSerializer(ModelId.class, ToStringSerializer.instance)
                    .addDeserializer(ModelId.class, new ModelIdReader()))
            .addMixIn(SpeakerPolicy.class, PolicyKinds.class)
            .disable(
                    SerializationFeature.FAIL_ON_EMPTY_BEANS,
                    SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                    SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // What was stored before a list was thought of lacks it.
            .withConfigOverride(
                    List.class, lists -> lists.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
            .build();

    private SnapshotJson() {}

    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot be written: " + value.getClass(), e);
        }
    }

    /// @throws IllegalStateException when the text was not written by `write`
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a stored " + type.getSimpleName(), e);
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = SpeakerPolicy.RoundRobin.class, name = "round-robin"),
        @JsonSubTypes.Type(value = SpeakerPolicy.SeededRandom.class, name = "random"),
        @JsonSubTypes.Type(value = SpeakerPolicy.AddressedNext.class, name = "addressed-next"),
        @JsonSubTypes.Type(value = SpeakerPolicy.ModelSelected.class, name = "model-selected"),
    })
    private interface PolicyKinds {}

    private static final class UsdReader extends JsonDeserializer<Usd> {
        @Override
        public Usd deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Usd.of(parser.getText());
        }
    }

    private static final class ModelIdReader extends JsonDeserializer<ModelId> {
        @Override
        public ModelId deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return ModelId.parse(parser.getText());
        }
    }
}
