package org.fluxwatch.publish.inbound;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.WakeupException;
import org.fluxwatch.contract.service.Health.State;
import org.fluxwatch.contract.service.KafkaWait;
import org.fluxwatch.contract.service.Pause;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.health.Backlog;
import org.fluxwatch.publish.health.Pipeline;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a consumer reading until it is closed, whatever happens to Kafka or the disk.
/// ```
/// connect --> poll --> poll ...      kafka WAITING while no broker answers, products WAITING while the disk fails
///    ^          \--client fails--> pause, another client
///    \----------------------/\--denied for minutes, or beyond mending--> FAILED, the one way to end
/// ```
public final class ReadingLoop implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long A_SECOND = 1000;
    private static final int POLLS_PER_LOOK = 6;

    /// Attempts to get access; with their pauses four minutes or more.
    private static final int ATTEMPTS_WHEN_DENIED = 10;

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
    private final Pause pause;
    private final KafkaWait wait;
    private volatile @Nullable AnalysisConsumer consumer;
    private int denials;

    public ReadingLoop(
            TopicCreation topics, Supplier<AnalysisConsumer> consumers, Pipeline pipeline, InstantSource clock) {
        this(topics, consumers, pipeline, clock, null);
    }

    /// @param pause in place of waiting, null for waiting until the loop is closed
    ReadingLoop(
            TopicCreation topics,
            Supplier<AnalysisConsumer> consumers,
            Pipeline pipeline,
            InstantSource clock,
            @Nullable Pause pause) {
        this.topics = topics;
        this.consumers = consumers;
        this.pipeline = pipeline;
        this.pause = pause == null ? millis -> closing.await(millis, TimeUnit.MILLISECONDS) : pause;
        wait = new KafkaWait(Pipeline.KAFKA, pipeline::set, this.pause, clock);
    }

    @Override
    public void run() {
        try {
            boolean isToGoOn = true;
            while (isToGoOn && !isClosing()) isToGoOn = connectAndRead();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pipeline.rests();
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    /// @return whether another client is to go on
    private boolean connectAndRead() throws InterruptedException {
        pipeline.getsOn();
        try {
            topics.ensure();
            try (AnalysisConsumer own = consumers.get()) {
                consumer = own;
                read(own);
            }
            return false;
        } catch (WakeupException e) {
            LOG.debug("woken up to close");
            return !isClosing();
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // errors too: none of them ends the stage
            return renew(e);
        }
    }

    private boolean renew(Throwable failure) throws InterruptedException {
        final String why = Messages.of(failure);
        final FailureAnswers.Kafkas answer = FailureAnswers.toKafkas(failure);
        denials = answer == FailureAnswers.Kafkas.DENIED ? denials + 1 : 0;
        switch (answer) {
            case GO_ON, WAIT -> wait.failed(why);
            case RENEW -> wait.failed(why, failure);
            case DENIED -> {
                if (denials >= ATTEMPTS_WHEN_DENIED) return stop(failure);
                wait.failed(why, failure);
            }
            case STOP -> {
                return stop(failure);
            }
        }
        wait.pause();
        return !isClosing();
    }

    private boolean stop(Throwable failure) {
        LOG.error("publish has stopped reading", failure);
        pipeline.set(Pipeline.KAFKA, State.FAILED, "reading has stopped: " + failure);
        return false;
    }

    private void read(AnalysisConsumer own) throws InterruptedException {
        for (int polls = 0; !isClosing(); polls++)
            try {
                pipeline.getsOn();
                own.poll(POLL);
                final Backlog backlog = own.backlog();
                show(backlog);
                if (polls % POLLS_PER_LOOK == 0) look(own, backlog);
            } catch (RuntimeException e) {
                switch (FailureAnswers.toKafkas(e)) {
                    case GO_ON ->
                        LOG.warn("partitions have moved, what was not committed is read again: {}", e.getMessage());
                    case WAIT -> {
                        wait.waiting("no broker answers: " + e.getMessage());
                        pause.forMillis(A_SECOND); // the client waits by itself
                    }
                    case RENEW, DENIED, STOP -> throw e;
                }
            }
    }

    private void show(Backlog backlog) {
        if (backlog.disk().isEmpty()) pipeline.set(Pipeline.PRODUCTS, State.UP, String.join("; ", backlog.lacks()));
        else pipeline.set(Pipeline.PRODUCTS, State.WAITING, backlog.disk());
        if (!backlog.letters().isEmpty()) wait.waiting(backlog.letters());
        pipeline.backlog(backlog);
    }

    private void look(AnalysisConsumer own, Backlog backlog) {
        final Map<String, Long> written = new TreeMap<>();
        for (String topic : TOPICS) written.put(topic, own.end(topic, ANSWER));
        pipeline.progress(written, own.lags(ANSWER));
        denials = 0;
        if (backlog.letters().isEmpty()) wait.succeeded();
    }

    @Override
    public void close() {
        closing.countDown();
        if (consumer != null) consumer.wakeup();
    }
}
