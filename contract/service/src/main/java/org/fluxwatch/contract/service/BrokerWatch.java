package org.fluxwatch.contract.service;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.topic.Topics;
import org.jspecify.annotations.Nullable;

/// Whether Kafka answers, as the health part `kafka`. A client that has nothing to do does not notice that its broker
/// has gone, and one that has says so once a second; this says it once.
/// ```
/// STARTING --> WAITING <--> UP      as KafkaWait tells it
/// ```
public final class BrokerWatch implements AutoCloseable {
    public static final String PART = "kafka";

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    private final KafkaSettings kafka;
    private final KafkaWait wait;
    private @Nullable Thread looking;

    public BrokerWatch(KafkaSettings kafka, Health health) {
        this.kafka = kafka;
        wait = new KafkaWait(PART, health::set, Thread::sleep, InstantSource.system());
        health.set(PART, Health.State.STARTING, "");
    }

    /// Makes the topics that are not there yet. Tries once.
    ///
    /// @throws IllegalStateException with one line that names broker and reason
    public static void makeTopics(KafkaSettings kafka) throws InterruptedException {
        ask(kafka, admin -> Topics.ensure(admin, kafka.partitions(), kafka.replication(), kafka.keepDays()));
    }

    /// Waits for the broker as long as it takes, makes the topics, and from then on looks at it from a thread of
    /// its own.
    public void awaitTopics() throws InterruptedException {
        while (!answers(admin -> Topics.ensure(admin, kafka.partitions(), kafka.replication(), kafka.keepDays())))
            wait.pause();
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

    /// Who is not let in waits, too: a password may come into the file of the login.
    private boolean answers(Question question) throws InterruptedException {
        try {
            ask(kafka, question);
            wait.succeeded();
            return true;
        } catch (IllegalStateException e) {
            wait.failed(Messages.of(e));
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
