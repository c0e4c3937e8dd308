package org.fluxwatch.contract.settings;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/// Where Kafka is and how to reach it.
///
/// @param loginFile properties of a client, empty for none; those of `client` win
public record KafkaSettings(
        String bootstrapServers,
        int partitions,
        int replication,
        KeepDays keepDays,
        Map<String, String> client,
        String loginFile) {
    /// Requests that an idempotent producer, with transactions or without, has on the way to a broker at a
    /// time. Kafka's own is 5: then a batch that is put off, as while the broker learns anew of a partition or
    /// of its transactions, is overtaken by those behind it, and is refused as out of order again and again, at
    /// worst until the time for delivery is out (KAFKA-14920).
    public static final int REQUESTS_AT_A_TIME = 1;

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

    /// Properties that every client starts from. The login file is read each time, since a broker that makes it may
    /// come later than its clients.
    ///
    /// @throws IllegalStateException when the login file is there and cannot be read
    public Properties properties() {
        final Properties properties = new Properties();
        if (!client.containsKey("security.protocol"))
            properties.putAll(LoginFile.read(Path.of(loginFile), bootstrapServers));
        properties.putAll(client);
        properties.setProperty("bootstrap.servers", bootstrapServers);
        return properties;
    }

    /// What an idempotent producer starts from.
    ///
    /// @throws IllegalStateException as [#properties]
    public Properties producer() {
        final Properties properties = properties();
        properties.put("max.in.flight.requests.per.connection", REQUESTS_AT_A_TIME);
        return properties;
    }

    /// What a producer of transactions starts from.
    ///
    /// @throws IllegalStateException as [#properties]
    public Properties transactions(String transactionalId) {
        final Properties properties = producer();
        properties.put("transactional.id", transactionalId);
        properties.put("client.id", transactionalId);
        return properties;
    }

    /// For a message that this broker cannot be used: where a login was looked for, when it is on this machine and none
    /// was found. A broker that wants one does not say so to who has none.
    public String loginNote() {
        return !bootstrapServers.matches("(localhost|127\\.0\\.0\\.1):\\d+")
                        || properties().containsKey("security.protocol")
                ? ""
                : " (asked without a login: none for it in " + loginFile + ")";
    }

    @Override
    public String toString() {
        return "KafkaSettings[" + bootstrapServers + ", " + partitions + " partitions, " + replication
                + " replicas, client " + client.keySet() + "]"; // never the client's values: they hold passwords
    }

    public KafkaSettings withBootstrapServers(String servers) {
        return new KafkaSettings(servers, partitions, replication, keepDays, client, loginFile);
    }

    /// The same where no login file is named.
    KafkaSettings withDefaultLogin(Path file) {
        return loginFile.isEmpty()
                ? new KafkaSettings(bootstrapServers, partitions, replication, keepDays, client, file.toString())
                : this;
    }

    /// At a broker of this process, whatever login and encryption these settings have for another.
    public KafkaSettings at(String servers, Path login) {
        final Map<String, String> kept = new TreeMap<>(client);
        kept.keySet().removeIf(key -> key.matches("(security|sasl|ssl)\\..*"));
        return new KafkaSettings(servers, partitions, replication, keepDays, kept, login.toString());
    }
}
