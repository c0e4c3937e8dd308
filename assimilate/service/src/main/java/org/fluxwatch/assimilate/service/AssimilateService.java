package org.fluxwatch.assimilate.service;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.Map;
import org.fluxwatch.assimilate.inputs.meteorology.MeteorologyFetches;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.stream.AssimilationStream;
import org.fluxwatch.assimilate.stream.port.DaySystem;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.Heartbeats;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.settings.InputSettings;
import org.fluxwatch.contract.settings.Settings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stage as a service: the stream with the systems that settings ask for, its metrics and its health.
public final class AssimilateService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AssimilateService.class);

    private final Settings settings;
    private final Health health = new Health();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final NumericsPool pool;

    private final InputMetrics metrics = new InputMetrics(registry);
    private final MeteorologyFetches fetches;
    private final DomainSystems systems;
    private final AssimilationStream stream;
    private final Heartbeats heartbeats;
    private @Nullable StatusServer server;

    /// @throws org.fluxwatch.contract.settings.SettingsException where winds, fluxes or inflow are not chosen
    public AssimilateService(Settings settings) {
        settings.requireChosenInputs(settings.domains().keySet());
        this.settings = settings;
        pool = new NumericsPool(NumericsPool.orOnePerCore(settings.assimilate().threads()));
        fetches = new MeteorologyFetches(
                settings.archive(),
                settings.domains().values().stream()
                        .map(domain -> domain.inputs().meteorology())
                        .toList(),
                metrics);
        systems = new DomainSystems(settings);
        stream = new AssimilationStream(settings, this::system, health, registry);
        heartbeats = new Heartbeats(
                "assimilate",
                settings,
                health,
                Map.of("state", settings.stateFolder()),
                Map::of,
                registry,
                InstantSource.system());
        new JvmMemoryMetrics().bindTo(registry);
    }

    private DaySystem<?> system(String domain) {
        final InputSettings inputs = settings.domain(domain).inputs();
        metrics.inventedInputs(domain, inputs.invented());
        return systems.system(domain, fetches.into(inputs.meteorology()), pool);
    }

    /// Answers on its port and returns; the stream starts as soon as the broker answers.
    public void start() {
        settings.invented().ifPresent(LOG::warn);
        server = new StatusServer(
                "assimilate",
                settings.httpHost(),
                settings.httpNames(),
                settings.assimilate().httpPort(),
                registry,
                health);
        stream.start();
        heartbeats.start();
    }

    public Health health() {
        return health;
    }

    public int port() {
        if (server == null) throw new IllegalStateException("assimilate has not been started");
        return server.port();
    }

    @Override
    public void close() {
        stream.close();
        heartbeats.close();
        if (server != null) server.close();
        fetches.close();
        pool.close();
    }
}
