package org.fluxwatch.contract.topic;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;

/// A topic: its name, how keys and values are written, and its policy.
///
/// @param config topic configuration at creation, Kafka's names
/// @param byDomain keyed by domain, so that its partitions may be many; one partition otherwise
public record Topic<K, V>(String name, Serde<K> keys, Serde<V> values, Map<String, String> config, boolean byDomain) {}
