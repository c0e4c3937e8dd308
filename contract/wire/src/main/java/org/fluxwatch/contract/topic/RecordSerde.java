package org.fluxwatch.contract.topic;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.OnScale;
import org.fluxwatch.contract.record.Scaled;
import org.fluxwatch.contract.record.SinceSchema;
import org.fluxwatch.contract.topic.UnreadableRecordException.Reason;
import org.jspecify.annotations.Nullable;

/// Records as JSON, or as CBOR where they hold fields. Every message carries the header [#SCHEMA_HEADER] with the
/// number of the schema that first had this kind of record. A record of an older schema is read; one that only a
/// newer program can read is refused with a clear error. So programs of two versions can share the topics as long as
/// the newer writes nothing that the older has never heard of. What cannot be read is an
/// [UnreadableRecordException], which says why.
public final class RecordSerde<T> implements Serde<T>, Serializer<T>, Deserializer<T> {
    public static final String SCHEMA_HEADER = "fluxwatch-schema";

    /// The newest schema this program reads; it reads all before it too.
    public static final int SCHEMA = 7;

    private static final InjectableValues ABSENT = new InjectableValues.Std().addValue(OnScale.ABSENT, Co2Scale.X2007);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new WholeTexts())
            .injectableValues(ABSENT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final ObjectMapper CBOR = CBORMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new WholeTexts())
            .injectableValues(ABSENT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Class<T> type;
    private final ObjectMapper mapper;

    private RecordSerde(Class<T> type, ObjectMapper mapper) {
        this.type = type;
        this.mapper = mapper;
    }

    public static <T> RecordSerde<T> json(Class<T> type) {
        return new RecordSerde<>(type, JSON);
    }

    public static <T> RecordSerde<T> cbor(Class<T> type) {
        return new RecordSerde<>(type, CBOR);
    }

    /// The mapper of all JSON that fluxwatch writes.
    public static ObjectMapper jsonMapper() {
        return JSON;
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable T value) {
        if (value == null) return null;
        try {
            return mapper.writerFor(type).writeValueAsBytes(value);
        } catch (IOException e) {
            throw new SerializationException("cannot write a " + type.getSimpleName() + " for topic " + topic, e);
        }
    }

    @Override
    public byte @Nullable [] serialize(String topic, Headers headers, @Nullable T value) {
        headers.remove(SCHEMA_HEADER)
                .add(SCHEMA_HEADER, Integer.toString(schemaOf(value)).getBytes(StandardCharsets.US_ASCII));
        return serialize(topic, value);
    }

    /// On another scale than X2007 a record is newer than its kind: who knows of one scale alone must not take it.
    private static int schemaOf(@Nullable Object value) {
        if (value instanceof Scaled scaled && scaled.co2Scale() != Co2Scale.X2007) return OnScale.SCHEMA;
        final SinceSchema since = value == null ? null : value.getClass().getAnnotation(SinceSchema.class);
        return since == null ? 1 : since.value();
    }

    /// Of any schema.
    @Override
    public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
        return ofSchema(1, topic, bytes);
    }

    /// @param former whether the record is to be brought into today's form first
    private @Nullable T deserialize(String topic, byte @Nullable [] bytes, boolean former) {
        if (bytes == null) return null;
        try {
            final T value = former
                    ? mapper.treeToValue(FormerForms.presentForm(mapper.readTree(bytes), type), type)
                    : mapper.readValue(bytes, type);
            if (value == null) throw new IOException("they say null");
            return value;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableRecordException(
                    isRefusal(e) ? Reason.IMPOSSIBLE_VALUE : Reason.UNREADABLE_RECORD,
                    "topic " + topic + " holds " + bytes.length + " bytes that are no " + type.getSimpleName() + ": "
                            + oneLine(e.getMessage()),
                    e);
        }
    }

    /// Jackson's messages have several.
    private static String oneLine(@Nullable String message) {
        return message == null ? "" : message.replaceAll("\\s*\\R\\s*", " ");
    }

    /// Whether a record's own constructor is at the root of it.
    private static boolean isRefusal(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) root = root.getCause();
        return root instanceof IllegalArgumentException;
    }

    @Override
    public @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
        final Header header = headers.lastHeader(SCHEMA_HEADER);
        if (header == null) return deserialize(topic, bytes);
        final String schema = header.value() == null ? "" : new String(header.value(), StandardCharsets.US_ASCII);
        if (!isRead(schema))
            throw new UnreadableRecordException(
                    schema.matches("[1-9]\\d*") ? Reason.FUTURE_SCHEMA : Reason.UNREADABLE_RECORD,
                    "topic " + topic + " holds " + type.getSimpleName() + " of schema " + schema
                            + ", this program reads schemas 1 to " + SCHEMA + ": update it",
                    null);
        return ofSchema(Integer.parseInt(schema), topic, bytes);
    }

    /// Most records of the schemas before have today's form; only where one has not it is worth taking apart.
    private @Nullable T ofSchema(int schema, String topic, byte @Nullable [] bytes) {
        if (schema >= FormerForms.presentSince(type)) return deserialize(topic, bytes, false);
        if (schema < FormerForms.NESTED && FormerForms.wereFlat(type)) return deserialize(topic, bytes, true);
        try {
            return deserialize(topic, bytes, false);
        } catch (UnreadableRecordException e) {
            return deserialize(topic, bytes, true);
        }
    }

    private static boolean isRead(String schema) {
        try {
            final int number = Integer.parseInt(schema);
            return number >= 1 && number <= SCHEMA;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    @Override
    public Serializer<T> serializer() {
        return this;
    }

    @Override
    public Deserializer<T> deserializer() {
        return this;
    }

    @Override
    public void configure(java.util.Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}
}
