package org.fluxwatch.deploy.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/// What Kafka says in many lines and means one thing by: said once, with the first of its lines, and once more when no
/// such line has come for a while, with how long it has lasted. What is not known here passes as it is.
final class KafkaNoise extends TurboFilter {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(KafkaNoise.class);
    private static final String STREAMS = "org.apache.kafka.streams.processor.internals.";

    private final Duration quiet;
    private final Map<Meaning, Episode> episodes = new EnumMap<>(Meaning.class);

    /// What it means.
    private enum Meaning {
        SENT_AGAIN("a broker has gone or come back, records are sent to it again", true),
        DONE_AGAIN("Kafka was away for longer than a commit waits, what was not committed is done again", true),
        WITHOUT_LOGIN("who asks the broker has no login for it: an older program, or another user's", true),
        BROKER_STARTS("the broker has started and is its own controller", false),
        CLOSES("a service stops while its client reads", false);

        private final String words;
        private final boolean lasts;

        /// @param lasts whether its end is worth a line, and its begin a warning
        Meaning(String words, boolean lasts) {
            this.words = words;
            this.lasts = lasts;
        }
    }

    /// @param logger whose line it is
    /// @param parts of it
    private record Known(Meaning meaning, String logger, List<String> parts) {
        boolean is(String said, String line) {
            return said.equals(logger) && parts.stream().allMatch(line::contains);
        }
    }

    private static Known sender(String... parts) {
        return new Known(Meaning.SENT_AGAIN, "org.apache.kafka.clients.producer.internals.Sender", List.of(parts));
    }

    private static final List<Known> KNOWN = List.of(
            sender("Got error produce response", "NOT_LEADER_OR_FOLLOWER"),
            sender("Got error produce response", "COORDINATOR_LOAD_IN_PROGRESS"),
            sender("Received invalid metadata error in produce request", "NotLeaderOrFollowerException"),
            new Known(
                    Meaning.WITHOUT_LOGIN,
                    "org.apache.kafka.common.network.Selector",
                    List.of("Unexpected Kafka request of type", "during SASL handshake")),
            new Known(
                    Meaning.BROKER_STARTS,
                    "org.apache.kafka.controller.QuorumController",
                    List.of("Performing controller activation")));

    private static final Known COMMIT =
            new Known(Meaning.DONE_AGAIN, STREAMS + "TaskExecutor", List.of("Committing task(s)", "failed"));
    private static final Known STORES = new Known(
            Meaning.DONE_AGAIN, STREAMS + "StreamThread", List.of("Detected the states of tasks", "corrupted"));

    private static final Known CLOSE = new Known(
            Meaning.CLOSES,
            "org.apache.kafka.clients.consumer.internals.ClassicKafkaConsumer",
            List.of("Failed to close fetcher"));

    private static final class Episode {
        private final long firstNanos = System.nanoTime();
        private long latestNanos = firstNanos;
        private int lines = 1;
    }

    /// @param quiet without a line, after which it is over
    KafkaNoise(Duration quiet) {
        this.quiet = quiet;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String line,
            Object @Nullable [] arguments,
            @Nullable Throwable thrown) {
        if (line == null
                || !level.isGreaterOrEqual(Level.WARN)
                || !logger.getName().startsWith("org.apache.kafka.")) return FilterReply.NEUTRAL;
        final String whole = thrown == null ? line : line + " " + thrown.getMessage();
        final Optional<Meaning> meaning = meaning(logger.getName(), whole, thrown);
        meaning.ifPresent(one -> tell(one, whole));
        return meaning.isPresent() ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    private Optional<Meaning> meaning(String logger, String line, @Nullable Throwable thrown) {
        if (COMMIT.is(logger, line))
            return thrown instanceof TimeoutException ? Optional.of(COMMIT.meaning()) : Optional.empty();
        if (CLOSE.is(logger, line))
            return thrown instanceof InterruptException ? Optional.of(CLOSE.meaning()) : Optional.empty();
        // of itself it may mean that a store is damaged
        if (STORES.is(logger, line)) return Optional.of(STORES.meaning()).filter(this::isUnderWay);
        return KNOWN.stream()
                .filter(known -> known.is(logger, line))
                .map(Known::meaning)
                .findFirst();
    }

    private synchronized boolean isUnderWay(Meaning meaning) {
        return episodes.containsKey(meaning);
    }

    private void tell(Meaning meaning, String line) {
        synchronized (this) {
            final Episode known = episodes.get(meaning);
            if (known != null) {
                known.latestNanos = System.nanoTime();
                known.lines++;
                return;
            }
            final Episode begun = new Episode();
            episodes.put(meaning, begun);
            Thread.ofVirtual().name("kafka-noise").start(() -> end(meaning, begun));
        }
        LOG.atLevel(meaning.lasts ? org.slf4j.event.Level.WARN : org.slf4j.event.Level.INFO)
                .log("{}: {}", meaning.words, line);
    }

    private void end(Meaning meaning, Episode episode) {
        try {
            for (long left = quiet.toNanos(); left > 0; left = left(meaning, episode))
                Thread.sleep(Duration.ofNanos(left));
            if (!meaning.lasts) return;
            LOG.info(
                    "{}: over after {} s, in {} lines of Kafka's",
                    meaning.words,
                    Duration.ofNanos(episode.latestNanos - episode.firstNanos).toSeconds(),
                    episode.lines);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized long left(Meaning meaning, Episode episode) {
        final long left = episode.latestNanos + quiet.toNanos() - System.nanoTime();
        if (left <= 0) episodes.remove(meaning);
        return left;
    }
}
