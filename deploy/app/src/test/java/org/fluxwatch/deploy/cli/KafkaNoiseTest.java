package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// On lines that Kafka 4.3.1 has said.
class KafkaNoiseTest {
    private static final String SENDER = "org.apache.kafka.clients.producer.internals.Sender";
    private static final String EXECUTOR = "org.apache.kafka.streams.processor.internals.TaskExecutor";
    private static final String STREAM_THREAD = "org.apache.kafka.streams.processor.internals.StreamThread";
    private static final String PRODUCER =
            "[Producer clientId=fluxwatch-assimilate-aba44a28-00ee-44eb-8476-241bac81430a-"
                    + "StreamThread-1-producer, transactionalId=fluxwatch-assimilate-aba44a28-00ee-44eb-8476-241bac81430a-1] ";
    private static final String THREAD =
            "stream-thread [fluxwatch-assimilate-aba44a28-00ee-44eb-8476-241bac81430a-StreamThread-1] ";
    private static final String LOADING = "Got error produce response with correlation id 50 on topic-partition"
            + " innovations-0, retrying (2147483646 attempts left). Error: NOT_ENOUGH_REPLICAS. Error Message: Unable to"
            + " verify the partition has been added to the transaction. Underlying error: COORDINATOR_LOAD_IN_PROGRESS";
    private static final String CORRUPTED =
            "Detected the states of tasks [0_0] are corrupted. Will close the task as dirty and re-create and bootstrap"
                    + " from scratch.";

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    @BeforeEach
    void listen() {
        listen(Duration.ofHours(1));
    }

    private void listen(Duration quiet) {
        context.reset();
        context.addTurboFilter(new KafkaNoise(quiet));
        said.start();
        final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(said);
    }

    @AfterEach
    void end() {
        context.reset();
    }

    private List<String> lines() {
        return said.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }

    @Test
    void saysABrokersReturnInTwoLines() {
        listen(Duration.ofMillis(300));
        final var sender = LoggerFactory.getLogger(SENDER);
        sender.warn(PRODUCER + "Got error produce response with correlation id 48 on topic-partition"
                + " fluxwatch-assimilate-held-changelog-0, retrying (2147483646 attempts left). Error:"
                + " NOT_LEADER_OR_FOLLOWER");
        sender.warn(PRODUCER + "Received invalid metadata error in produce request on partition"
                + " fluxwatch-assimilate-held-changelog-0 due to"
                + " org.apache.kafka.common.errors.NotLeaderOrFollowerException: For requests intended only for the"
                + " leader, this error indicates that the broker is not the current leader.");
        for (int n = 0; n < 6; n++) sender.warn(PRODUCER + LOADING);
        await().atMost(Duration.ofSeconds(10)).until(() -> said.list.size() == 2);
        assertThat(lines().getFirst())
                .startsWith("WARN a broker has gone or come back, records are sent to it again: [Producer clientId=")
                .endsWith("NOT_LEADER_OR_FOLLOWER");
        assertThat(lines().getLast())
                .matches("INFO a broker has gone or come back, .*: over after \\d s, in 8 lines of Kafka's");
        sender.warn(PRODUCER + LOADING);
        await().atMost(Duration.ofSeconds(10)).until(() -> said.list.size() == 4);
    }

    @Test
    void saysInOneLineThatACommitHasLapsed() {
        LoggerFactory.getLogger(EXECUTOR)
                .error(
                        THREAD + "Committing task(s) 0_0 failed.",
                        new TimeoutException("Timeout expired after 60000ms while awaiting TxnOffsetCommitHandler."));
        LoggerFactory.getLogger(STREAM_THREAD)
                .warn(THREAD + CORRUPTED, new IllegalStateException("Tasks [0_0] are corrupted"));
        assertThat(lines())
                .containsExactly(
                        "WARN Kafka was away for longer than a commit waits, what was not committed is done again: "
                                + THREAD
                                + "Committing task(s) 0_0 failed. Timeout expired after 60000ms while awaiting"
                                + " TxnOffsetCommitHandler.");
    }

    @Test
    void saysOnceThatTheBrokerStarts() {
        for (int n = 0; n < 2; n++)
            LoggerFactory.getLogger("org.apache.kafka.controller.QuorumController")
                    .warn("[QuorumController id=1] Performing controller activation. ");
        assertThat(lines())
                .containsExactly("INFO the broker has started and is its own controller: [QuorumController id=1]"
                        + " Performing controller activation. ");
    }

    @Test
    void saysOnceThatSomebodyHasNoLogin() {
        final var selector = LoggerFactory.getLogger("org.apache.kafka.common.network.Selector");
        for (String request : List.of("METADATA", "FETCH", "METADATA"))
            selector.warn(
                    "[SocketServer listenerType=BROKER, nodeId=1] Unexpected error from /127.0.0.1"
                            + " (channelId=127.0.0.1:29392-127.0.0.1:36922-1-719); closing connection",
                    new InvalidRequestException(
                            "Unexpected Kafka request of type " + request + " during SASL handshake."));
        assertThat(lines())
                .hasSize(1)
                .first()
                .asString()
                .startsWith(
                        "WARN who asks the broker has no login for it: an older program, or another user's: [Socket")
                .endsWith("Unexpected Kafka request of type METADATA during SASL handshake.");
    }

    @Test
    void saysOnceThatAServiceStopsWhileItReads() {
        final var consumer =
                LoggerFactory.getLogger("org.apache.kafka.clients.consumer.internals.ClassicKafkaConsumer");
        final String line =
                "[Consumer clientId=consumer-null-1, groupId=null] Failed to close fetcher with a timeout(ms)=1999";
        consumer.error(line, new InterruptException(new InterruptedException()));
        Thread.interrupted(); // which the exception sets
        assertThat(lines()).hasSize(1).first().asString().startsWith("INFO a service stops while its client reads: ");
        consumer.error(line, new IllegalStateException("another reason"));
        assertThat(lines()).hasSize(2);
    }

    @Test
    void letsPassWhateverElseKafkaSays() {
        LoggerFactory.getLogger(STREAM_THREAD).warn(THREAD + CORRUPTED);
        LoggerFactory.getLogger(EXECUTOR)
                .error(THREAD + "Committing task(s) 0_0 failed.", new IllegalStateException("another reason"));
        LoggerFactory.getLogger(SENDER)
                .warn(PRODUCER + "Got error produce response with correlation id 50 on topic-partition"
                        + " innovations-0, retrying (2147483646 attempts left). Error: CORRUPT_MESSAGE");
        LoggerFactory.getLogger("org.fluxwatch.Test").warn("{}", LOADING);
        assertThat(said.list).hasSize(4);
    }
}
