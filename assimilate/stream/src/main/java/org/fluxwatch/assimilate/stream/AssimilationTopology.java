package org.fluxwatch.assimilate.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.fluxwatch.contract.record.ObservationRecord;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.contract.topic.Topics;

/// The stage as a stream.
/// ```
/// observations ──> DomainKeys ──> DayProcessor ──> innovations
///    (domain)                      │  │  │    ├──> analyses
///                                  │  │  │    └──> checkpoints    copies of state and held,  read only to go back
///                                  │  │  └── clock         how far each domain has come
///                                  │  └───── sets          observations of days to come, and of those within reach
///                                  ├──────── ensemble      the state of the domain's system, in chunks
///                                  └──────── held          days that later ones may still correct
/// ```
/// All stores are persisted and logged to changelog topics; the domain is the partition key, so a domain lives in one
/// task with its stores. What cannot be used goes to dead letters ([FailureAnswers]).
final class AssimilationTopology {
    static final String CLOCK_STORE = "clock";
    static final String OBSERVATION_STORE = "sets";
    static final String STATE_STORE = "ensemble";
    static final String HELD_STORE = "held";
    static final String INNOVATIONS = "innovations";
    static final String ROWS = "rows";
    static final String ANALYSES = "analyses";
    static final String CHECKPOINTS = "checkpoints";

    private static final String SOURCE = "observations";
    private static final String KEYS = "domain-keys";
    private static final String PROCESSOR = "day-processor";

    /// A state is rewritten every day: small segments let the cleaner keep its changelog near its true size. An
    /// ensemble's floats do not compress (58.2 MB become 58.1 with lz4), so that nobody tries.
    private static final Map<String, String> STATE_CHANGELOG =
            Map.of("segment.bytes", "33554432", "min.cleanable.dirty.ratio", "0.5", "compression.type", "uncompressed");

    /// Each day's records come once and are deleted once, and a clock is written again and again. Kafka's own
    /// segments of 1 GiB would keep all of a week, and what is written to is never cleaned. Not lz4: its
    /// library leaves a file in the system's temporary folder at each kill of a broker.
    private static final Map<String, String> DAYS_CHANGELOG =
            Map.of("segment.bytes", "8388608", "min.cleanable.dirty.ratio", "0.3", "compression.type", "zstd");

    private AssimilationTopology() {}

    static Topology build(ProcessorSupplier<String, ObservationRecord, String, Object> processor) {
        final Topology topology = new Topology();
        topology.addSource(
                SOURCE,
                Topics.OBSERVATIONS.keys().deserializer(),
                Topics.OBSERVATIONS.values().deserializer(),
                Topics.OBSERVATIONS.name());
        topology.addProcessor(KEYS, DomainKeys::new, SOURCE);
        topology.addProcessor(PROCESSOR, processor, KEYS);
        for (StoreBuilder<?> store : stores()) topology.addStateStore(store, PROCESSOR);
        topology.addSink(
                INNOVATIONS,
                Topics.INNOVATIONS.name(),
                Topics.INNOVATIONS.keys().serializer(),
                Topics.INNOVATIONS.values().serializer(),
                PROCESSOR);
        topology.addSink(
                ROWS,
                Topics.ROWS.name(),
                Topics.ROWS.keys().serializer(),
                Topics.ROWS.values().serializer(),
                PROCESSOR);
        topology.addSink(
                ANALYSES,
                Topics.ANALYSES.name(),
                Topics.ANALYSES.keys().serializer(),
                Topics.ANALYSES.values().serializer(),
                PROCESSOR);
        topology.addSink(
                CHECKPOINTS,
                Topics.CHECKPOINTS.name(),
                Topics.CHECKPOINTS.keys().serializer(),
                Topics.CHECKPOINTS.values().serializer(),
                (topic, key, value, partitions) -> Optional.of(Set.of(Topics.partitionOf(domainOf(key), partitions))),
                PROCESSOR);
        return topology;
    }

    /// With their changelogs.
    static List<StoreBuilder<?>> stores() {
        return List.of(
                store(CLOCK_STORE, new ClockSerde()).withLoggingEnabled(DAYS_CHANGELOG),
                store(OBSERVATION_STORE, RecordSerde.json(ObservationRecord.class))
                        .withLoggingEnabled(DAYS_CHANGELOG),
                store(STATE_STORE, Serdes.ByteArray()).withLoggingEnabled(STATE_CHANGELOG),
                store(HELD_STORE, Serdes.ByteArray()).withLoggingEnabled(DAYS_CHANGELOG));
    }

    /// A checkpoint's records lie in the partition of their domain.
    private static String domainOf(String key) {
        return key.substring(0, key.indexOf('/'));
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(
            String name, org.apache.kafka.common.serialization.Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }
}
