package org.fluxwatch.contract.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.Serdes;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRecord;

/// All topics of fluxwatch.
/// ```
/// ingest --> granules (its ledger)
/// ingest --> observations --> assimilate --> innovations, analyses --> publish
/// ```
public final class Topics {
    private static final Map<String, String> KEEP = Map.of(
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.COMPRESSION_TYPE_CONFIG, "zstd");

    /// What became of each granule; key: granule.
    public static final Topic<String, GranuleState> GRANULES = new Topic<>(
            "granules",
            Serdes.String(),
            RecordSerde.json(GranuleState.class),
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.COMPRESSION_TYPE_CONFIG,
                    "zstd"),
            false);

    /// Superobservations and the records that close a granule; key: domain.
    public static final Topic<String, ObservationRecord> OBSERVATIONS =
            new Topic<>("observations", Serdes.String(), RecordSerde.json(ObservationRecord.class), KEEP, true);

    /// What the filter made of each superobservation; key: domain.
    public static final Topic<String, Innovation> INNOVATIONS =
            new Topic<>("innovations", Serdes.String(), RecordSerde.json(Innovation.class), KEEP, true);

    /// Fields of a day and the record that closes it; key: domain.
    public static final Topic<String, AnalysisRecord> ANALYSES =
            new Topic<>("analyses", Serdes.String(), RecordSerde.cbor(AnalysisRecord.class), KEEP, true);

    private static final List<Topic<?, ?>> ALL = List.of(GRANULES, OBSERVATIONS, INNOVATIONS, ANALYSES);

    private Topics() {}

    /// Creates what is not there yet. A topic that exists is left as it is.
    ///
    /// @param partitions of the topics keyed by domain
    /// @param replication replicas of each partition
    public static void ensure(Admin admin, int partitions, int replication) throws InterruptedException {
        try {
            final Set<String> present = admin.listTopics().names().get();
            final List<NewTopic> absent = new ArrayList<>();
            for (Topic<?, ?> topic : ALL)
                if (!present.contains(topic.name()))
                    absent.add(new NewTopic(
                                    topic.name(), Optional.of(topic.byDomain() ? partitions : 1), Optional.of((short)
                                            replication))
                            .configs(topic.config()));
            admin.createTopics(absent).all().get();
        } catch (ExecutionException e) {
            // another service may create the same topics at the same moment
            if (!(e.getCause() instanceof TopicExistsException))
                throw new IllegalStateException(
                        "cannot create Kafka topics: " + e.getCause().getMessage(), e.getCause());
            ensure(admin, partitions, replication);
        }
    }
}
