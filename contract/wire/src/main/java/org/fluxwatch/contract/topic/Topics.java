package org.fluxwatch.contract.topic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.Serdes;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.DayAlarms;
import org.fluxwatch.contract.record.GranuleState;
import org.fluxwatch.contract.record.Heartbeat;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.settings.KeepDays;

/// All topics of fluxwatch.
/// ```
/// ingest --> granules (its ledger)
/// ingest --> observations --> assimilate --> innovations, analyses --> publish
///                               ^   ├──> rows
///                               ^   └──> checkpoints ──┐
///                               └──────────────────────┘
/// publish --> alarms
/// any stage --> dead-letters, heartbeats
/// ```
public final class Topics {
    private static final Map<String, String> KEEP = Map.of(
            TopicConfig.RETENTION_MS_CONFIG, "-1",
            TopicConfig.COMPRESSION_TYPE_CONFIG, "zstd");

    /// Of each key the latest record is kept, for ever.
    private static final Map<String, String> LATEST = Map.of(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            TopicConfig.CLEANUP_POLICY_COMPACT,
            TopicConfig.COMPRESSION_TYPE_CONFIG,
            "zstd");

    /// What became of each granule; key: granule.
    public static final Topic<String, GranuleState> GRANULES =
            new Topic<>("granules", Serdes.String(), RecordSerde.json(GranuleState.class), LATEST, false);

    /// Superobservations and the records that close a granule; key: domain.
    public static final Topic<String, ObservationRecord> OBSERVATIONS =
            new Topic<>("observations", Serdes.String(), RecordSerde.json(ObservationRecord.class), KEEP, true);

    /// What the analysis made of each superobservation; key: domain.
    public static final Topic<String, Innovation> INNOVATIONS =
            new Topic<>("innovations", Serdes.String(), RecordSerde.json(Innovation.class), KEEP, true);

    /// Source-receptor rows of the observations; key: domain.
    public static final Topic<String, ObservationRow> ROWS =
            new Topic<>("rows", Serdes.String(), RecordSerde.cbor(ObservationRow.class), KEEP, true);

    /// Fields of a day and the record that closes it; key: domain.
    public static final Topic<String, AnalysisRecord> ANALYSES =
            new Topic<>("analyses", Serdes.String(), RecordSerde.cbor(AnalysisRecord.class), KEEP, true);

    /// How each day's observations compare with those before; key: `DOMAIN/SYSTEM/DAY`, so that a day's newest revision
    /// is what stays.
    public static final Topic<String, DayAlarms> ALARMS =
            new Topic<>("alarms", Serdes.String(), RecordSerde.json(DayAlarms.class), LATEST, false);

    /// States of domains to go back to, in parts; key: `DOMAIN/DAY/PART`, partition: the domain's. What falls out of
    /// reach gets a tombstone.
    public static final Topic<String, byte[]> CHECKPOINTS = new Topic<>(
            "checkpoints",
            Serdes.String(),
            Serdes.ByteArray(),
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                    TopicConfig.COMPRESSION_TYPE_CONFIG, "uncompressed",
                    TopicConfig.SEGMENT_BYTES_CONFIG, "67108864",
                    TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.5"),
            true);

    private static final long GREATEST_DEAD_LETTERS_BYTES = 1L << 30;

    /// Records that a stage could not use, as they came; key: `TOPIC/PARTITION/OFFSET` where they lay. One that was
    /// sent again gets a tombstone. [DeadLetter] says what the headers hold. Beyond 1 GiB the oldest go, whatever
    /// their age: a letter has the time of its record, which may be of any year.
    public static final Topic<String, byte[]> DEAD_LETTERS = new Topic<>(
            "dead-letters",
            Serdes.String(),
            Serdes.ByteArray(),
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_BYTES_CONFIG,
                    Long.toString(GREATEST_DEAD_LETTERS_BYTES),
                    TopicConfig.RETENTION_MS_CONFIG,
                    "-1",
                    TopicConfig.SEGMENT_BYTES_CONFIG,
                    "67108864", // what is written to is never deleted
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                    Long.toString(Long.MAX_VALUE), // whatever clock the record's producer had
                    TopicConfig.COMPRESSION_TYPE_CONFIG,
                    "zstd",
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    Integer.toString(DeadLetter.GREATEST_REQUEST_BYTES)),
            false);

    /// What each running service says of itself; key: `SERVICE/INSTANCE`. A week after the last word of an instance the
    /// topic forgets it. In small segments, for whoever begins to read it reads all of it.
    public static final Topic<String, Heartbeat> HEARTBEATS = new Topic<>(
            "heartbeats",
            Serdes.String(),
            RecordSerde.json(Heartbeat.class),
            Map.of(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                    TopicConfig.RETENTION_MS_CONFIG,
                    Long.toString(7L * 24 * 3600 * 1000),
                    TopicConfig.SEGMENT_BYTES_CONFIG,
                    "1048576",
                    TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                    "0.1",
                    TopicConfig.COMPRESSION_TYPE_CONFIG,
                    "zstd"),
            false);

    private static final List<Topic<?, ?>> ALL =
            List.of(GRANULES, OBSERVATIONS, INNOVATIONS, ROWS, ANALYSES, ALARMS, CHECKPOINTS, DEAD_LETTERS, HEARTBEATS);

    private Topics() {}

    /// Replicas that must have a write before it counts.
    public static int leastInSync(int replication) {
        return Math.max(1, replication - 1);
    }

    /// The partition of a domain in every topic that is keyed by domain.
    public static int partitionOf(String domain, int partitions) {
        return BuiltInPartitioner.partitionForKey(domain.getBytes(StandardCharsets.UTF_8), partitions);
    }

    private static Map<String, String> config(Topic<?, ?> topic, int replication, KeepDays keep) {
        final Map<String, String> config = new TreeMap<>(topic.config());
        config.putAll(TopicRetention.of(topic, keep));
        config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(leastInSync(replication)));
        return config;
    }

    /// Creates what is not there yet. A topic that exists is left as it is, but that dead letters of an earlier version
    /// get their bound, and topics that are to be kept for so many days theirs. With three replicas or more a write
    /// counts once all but one have it, so that one broker may go without a loss.
    ///
    /// @param partitions of the topics keyed by domain
    /// @param replication replicas of each partition
    public static void ensure(Admin admin, int partitions, int replication, KeepDays keep) throws InterruptedException {
        try {
            final Set<String> present = admin.listTopics().names().get();
            final List<NewTopic> absent = new ArrayList<>();
            for (Topic<?, ?> topic : ALL)
                if (!present.contains(topic.name()))
                    absent.add(new NewTopic(
                                    topic.name(), Optional.of(topic.byDomain() ? partitions : 1), Optional.of((short)
                                            replication))
                            .configs(config(topic, replication, keep)));
            admin.createTopics(absent).all().get();
            TopicRetention.bound(
                    admin,
                    ALL.stream().filter(topic -> present.contains(topic.name())).toList(),
                    keep);
        } catch (ExecutionException e) {
            // another service may create the same topics at the same moment
            final Throwable cause = TopicRetention.causeOf(e);
            if (!(cause instanceof TopicExistsException))
                throw new IllegalStateException("cannot create Kafka topics: " + cause.getMessage(), cause);
            ensure(admin, partitions, replication, keep);
        }
    }
}
