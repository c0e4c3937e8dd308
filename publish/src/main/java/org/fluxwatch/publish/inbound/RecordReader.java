package org.fluxwatch.publish.inbound;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.settings.DomainSettings;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.daily.DailyFile;

/// Reads the bytes of one Kafka record and checks that the daily file can hold what they say.
final class RecordReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private final Map<String, Integer> cells = new TreeMap<>();

    RecordReader(Map<String, DomainSettings> domains) {
        domains.forEach((name, domain) -> cells.put(name, domain.modelGrid().cells()));
    }

    /// @throws org.apache.kafka.common.errors.SerializationException when the bytes are no record of its topic
    Inbound read(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) return new Inbound.Rejected(Rejection.EMPTY, "no value");
        return message.topic().equals(Topics.ANALYSES.name()) ? analysis(message) : innovation(message);
    }

    private Inbound analysis(ConsumerRecord<byte[], byte[]> message) {
        final AnalysisRecord analysis = Topics.ANALYSES
                .values()
                .deserializer()
                .deserialize(message.topic(), message.headers(), message.value());
        final AnalysisIdentity key = analysis.identity();
        if (!cells.containsKey(key.domain())) return unknown(key);
        return switch (analysis) {
            case AnalysisField field -> checked(key, field);
            case DailyAnalysis closing -> new Inbound.Closing(closing);
        };
    }

    private Inbound checked(AnalysisIdentity key, AnalysisField field) {
        if (!NAME.matcher(field.name()).matches() || DailyFile.isReserved(field.name()))
            return new Inbound.Rejected(
                    Rejection.UNUSABLE_NAME,
                    key + ": field name is '" + field.name()
                            + "', expected letters, digits and underscores, and none of the file's own variables");
        final int expected =
                Objects.requireNonNull(cells.get(key.domain()), () -> "settings have no domain " + key.domain());
        if (field.values().length != expected)
            return new Inbound.Rejected(
                    Rejection.WRONG_SIZE,
                    key + ": field " + field.name() + " has " + field.values().length + " values, expected " + expected
                            + ", one per cell");
        return new Inbound.Field(field);
    }

    private Inbound innovation(ConsumerRecord<byte[], byte[]> message) {
        final Innovation innovation = Topics.INNOVATIONS
                .values()
                .deserializer()
                .deserialize(message.topic(), message.headers(), message.value());
        final AnalysisIdentity key = innovation.identity();
        return cells.containsKey(key.domain()) ? new Inbound.Departure(innovation) : unknown(key);
    }

    private Inbound.Rejected unknown(AnalysisIdentity key) {
        return new Inbound.Rejected(
                Rejection.UNKNOWN_DOMAIN,
                "domain is '" + key.domain() + "', expected one of settings' domains, " + cells.keySet());
    }
}
