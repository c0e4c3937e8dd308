package org.fluxwatch.contract.settings;

import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// Where Kafka is and how to reach it.
public record KafkaSettings(String bootstrapServers, int partitions, int replication, Map<String, String> client) {
    public KafkaSettings {
        client = Collections.unmodifiableMap(new TreeMap<>(client));
        Check.that(
                bootstrapServers.matches("[^\\s,]+:\\d+(,[^\\s,]+:\\d+)*"),
                "kafka.bootstrap-servers",
                bootstrapServers,
                "host:port[,host:port...]");
        Check.that(partitions >= 1, "kafka.partitions", partitions, "1 or more");
        Check.that(replication >= 1 && replication <= Short.MAX_VALUE, "kafka.replication", replication, "1 or more");
    }

    /// Properties that every client starts from.
    public Properties properties() {
        final Properties properties = new Properties();
        properties.putAll(client);
        properties.setProperty("bootstrap.servers", bootstrapServers);
        return properties;
    }

    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", " + partitions + " partitions, " + replication
                + " replicas, client " + client.keySet() + "]"; // never the client's values: they hold passwords
    }

    public KafkaSettings withBootstrapServers(String servers) {
        return new KafkaSettings(servers, partitions, replication, client);
    }
}
