package org.fluxwatch.assimilate.service;

import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.meteorology.MeteorologyFetch;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.assimilate.stream.AssimilationStream;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.StatusServer;
import org.fluxwatch.contract.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The stage as a service: the stream with the systems that settings ask for, its metrics and its health.
public final class AssimilateService implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AssimilateService.class);

    private final Settings settings;
    private final Health health = new Health();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final NumericsPool pool;

    /// One for all domains: they share a folder.
    private final Optional<MeteorologyFetch> fetch;

    private final AssimilationStream stream;
    private StatusServer server;

    public AssimilateService(Settings settings) {
        this.settings = settings;
        pool = new NumericsPool(NumericsPool.orOnePerCore(settings.assimilate().threads()));
        final InputMetrics metrics = new InputMetrics(registry);
        fetch = settings.assimilate().inputs().meteorology().fetch()
                ? Optional.of(new MeteorologyFetch(
                        settings.archive(), settings.assimilate().inputs().meteorology(), metrics))
                : Optional.empty();
        metrics.inventedInputs(settings.assimilate().inputs().invented().size());
        final DomainSystems systems = new DomainSystems(settings);
        stream = new AssimilationStream(settings, domain -> systems.system(domain, fetch, pool), health, registry);
        new JvmMemoryMetrics().bindTo(registry);
    }

    /// Answers on its port and returns; the stream starts as soon as the broker answers.
    public void start() {
        settings.inventedBesideRealSoundings().ifPresent(LOG::warn);
        server = new StatusServer(
                "assimilate",
                settings.httpHost(),
                settings.httpNames(),
                settings.assimilate().httpPort(),
                registry,
                health);
        stream.start();
    }

    public Health health() {
        return health;
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        stream.close();
        if (server != null) server.close();
        fetch.ifPresent(MeteorologyFetch::close);
        pool.close();
    }
}
