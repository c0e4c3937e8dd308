package org.fluxwatch.publish;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisIdentity;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.Heartbeats;
import org.fluxwatch.contract.service.LogFields;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.publish.daily.LayoutSurvey;
import org.fluxwatch.publish.daily.ProductFolder;
import org.fluxwatch.publish.health.HeartbeatMetrics;
import org.fluxwatch.publish.health.LatestAlarms;
import org.fluxwatch.publish.health.Pipeline;
import org.fluxwatch.publish.health.ProductListing;
import org.fluxwatch.publish.health.StateReader;
import org.fluxwatch.publish.health.SystemState;
import org.fluxwatch.publish.inbound.AnalysisConsumer;
import org.fluxwatch.publish.inbound.ReadingLoop;
import org.fluxwatch.publish.metrics.PublishMetricHelp;
import org.fluxwatch.publish.metrics.PublishMetrics;
import org.fluxwatch.publish.outbound.AlarmRecords;
import org.fluxwatch.publish.remote.RemoteReadApi;
import org.fluxwatch.publish.rollup.RollupLoop;
import org.fluxwatch.publish.rollup.Rollups;
import org.fluxwatch.publish.runbook.RunbookPages;
import org.fluxwatch.publish.signature.Signatures;
import org.fluxwatch.publish.web.AlarmsApi;
import org.fluxwatch.publish.web.ExplainApi;
import org.fluxwatch.publish.web.OutlinesApi;
import org.fluxwatch.publish.web.ProductsApi;
import org.fluxwatch.publish.web.RevisionsApi;
import org.fluxwatch.publish.web.StateApi;
import org.fluxwatch.publish.web.StaticPage;
import org.fluxwatch.publish.web.v1.ApiV1;
import org.fluxwatch.publish.web.v1.DayEvents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The publish stage: reads analyses and innovations, writes daily files, shows metrics and the page.
public final class PublishService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PublishService.class);

    private final Settings settings;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Health health = new Health();
    private final Pipeline pipeline;
    private final ProductFolder folder;
    private final AlarmRecords alarms;
    private final Publication publication;
    private final RollupLoop rollups;
    private final ReadingLoop loop;
    private final DayEvents events = new DayEvents();
    private final ApiV1 api;
    private final Heartbeats heartbeats;
    private final StateReader states;
    private final SystemState state;
    private final HeartbeatMetrics heartbeatMetrics;
    private @Nullable StatusServer server;
    private @Nullable Thread reader;

    public PublishService(Settings settings) {
        this(
                settings,
                () -> BrokerWatch.makeTopics(settings.kafka()),
                () -> AnalysisConsumer.kafkaConsumer(settings.kafka()),
                () -> AnalysisConsumer.kafkaProducer(settings.kafka()),
                () -> AlarmRecords.kafkaProducer(settings.kafka()),
                () -> StateReader.kafkaConsumer(settings.kafka()));
    }

    /// @param topics makes the topics that are not there yet
    /// @param consumers makes the one consumer
    /// @param producers makes the one producer, when there is a dead letter
    /// @param ofAlarms makes the one producer of alarms
    /// @param states makes the consumer of what services say of themselves
    PublishService(
            Settings settings,
            ReadingLoop.TopicCreation topics,
            Supplier<Consumer<byte[], byte[]>> consumers,
            Supplier<Producer<byte[], byte[]>> producers,
            Supplier<Producer<byte[], byte[]>> ofAlarms,
            Supplier<Consumer<byte[], byte[]>> states) {
        this.settings = settings;
        registry.config().meterFilter(PublishMetricHelp.HELP);
        this.folder = new ProductFolder(
                settings.productsFolder(),
                settings,
                Signatures.of(settings.publish().signingKey()));
        final InstantSource clock = InstantSource.system();
        final Set<AnalysedDomain> days = folder.own();
        final PublishMetrics metrics =
                new PublishMetrics(registry, days, settings.publish().outlierPpm());
        this.pipeline = new Pipeline(health, registry, days, clock);
        this.rollups = new RollupLoop(
                new Rollups(settings.productsFolder()),
                domain -> folder.sign(new AnalysedDomain(domain, AssimilationSystem.FILTER)),
                settings.membersDays(),
                RollupLoop.Pace.DEFAULT,
                registry);
        health.watch("rollups", rollups::part);
        this.alarms = new AlarmRecords(ofAlarms, clock);
        this.publication = new Publication(folder, metrics, alarms, product -> {
            events.written(product);
            roll(product.identity());
        });
        this.api = new ApiV1(folder, events);
        this.loop = new ReadingLoop(
                topics,
                () -> new AnalysisConsumer(consumers.get(), producers, settings, publication, metrics, clock),
                pipeline,
                clock);
        this.heartbeats = new Heartbeats(
                "publish", settings, health, Map.of("products", settings.productsFolder()), Map::of, registry, clock);
        this.states = new StateReader(states, clock);
        final ProductListing listing = new ProductListing(folder, clock);
        this.state = new SystemState(
                listing,
                pipeline,
                this.states,
                heartbeats.key(),
                new LatestAlarms(listing, metrics.alarms()::show, clock),
                clock);
        this.heartbeatMetrics = new HeartbeatMetrics(state, registry);
        new JvmMemoryMetrics().bindTo(registry);
    }

    /// Shows what the products folder holds, opens the port, and begins to read. Does not wait for Kafka, nor for a
    /// folder that cannot be used.
    public void start() {
        restore();
        final StatusServer opened = new StatusServer(
                "publish",
                settings.httpHost(),
                settings.httpNames(),
                settings.publish().httpPort(),
                registry,
                health);
        new ProductsApi(folder, pipeline::snapshot).addTo(opened);
        new StateApi(state).addTo(opened);
        new RemoteReadApi(folder).addTo(opened);
        api.addTo(opened);
        new RevisionsApi(folder).addTo(opened);
        new ExplainApi(folder, settings.sensors()).addTo(opened);
        new AlarmsApi(folder).addTo(opened);
        new OutlinesApi(folder, settings).addTo(opened);
        RunbookPages.addTo(opened);
        new StaticPage().addTo(opened);
        server = opened;
        rollups.start(filtered());
        Thread.ofVirtual().name("publish-survey").start(this::survey);
        states.start();
        heartbeatMetrics.start();
        heartbeats.start();
        reader = Thread.ofVirtual().name("publish-reader").start(loop);
    }

    private Set<String> filtered() {
        return folder.own().stream()
                .filter(analysed -> analysed.system() == AssimilationSystem.FILTER)
                .map(AnalysedDomain::domain)
                .collect(Collectors.toSet());
    }

    /// Has the month and year of a day of the filter made anew.
    private void roll(AnalysisIdentity identity) {
        if (identity.system() == AssimilationSystem.FILTER) rollups.mark(identity.domain(), identity.day());
    }

    /// Waits until months and years are as their days are.
    ///
    /// @return whether they are
    public boolean awaitRollups(Duration most) throws InterruptedException {
        return rollups.awaitIdle(most);
    }

    /// The metrics of the latest day or month of each domain and system, from its file.
    private void restore() {
        try {
            for (AnalysedDomain analysed : folder.listed()) publication.open(analysed);
            pipeline.set(Pipeline.PRODUCTS, Health.State.UP, "");
        } catch (IOException e) {
            LOG.error("the products folder cannot be used, tried again: {}", e.toString());
            pipeline.set(
                    Pipeline.PRODUCTS, Health.State.WAITING, "the products folder cannot be used, tried again: " + e);
        }
    }

    /// Tells of files that other versions have left; nothing waits for it.
    private void survey() {
        try {
            for (AnalysedDomain analysed : folder.listed()) {
                final LayoutSurvey survey =
                        LayoutSurvey.of(folder.days(analysed).values());
                try (var _ = LogFields.of(analysed.domain())) {
                    if (!survey.isAllOfThisVersion()) LOG.info("domain {}: {}", analysed, survey);
                }
            }
        } catch (IOException e) {
            LOG.debug("the products folder cannot be looked through", e); // told of where it is restored
        }
    }

    /// The port of page, metrics and health.
    public int port() {
        return Objects.requireNonNull(server, "not started").port();
    }

    public Health health() {
        return health;
    }

    @Override
    public void close() {
        loop.close();
        try {
            if (reader != null) reader.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        heartbeats.close();
        heartbeatMetrics.close();
        states.close();
        alarms.close();
        events.close();
        if (server != null) server.close();
        api.close();
        rollups.close();
        registry.close();
    }
}
