package org.fluxwatch.assimilate.stream;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.fluxwatch.contract.topic.RecordSerde;
import org.jspecify.annotations.Nullable;

/// Clocks as JSON; reads those of older programs too, and refuses those of newer ones.
final class ClockSerde implements Serde<DomainClock>, Deserializer<DomainClock> {
    private static final RecordSerde<DomainClock> PRESENT = RecordSerde.json(DomainClock.class);

    @Override
    public @Nullable DomainClock deserialize(String topic, byte @Nullable [] bytes) {
        if (bytes == null) return null;
        try {
            final JsonNode clock = RecordSerde.jsonMapper().readTree(bytes);
            final int version = clock.path("version").asInt(1);
            if (version == 1) return ofVersion1(clock);
            if (version > DomainClock.VERSION)
                throw new NewerStateException("the state of a domain in " + topic + " is of version " + version
                        + ", this program reads versions 1 to " + DomainClock.VERSION + ": update it");
            return PRESENT.deserialize(topic, bytes);
        } catch (IOException | RuntimeException e) {
            if (e instanceof SerializationException told) throw told;
            throw new SerializationException("the clock of a domain in " + topic + " cannot be read: " + e, e);
        }
    }

    /// Its observations of analysed days are gone, so that days before its next cannot be reached.
    private static DomainClock ofVersion1(JsonNode clock) {
        final LocalDate nextDay = LocalDate.parse(clock.path("nextDay").asText());
        return new DomainClock(
                DomainClock.VERSION,
                nextDay,
                LocalDate.parse(clock.path("readyBefore").asText()),
                LocalDate.parse(clock.path("newestDay").asText()),
                nextDay,
                new LateGranules(clock.path("revision").asInt(), java.util.Map.of()),
                false,
                List.of());
    }

    @Override
    public Serializer<DomainClock> serializer() {
        return PRESENT.serializer();
    }

    @Override
    public Deserializer<DomainClock> deserializer() {
        return this;
    }

    @Override
    public void configure(java.util.Map<String, ?> configs, boolean isKey) {}

    @Override
    public void close() {}
}
