package org.fluxwatch.publish.inbound;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.FluxDetail;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.daily.DailyFile;

/// Reads the bytes of one Kafka record and checks that a product file can hold what they say.
final class RecordReader {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private static final int HOURS = 24;

    private final Map<AnalysedDomain, Integer> cells = new TreeMap<>();
    private final Set<String> domains;

    RecordReader(Settings settings) {
        domains = settings.domains().keySet();
        for (AnalysedDomain analysed : AnalysedDomain.all(domains))
            cells.put(analysed, settings.productGrid(analysed).cells());
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
        if (!domains.contains(key.domain())) return unknown(key);
        return switch (analysis) {
            case AnalysisField field -> checked(key, field);
            case FluxDetail detail -> checked(key, detail);
            case DailyAnalysis closing -> new Inbound.Closing(closing);
        };
    }

    private Inbound checked(AnalysisIdentity key, AnalysisField field) {
        if (!NAME.matcher(field.name()).matches() || DailyFile.isReserved(field.name()))
            return new Inbound.Rejected(
                    Rejection.UNUSABLE_NAME,
                    key + ": field name is '" + field.name()
                            + "', expected letters, digits and underscores, and none of the file's own variables");
        return wrongSize(key, "field " + field.name(), field.values()).orElseGet(() -> new Inbound.Field(field));
    }

    private Inbound checked(AnalysisIdentity key, FluxDetail detail) {
        if (detail.kind() != FluxDetail.Kind.MEMBER && detail.index() >= HOURS)
            return new Inbound.Rejected(
                    Rejection.IMPOSSIBLE_VALUE,
                    key + ": index of " + detail.kind().label() + " is " + detail.index()
                            + ", expected an hour, 0 to 23");
        return wrongSize(key, detail.kind().label() + " " + detail.index(), detail.values())
                .orElseGet(() -> new Inbound.Detail(detail));
    }

    private Optional<Inbound> wrongSize(AnalysisIdentity key, String what, float[] values) {
        final int expected =
                Objects.requireNonNull(cells.get(key.analysed()), () -> "settings have no " + key.analysed());
        if (values.length == expected) return Optional.empty();
        return Optional.of(new Inbound.Rejected(
                Rejection.WRONG_SIZE,
                key + ": " + what + " has " + values.length + " values, expected " + expected + ", one per cell"));
    }

    private Inbound innovation(ConsumerRecord<byte[], byte[]> message) {
        final Innovation innovation = Topics.INNOVATIONS
                .values()
                .deserializer()
                .deserialize(message.topic(), message.headers(), message.value());
        final AnalysisIdentity key = innovation.identity();
        return domains.contains(key.domain()) ? new Inbound.Departure(innovation) : unknown(key);
    }

    private Inbound.Rejected unknown(AnalysisIdentity key) {
        return new Inbound.Rejected(
                Rejection.UNKNOWN_DOMAIN,
                "domain is '" + key.domain() + "', expected one of settings' domains, " + domains);
    }
}
