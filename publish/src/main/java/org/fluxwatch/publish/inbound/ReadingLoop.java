package org.fluxwatch.publish.inbound;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.fluxwatch.contract.service.Health.State;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.health.Pipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the consumer reading until it is closed.
/// ```
/// connect --> poll --> poll ...      kafka WAITING while no broker answers
///               \--cannot write--> pause, rewind, poll      products WAITING; after the last attempt FAILED
/// ```
public final class ReadingLoop implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int POLLS_PER_LOOK = 6;

    /// Attempts to write a day; the pauses between them are 1, 2, 4, 8, 16 s.
    private static final int ATTEMPTS = 6;

    private static final List<String> TOPICS = List.of(
            Topics.GRANULES.name(), Topics.OBSERVATIONS.name(), Topics.ANALYSES.name(), Topics.INNOVATIONS.name());

    /// Makes the topics that are not there yet; throws while no broker answers.
    @FunctionalInterface
    public interface TopicCreation {
        void ensure() throws InterruptedException;
    }

    private final TopicCreation topics;
    private final Supplier<AnalysisConsumer> consumers;
    private final Pipeline pipeline;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile AnalysisConsumer consumer;
    private boolean isWaiting;

    public ReadingLoop(TopicCreation topics, Supplier<AnalysisConsumer> consumers, Pipeline pipeline) {
        this.topics = topics;
        this.consumers = consumers;
        this.pipeline = pipeline;
    }

    @Override
    public void run() {
        try {
            if (!connect()) return;
            try (AnalysisConsumer own = consumers.get()) {
                consumer = own;
                pipeline.set(Pipeline.KAFKA, State.UP, "");
                read(own);
            }
        } catch (WakeupException e) {
            LOG.debug("woken up to close");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.error("publish has stopped reading", e);
            pipeline.set(Pipeline.KAFKA, State.FAILED, "reading has stopped: " + e);
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private boolean pause(Duration duration) throws InterruptedException {
        return !closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// @return whether it succeeded before the loop was closed
    private boolean connect() throws InterruptedException {
        for (int attempt = 0; !isClosing(); attempt++)
            try {
                topics.ensure();
                return true;
            } catch (RuntimeException e) {
                waiting(e.getMessage());
                if (!pause(Duration.ofSeconds(Math.min(30, 1 << Math.min(attempt, 5))))) return false;
            }
        return false;
    }

    private void read(AnalysisConsumer own) throws InterruptedException {
        int failures = 0;
        for (int polls = 0; !isClosing(); polls++)
            try {
                if (own.poll(POLL) > 0 && failures > 0) {
                    failures = 0;
                    pipeline.set(Pipeline.PRODUCTS, State.UP, "");
                }
                if (polls % POLLS_PER_LOOK == 0) look(own);
            } catch (IOException e) {
                if (!again(own, ++failures, e)) return;
            } catch (CommitFailedException | RebalanceInProgressException e) {
                LOG.warn("partitions have moved, what was not committed is read again: {}", e.getMessage());
            } catch (RetriableException e) {
                waiting("no broker answers: " + e.getMessage());
            }
    }

    private boolean again(AnalysisConsumer own, int failures, IOException e) throws InterruptedException {
        LOG.error("a day cannot be written, attempt {} of {}", failures, ATTEMPTS, e);
        if (failures >= ATTEMPTS) {
            pipeline.set(Pipeline.PRODUCTS, State.FAILED, "a day cannot be written, publish has stopped reading: " + e);
            return false;
        }
        pipeline.set(Pipeline.PRODUCTS, State.WAITING, "a day cannot be written: " + e);
        if (!pause(Duration.ofSeconds(1L << (failures - 1)))) return false;
        own.rewind();
        return true;
    }

    private void look(AnalysisConsumer own) {
        final Map<String, Long> written = new TreeMap<>();
        for (String topic : TOPICS) written.put(topic, own.end(topic, ANSWER));
        pipeline.progress(written, own.lags(ANSWER), own.lacks());
        if (isWaiting) LOG.info("Kafka answers");
        isWaiting = false;
        pipeline.set(Pipeline.KAFKA, State.UP, "");
    }

    /// Tells the log once, however long it takes.
    private void waiting(String why) {
        if (!isWaiting) LOG.warn("{}; waiting for it", why);
        isWaiting = true;
        pipeline.set(Pipeline.KAFKA, State.WAITING, why);
    }

    @Override
    public void close() {
        closing.countDown();
        if (consumer != null) consumer.wakeup();
    }
}
