package org.fluxwatch.contract.service;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.fluxwatch.contract.ProgramVersion;
import org.fluxwatch.contract.record.Heartbeat;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.text.Messages;
import org.fluxwatch.contract.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Says every 5 s on the topic `heartbeats` that a service runs, and how it is; at its end that it has stopped.
/// ```
/// start ──> topics there? ──> heartbeat ──> 5 s ──> heartbeat ... ──> close ──> last one, `stopped`
///             ^ again every 5 s   └──not taken──> forgotten, the next one says more
/// ```
/// With a thread and a producer of its own, outside any transaction: what it does never holds up or ends the stage, and
/// Kafka that is away is no error here, for the part `kafka` tells of it.
public final class Heartbeats implements AutoCloseable {
    /// Between two heartbeats.
    public static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeats.class);
    private static final Duration LAST_WORD = Duration.ofSeconds(2);

    private final String service;
    private final String instance;
    private final Health health;
    private final Disks disks;
    private final Supplier<Map<String, Double>> numbers;
    private final TopicCreation topics;
    private final Supplier<Producer<String, Heartbeat>> producers;
    private final InstantSource clock;
    private final Instant started;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean connected;

    /// Makes the topics that are not there yet.
    @FunctionalInterface
    interface TopicCreation {
        void ensure() throws InterruptedException;
    }

    /// @param folders that the service writes to, by what they are for
    /// @param numbers that it knows, asked for each heartbeat
    /// @param registry gets the gauges of the disks
    public Heartbeats(
            String service,
            Settings settings,
            Health health,
            Map<String, Path> folders,
            Supplier<Map<String, Double>> numbers,
            MeterRegistry registry,
            InstantSource clock) {
        this(
                service,
                InstanceName.of(settings),
                health,
                new Disks(folders),
                numbers,
                () -> BrokerWatch.makeTopics(settings.kafka()),
                () -> kafkaProducer(settings.kafka(), service),
                clock);
        for (String folder : new TreeMap<>(folders).keySet()) {
            gauge(registry, "fluxwatch_disk_free_bytes", "What may still be written on a folder's disk", folder, true);
            gauge(registry, "fluxwatch_disk_total_bytes", "Size of the disk that a folder is on", folder, false);
        }
    }

    Heartbeats(
            String service,
            String instance,
            Health health,
            Disks disks,
            Supplier<Map<String, Double>> numbers,
            TopicCreation topics,
            Supplier<Producer<String, Heartbeat>> producers,
            InstantSource clock) {
        this.service = service;
        this.instance = instance;
        this.health = health;
        this.disks = disks;
        this.numbers = numbers;
        this.topics = topics;
        this.producers = producers;
        this.clock = clock;
        this.started = clock.instant();
        // a thread of the platform: numerics that hold all carriers of virtual ones must not look like death
        thread = Thread.ofPlatform().daemon().name("heartbeat-" + service).unstarted(this::beat);
    }

    /// NaN while the disk cannot be asked.
    private void gauge(MeterRegistry registry, String name, String description, String folder, boolean free) {
        Gauge.builder(name, () -> disks.now().stream()
                        .filter(disk -> disk.folder().equals(folder))
                        .mapToDouble(disk -> free ? disk.freeBytes() : disk.totalBytes())
                        .findFirst()
                        .orElse(Double.NaN))
                .description(description)
                .tags("service", service, "folder", folder)
                .register(registry);
    }

    private static Producer<String, Heartbeat> kafkaProducer(KafkaSettings kafka, String service) {
        final Properties properties = kafka.properties();
        properties.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        properties.put(ProducerConfig.CLIENT_ID_CONFIG, "fluxwatch-heartbeat-" + service);
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "false");
        properties.put(ProducerConfig.ACKS_CONFIG, "1");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "4000");
        properties.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "4000");
        properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "8000"); // an old one is of no use
        properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, "1048576");
        return new KafkaProducer<>(
                properties,
                Topics.HEARTBEATS.keys().serializer(),
                Topics.HEARTBEATS.values().serializer());
    }

    /// `SERVICE/INSTANCE`, as on the topic.
    public String key() {
        return service + "/" + instance;
    }

    public void start() {
        thread.start();
    }

    private void beat() {
        try {
            while (!connectAndBeat()) if (isClosingWithin(INTERVAL)) return;
        } catch (InterruptedException e) {
            LOG.debug("closed before Kafka was there");
        }
    }

    /// @return whether it is over; otherwise Kafka cannot be used yet, or no more with this producer
    private boolean connectAndBeat() throws InterruptedException {
        try {
            topics.ensure();
            connected = true;
            final Producer<String, Heartbeat> producer = producers.get();
            try {
                do send(producer, false);
                while (!isClosingWithin(INTERVAL));
                send(producer, true);
            } finally {
                producer.close(LAST_WORD); // without a time it would wait for the broker
            }
            return true;
        } catch (RuntimeException e) {
            LOG.debug("no heartbeats for now: {}", Messages.of(e));
            return false;
        }
    }

    private void send(Producer<String, Heartbeat> producer, boolean stopped) {
        var _ = producer.send(
                new ProducerRecord<>(Topics.HEARTBEATS.name(), key(), heartbeat(stopped)), (_, failure) -> {
                    if (failure != null) LOG.debug("a heartbeat was not taken: {}", Messages.of(failure));
                });
    }

    private Heartbeat heartbeat(boolean stopped) {
        final List<Heartbeat.Part> parts = new ArrayList<>();
        health.parts().forEach((name, part) -> parts.add(new Heartbeat.Part(name, state(part.state()), part.detail())));
        return new Heartbeat(
                service,
                instance,
                started,
                clock.instant(),
                INTERVAL.toMillis() / 1000.0,
                ProgramVersion.get(),
                stopped,
                parts,
                disks.now(),
                numbers.get());
    }

    private static Heartbeat.State state(Health.State state) {
        return switch (state) {
            case STARTING -> Heartbeat.State.STARTING;
            case UP -> Heartbeat.State.UP;
            case WAITING -> Heartbeat.State.WAITING;
            case FAILED -> Heartbeat.State.FAILED;
        };
    }

    private boolean isClosingWithin(Duration time) throws InterruptedException {
        return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Sends the last one, if Kafka takes it within seconds.
    @Override
    public void close() {
        closing.countDown();
        if (thread.getState() == Thread.State.NEW) return;
        try {
            if (connected && thread.join(LAST_WORD.multipliedBy(2))) return;
            thread.interrupt(); // it waits for a broker that is not there
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
