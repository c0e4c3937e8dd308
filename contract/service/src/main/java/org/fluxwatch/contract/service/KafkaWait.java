package org.fluxwatch.contract.service;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How all stages wait for Kafka, and for what else their start needs: with growing pauses, for as long as it takes.
/// ```
/// STARTING --> UP <--> WAITING      of a health part; the reason is its detail
/// ```
/// A change of the reason is a line in the log, of which [LineQuota] bounds the number, and a success after a failure
/// is another, which says how long it has lasted. Of successes only the first after a failure sets the part UP: others
/// may have set it since. Safe for several threads.
public final class KafkaWait {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaWait.class);

    private final String part;
    private final HealthPart health;
    private final Pause pause;
    private final InstantSource clock;
    private final LineQuota lines;
    private final Retry retry;
    private boolean isUp;
    private Instant since = Instant.MAX;
    private String told = "";

    /// Where a stage says how it is, such as [Health#set].
    @FunctionalInterface
    public interface HealthPart {
        void set(String part, Health.State state, String detail);
    }

    /// What needs Kafka.
    @FunctionalInterface
    public interface Attempt {
        void run() throws InterruptedException;
    }

    public KafkaWait(String part, HealthPart health, Pause pause, InstantSource clock) {
        this.part = part;
        this.health = health;
        this.pause = pause;
        this.clock = clock;
        lines = new LineQuota(clock);
        retry = new Retry(clock);
    }

    /// Tries until it is done.
    ///
    /// @throws KafkaException when no later attempt will fare better, [KafkaFailures#isForGood]
    public void until(Attempt attempt) throws InterruptedException {
        while (true)
            try {
                attempt.run();
                succeeded();
                return;
            } catch (InterruptException e) {
                Thread.interrupted(); // still set it would disturb the closing of clients
                throw new InterruptedException(e.getMessage());
            } catch (KafkaException | IllegalStateException e) {
                if (KafkaFailures.isForGood(e)) throw e;
                failed(KafkaFailures.root(e));
                pause();
            }
    }

    /// An attempt has failed as it may while Kafka is away.
    public synchronized void failed(String why) {
        retry.failed(why);
        waiting(why);
    }

    /// An attempt has failed as nobody foresaw: the log has the trace.
    public synchronized void failed(String why, Throwable unforeseen) {
        retry.failed(why);
        tell(why, unforeseen);
    }

    /// Says that something is waited for, which is no attempt.
    public synchronized void waiting(String why) {
        tell(why, null);
    }

    private void tell(String why, @Nullable Throwable unforeseen) {
        health.set(part, Health.State.WAITING, why);
        if (told.equals(why)) return;
        if (told.isEmpty()) since = clock.instant();
        lines.next(part).ifPresent(note -> LOG.warn("{}: {}; waiting for it{}", part, why, note, unforeseen));
        told = why;
    }

    public synchronized void succeeded() {
        retry.succeeded();
        if (!told.isEmpty())
            LOG.info(
                    "{} is up again, after {} s",
                    part,
                    Duration.between(since, clock.instant()).toSeconds());
        if (!told.isEmpty() || !isUp) health.set(part, Health.State.UP, "");
        told = "";
        isUp = true;
    }

    /// Before the next attempt.
    public void pause() throws InterruptedException {
        pause.forMillis(pauseMillis());
    }

    private synchronized long pauseMillis() {
        return retry.pause().toMillis();
    }
}
