package org.fluxwatch.contract.service;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether Kafka answers, as the health part `kafka`. A client that has nothing to do does not notice that its broker
/// has gone, and one that has says so once a second; this says it once.
/// ```
/// STARTING --> WAITING <--> UP      each change is a line in the log
/// ```
public final class BrokerWatch implements AutoCloseable {
    public static final String PART = "kafka";

    private static final Logger LOG = LoggerFactory.getLogger(BrokerWatch.class);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final Health health;
    private Thread looking;
    private String told = "";

    public BrokerWatch(KafkaSettings kafka, Health health) {
        this.kafka = kafka;
        this.health = health;
        health.set(PART, Health.State.STARTING, "");
    }

    /// Makes the topics that are not there yet. Tries once.
    ///
    /// @throws IllegalStateException with one line that names broker and reason
    public static void makeTopics(KafkaSettings kafka) throws InterruptedException {
        ask(kafka, admin -> Topics.ensure(admin, kafka.partitions(), kafka.replication()));
    }

    /// Waits for the broker as long as it takes, makes the topics, and from then on looks at it from a thread of
    /// its own.
    public void awaitTopics() throws InterruptedException {
        while (!answers(admin -> Topics.ensure(admin, kafka.partitions(), kafka.replication())))
            Thread.sleep(BETWEEN_LOOKS);
        looking = Thread.ofVirtual().name("broker-watch").start(this::look);
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                answers(admin -> admin.describeCluster().clusterId().get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Health is set only when the answer differs from the last one: between, it is the service's own to set.
    private boolean answers(Question question) throws InterruptedException {
        try {
            ask(kafka, question);
            if (!told.isEmpty()) LOG.info("Kafka at {} answers", kafka.bootstrapServers());
            if (!told.isEmpty() || looking == null) health.set(PART, Health.State.UP, "");
            told = "";
            return true;
        } catch (IllegalStateException e) {
            if (!told.equals(e.getMessage())) {
                LOG.warn("{}; waiting for it", e.getMessage());
                health.set(PART, Health.State.WAITING, e.getMessage());
            }
            told = e.getMessage();
            return false;
        }
    }

    @FunctionalInterface
    private interface Question {
        void ask(Admin admin) throws InterruptedException, ExecutionException;
    }

    private static void ask(KafkaSettings kafka, Question question) throws InterruptedException {
        final Properties properties = kafka.properties();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(ANSWER.toMillis()));
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(ANSWER.toMillis()));
        try {
            final Admin admin = Admin.create(properties);
            try {
                question.ask(admin);
            } finally {
                admin.close(Duration.ofSeconds(1)); // without a time it would wait for the broker
            }
        } catch (KafkaException | IllegalStateException | ExecutionException e) {
            throw new IllegalStateException(
                    "Kafka at " + kafka.bootstrapServers() + " cannot be used: " + KafkaFailures.reason(e)
                            + kafka.loginNote(),
                    e);
        }
    }

    @Override
    public void close() {
        if (looking != null) looking.interrupt();
    }
}
