package org.fluxwatch.publish;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.StatusServer;

/// A server of loopback for what a test adds to it.
public final class TestServer {
    private TestServer() {}

    public static StatusServer open() {
        return new StatusServer(
                "publish",
                "127.0.0.1",
                List.of(),
                0,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                new Health());
    }
}
