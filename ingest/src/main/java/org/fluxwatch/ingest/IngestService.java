package org.fluxwatch.ingest;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.InterruptException;
import org.fluxwatch.contract.archive.Download;
import org.fluxwatch.contract.archive.EarthdataSession;
import org.fluxwatch.contract.archive.TokenLife;
import org.fluxwatch.contract.service.BrokerWatch;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.Heartbeats;
import org.fluxwatch.contract.service.KafkaWait;
import org.fluxwatch.contract.service.LoopWatch;
import org.fluxwatch.contract.service.Pause;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.ingest.catalog.GranuleCatalog;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.fluxwatch.ingest.outbound.GranulePublisher;
import org.fluxwatch.ingest.outbound.LedgerTopic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The ingest stage.
/// ```
/// start --> connect to Kafka, read the ledger --> look at the archive --> sleep --+
///              ^ again until it works                 ^--------------------------+
/// ```
/// Health has three parts, `archive`, `kafka` and `looks` (they get on); another, `ingest`, appears when a look
/// has failed by a fault of the program, and says FAILED when the service has stopped by one.
public final class IngestService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IngestService.class);
    /// Of health.
    static final String PART = "ingest";

    private static final String LOOKS = "looks";

    /// That the list of the archive, or one granule, may take.
    private static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration STOP = Duration.ofSeconds(10);

    private final Settings settings;
    private final Health health = new Health();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LoopWatch loop;
    private final Pause pause = this::pause;
    private final BrokerWatch broker;
    private @Nullable StatusServer status;
    private @Nullable Heartbeats heartbeats;
    private @Nullable EarthdataSession session;
    private @Nullable Thread thread;

    public IngestService(Settings settings) {
        this.settings = settings;
        registry.config().meterFilter(IngestMetrics.HELP);
        new JvmMemoryMetrics().bindTo(registry);
        broker = new BrokerWatch(settings.kafka(), health);
        loop = new LoopWatch("ingest", LOOKS, LONGEST, health, registry);
    }

    /// Whoever waits for something, and says so, does not hang.
    private void pause(long millis) throws InterruptedException {
        loop.getsOn();
        Thread.sleep(millis);
        loop.getsOn();
    }

    /// Answers on its port and goes to work on a thread of its own.
    public void start() {
        if (thread != null) throw new IllegalStateException("ingest is started already");
        health.set("archive", Health.State.STARTING, "");
        final EarthdataSession opened = new EarthdataSession(settings.archive(), pause);
        session = opened;
        final IngestMetrics metrics = new IngestMetrics(registry);
        metrics.follow(settings.domains().values().stream()
                .flatMap(domain -> domain.sensors().stream())
                .collect(Collectors.toSet()));
        final GranuleLedger ledger = new GranuleLedger();
        final GranulePublisher publisher = GranulePublisher.to(settings.kafka(), GranulePublisher.TRANSACTIONAL_ID);
        final LedgerTopic ledgerTopic = LedgerTopic.of(settings.kafka(), metrics::written);
        final Publication publication = new Publication(publisher, ledger, ledgerTopic, metrics, health, pause);
        final InstantSource clock = InstantSource.system();
        final GranuleIntake intake = new GranuleIntake(settings, ledger, publication, metrics, clock);
        final GranuleCatalog catalog =
                GranuleCatalog.of(settings.archive(), settings.sensors(), opened, metrics::recordRefused);
        final ArchiveWatch watch = new ArchiveWatch(
                catalog,
                new GranuleQueue(download(opened), ledger, intake, clock, loop::getsOn),
                publication,
                new RetractionWatch(catalog, ledger, intake, metrics, health, clock),
                metrics,
                health,
                pause);
        status = new StatusServer(
                "ingest",
                settings.httpHost(),
                settings.httpNames(),
                settings.ingest().httpPort(),
                registry,
                health);
        heartbeats = heartbeats(metrics, clock);
        thread = Thread.ofVirtual().name("ingest").start(() -> run(publisher, ledgerTopic, publication, ledger, watch));
    }

    private Heartbeats heartbeats(IngestMetrics metrics, InstantSource clock) {
        final TokenLife token = new TokenLife(settings.archive());
        metrics.tokenEnds(token::end);
        final Heartbeats made = new Heartbeats(
                "ingest",
                settings,
                health,
                Map.of("ingest", settings.ingestFolder()),
                () -> numbers(token, metrics, clock.instant()),
                registry,
                clock);
        made.start();
        return made;
    }

    private static Map<String, Double> numbers(TokenLife token, IngestMetrics metrics, Instant now) {
        final Map<String, Double> numbers = new TreeMap<>();
        token.end()
                .ifPresent(end -> numbers.put(
                        "token-days-left", Duration.between(now, end).toSeconds() / 86_400.0));
        metrics.archiveAnswered()
                .ifPresent(at -> numbers.put("archive-answered-seconds", (double) at.getEpochSecond()));
        return numbers;
    }

    private Download download(EarthdataSession opened) {
        final Path folder = settings.ingestFolder().resolve("downloads");
        try {
            clear(folder);
            return new Download(opened, folder, pause);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "data-folder: " + settings.ingestFolder() + " cannot be written: " + e.getMessage(), e);
        }
    }

    /// What an earlier run left is fetched again, if it is still wanted.
    private static void clear(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) return;
        try (var leftovers = Files.list(folder)) {
            for (Path leftover : leftovers.filter(Files::isRegularFile).toList()) Files.delete(leftover);
        }
    }

    private void run(
            GranulePublisher publisher,
            LedgerTopic ledgerTopic,
            Publication publication,
            GranuleLedger ledger,
            ArchiveWatch watch) {
        try (publisher;
                ledgerTopic) {
            connect(publication);
            ScaleCheck.require(settings.ingest().co2Scale(), ledger);
            while (true) {
                loop.getsOn();
                watch.look();
                loop.rests();
                Thread.sleep(settings.archive().pollInterval().toMillis());
            }
        } catch (InterruptedException | InterruptException e) {
            LOG.info("Ingest stops");
        } catch (RuntimeException | Error e) {
            LOG.error("Ingest has stopped by a fault", e);
            health.set(PART, Health.State.FAILED, e.toString());
        } finally {
            loop.rests();
        }
    }

    private void connect(Publication publication) throws InterruptedException {
        broker.awaitTopics();
        new KafkaWait(BrokerWatch.PART, health::set, pause, InstantSource.system()).until(publication::connect);
    }

    /// The port of /metrics and /health.
    public int port() {
        return Objects.requireNonNull(status, "not started").port();
    }

    public Health health() {
        return health;
    }

    /// Stops within seconds. A granule in the middle of publication is rolled back and comes again at the next start.
    @Override
    public void close() {
        broker.close();
        if (thread != null) stop(thread);
        if (session != null) session.close();
        if (heartbeats != null) heartbeats.close();
        if (status != null) status.close();
        registry.close();
    }

    private static void stop(Thread thread) {
        thread.interrupt();
        try {
            if (!thread.join(STOP)) LOG.warn("Ingest has not stopped after {}", STOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
