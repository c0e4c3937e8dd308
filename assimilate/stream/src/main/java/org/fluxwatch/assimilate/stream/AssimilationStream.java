package org.fluxwatch.assimilate.stream;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.fluxwatch.assimilate.stream.port.Systems;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.KafkaWait;
import org.fluxwatch.contract.settings.KafkaSettings;
import org.fluxwatch.contract.settings.NumericSettings;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.DeadLetter;
import org.fluxwatch.contract.topic.Topics;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The day engine at work: Kafka Streams with the domains' systems, as soon as a broker answers and until it is closed.
public final class AssimilationStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AssimilationStream.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final String NUMERICS = "numerics";
    private static final Duration SHORTEST_TRANSACTION = Duration.ofSeconds(10);
    private static final Duration LONGEST_TRANSACTION = Duration.ofMinutes(10);
    private static final double SLOW_BYTES_PER_SECOND = 5e6;

    /// Of a state's bytes to those of its ensemble of air: factors, and days that may still be corrected.
    private static final double BESIDE_THE_AIR = 2;

    /// Records that a copy of a domain's state may be behind and yet take over: about two days at full size, which are
    /// read in a second or two. A copy further behind is filled first, while the domain goes on where it is.
    private static final long READY_TO_TAKE_OVER = 3000;

    /// Time after which a copy that has been filled is found, so that its domain can move there; Kafka's least.
    private static final Duration LOOK_FOR_BETTER_SHARES = Duration.ofMinutes(1);

    private final Settings settings;
    private final Systems systems;
    private final Health health;
    private final AssimilateMetrics metrics;
    private final ThreadReplacements replacements = new ThreadReplacements(System::nanoTime);
    private final NumericsWatch watch = new NumericsWatch(System::nanoTime);
    private final UnforeseenFailures failures;
    private final FailureAnswers failureAnswers;

    /// Runs the days; a system's own threads help it.
    private final ExecutorService numerics = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().name("days").daemon().unstarted(task));

    private final BrokerWatch broker;
    private final LocalStores stores;
    private Optional<String> toldStalled = Optional.empty();
    private @Nullable Thread starting;
    private volatile @Nullable KafkaStreams streams;

    /// @param health has the parts `stream`, `numerics`, and `domain-NAME` of a domain that waits or has stopped
    public AssimilationStream(Settings settings, Systems systems, Health health, MeterRegistry registry) {
        this.settings = settings;
        this.systems = systems;
        this.health = health;
        metrics = new AssimilateMetrics(registry);
        broker = new BrokerWatch(settings.kafka(), health);
        stores = new LocalStores(
                settings.stateFolder().resolve(settings.assimilate().applicationId()));
        failures = new UnforeseenFailures(settings.assimilate().lookAgain());
        failureAnswers = new FailureAnswers(metrics, health, failures, replacements);
        metrics.stalled(() -> watch.stalled().isPresent());
    }

    /// Returns at once; the stream starts as soon as the broker answers.
    public void start() {
        health.set("stream", Health.State.STARTING, "");
        starting = Thread.ofVirtual().name("assimilate-start").start(this::startStream);
    }

    private void startStream() {
        try {
            broker.awaitTopics();
            new KafkaWait("stream", this::notYet, Thread::sleep, InstantSource.system()).until(this::tryToStart);
            final KafkaStreams started = Objects.requireNonNull(streams);
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                look(started);
            }
        } catch (InterruptedException e) {
            LOG.debug("closed");
        } catch (RuntimeException | Error e) {
            LOG.error("the stream cannot start", e);
            health.set("stream", Health.State.FAILED, e.toString());
        }
    }

    /// When it is up, the stream's own state says.
    private void notYet(String part, Health.State state, String detail) {
        if (state != Health.State.UP) health.set(part, state, detail);
    }

    /// Fails such as while the folder of the state stores is full or cannot be written.
    private void tryToStart() {
        stores.open();
        RocksLibrary.load();
        final KafkaStreams made = stream();
        streams = made; // closed with the rest from now on
        try {
            made.start();
        } catch (KafkaException e) {
            made.close(CLOSE_TIMEOUT);
            streams = null;
            throw e;
        }
    }

    /// Sees to what no thread of the stream would tell by itself.
    private void look(KafkaStreams started) {
        if (started.state() == KafkaStreams.State.RUNNING && replacements.isOver()) streamState(started.state());
        final Optional<String> stalled = watch.stalled();
        if (!stalled.equals(toldStalled))
            health.set(NUMERICS, stalled.isPresent() ? Health.State.WAITING : Health.State.UP, stalled.orElse(""));
        if (toldStalled.isEmpty() && stalled.isPresent()) LOG.error("{}", stalled.get());
        toldStalled = stalled;
    }

    private KafkaStreams stream() {
        final StageContext stage = new StageContext(
                systems,
                domain -> NumericSettings.of(settings, domain),
                new CheckpointTopic(settings.kafka()),
                new DomainScheduler(),
                numerics,
                metrics,
                this::domainStopped,
                settings.assimilate().lookAgain(),
                failures,
                watch,
                System::nanoTime);
        final KafkaStreams made = new KafkaStreams(
                AssimilationTopology.build(() -> new DayProcessor(
                        settings.domains(), settings.assimilate().lateData(), stage)),
                new StreamsConfig(properties()));
        made.setStateListener((now, before) -> streamState(now));
        made.setUncaughtExceptionHandler(failureAnswers);
        made.setGlobalStateRestoreListener(new RestoredStores());
        return made;
    }

    /// The service is not ready then, but live: the other domains go on, and a restart would not help this one.
    private void domainStopped(String domain, String reason) {
        health.set("domain-" + domain, reason.isEmpty() ? Health.State.UP : Health.State.WAITING, reason);
    }

    private Properties properties() {
        final Properties properties = new Properties();
        properties.put(
                StreamsConfig.APPLICATION_ID_CONFIG, settings.assimilate().applicationId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateFolder().toString());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, 1); // the numerics have threads of their own
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.kafka().replication());
        properties.put(
                StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG),
                Topics.leastInSync(settings.kafka().replication()));
        properties.put(
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.assimilate().standbyReplicas());
        properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, READY_TO_TAKE_OVER);
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, LOOK_FOR_BETTER_SHARES.toMillis());
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 1000); // a day's end commits at once
        properties.put(StreamsConfig.POLL_MS_CONFIG, 10); // days are run between two polls
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedStores.class);
        properties.put("max.request.size", DeadLetter.GREATEST_REQUEST_BYTES);
        properties.put(
                StreamsConfig.producerPrefix("max.in.flight.requests.per.connection"),
                KafkaSettings.REQUESTS_AT_A_TIME);
        properties.put(
                StreamsConfig.producerPrefix("transaction.timeout.ms"),
                Math.toIntExact(transactionTimeout(settings).toMillis()));
        properties.put(StreamsConfig.consumerPrefix("session.timeout.ms"), 6000); // a killed instance is missed soon
        properties.put(StreamsConfig.consumerPrefix("heartbeat.interval.ms"), 2000);
        properties.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        properties.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, RecordTimes.class);
        properties.putAll(failureAnswers.properties());
        properties.putAll(settings.kafka().properties());
        return properties;
    }

    /// Within which a transaction must end: Kafka's usual 10 s, and what the largest state, which goes out in one,
    /// takes over a slow network. A broker that gave it up too soon would do so each time, and no day would ever be
    /// done.
    static Duration transactionTimeout(Settings settings) {
        final double bytes = settings.domains().values().stream()
                .mapToDouble(domain -> BESIDE_THE_AIR
                        * Float.BYTES
                        * domain.modelGrid().cells()
                        * domain.modelLevels().nz()
                        * settings.assimilate().ensemble().members())
                .max()
                .orElse(0);
        return SHORTEST_TRANSACTION.plusMillis(
                Math.min((long) (1000 * bytes / SLOW_BYTES_PER_SECOND), LONGEST_TRANSACTION.toMillis()));
    }

    private void streamState(KafkaStreams.State state) {
        switch (state) {
            case RUNNING -> {
                if (replacements.isOver()) health.set("stream", Health.State.UP, "");
            }
            case CREATED, REBALANCING -> {
                if (replacements.isOver()) health.set("stream", Health.State.STARTING, state.name());
            }
            case PENDING_SHUTDOWN, NOT_RUNNING -> health.set("stream", Health.State.WAITING, state.name());
            case PENDING_ERROR, ERROR -> {
                if (health.live()) health.set("stream", Health.State.FAILED, state.name());
            }
        }
    }

    @Override
    public void close() {
        broker.close();
        replacements.close();
        if (starting != null) stop(starting);
        // told that this instance goes, the others take its domains at once and not after the session's time-out
        final KafkaStreams made = streams;
        if (made != null
                && made.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(CLOSE_TIMEOUT))) stores.closed();
        numerics.shutdown();
    }

    private static void stop(Thread starting) {
        starting.interrupt();
        try {
            starting.join(CLOSE_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
