package org.fluxwatch.contract.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.fluxwatch.contract.settings.KeepDays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How long topics keep what is on them.
final class TopicRetention {
    private static final Logger LOG = LoggerFactory.getLogger(TopicRetention.class);

    private TopicRetention() {}

    /// What settings say of a topic beside its own; empty where they say nothing.
    static Map<String, String> of(Topic<?, ?> topic, KeepDays keep) {
        final int days = keep.days(topic.name());
        return days == 0
                ? Map.of()
                : Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(Duration.ofDays(days).toMillis()));
    }

    /// Bounds topics that are there: as settings say, and dead letters of an earlier version as today's.
    /// Whatever else an operator has set is left, and one that may not be set is no reason to stop.
    static void bound(Admin admin, List<Topic<?, ?>> present, KeepDays keep) throws InterruptedException {
        for (Topic<?, ?> topic : present) {
            final Map<String, String> wanted = of(topic, keep);
            if (!wanted.isEmpty()) bound(admin, topic, wanted, false);
            if (topic.name().equals(Topics.DEAD_LETTERS.name())) bound(admin, topic, topic.config(), true);
        }
    }

    /// @param unlessBounded whether a bound in bytes that is there, whatever it is, is left
    private static void bound(Admin admin, Topic<?, ?> topic, Map<String, String> wanted, boolean unlessBounded)
            throws InterruptedException {
        final ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        try {
            final Map<ConfigResource, Config> all =
                    admin.describeConfigs(List.of(resource)).all().get();
            final Map<String, String> now = all.values().stream()
                    .flatMap(config -> config.entries().stream())
                    .filter(entry -> entry.value() != null)
                    .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
            if (unlessBounded && !"-1".equals(now.get(TopicConfig.RETENTION_BYTES_CONFIG))) return;
            final Map<String, String> changes = new LinkedHashMap<>(wanted);
            changes.entrySet().removeIf(change -> change.getValue().equals(now.get(change.getKey())));
            if (changes.isEmpty()) return;
            final List<AlterConfigOp> operations = new ArrayList<>();
            changes.forEach((key, value) ->
                    operations.add(new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET)));
            admin.incrementalAlterConfigs(Map.of(resource, operations)).all().get();
            LOG.info("the topic {} is bounded: {}", topic.name(), changes);
        } catch (ExecutionException e) {
            LOG.warn(
                    "the topic {} cannot be bounded: {}",
                    topic.name(),
                    causeOf(e).toString());
        }
    }

    static Throwable causeOf(ExecutionException e) {
        return e.getCause() == null ? e : e.getCause();
    }
}
