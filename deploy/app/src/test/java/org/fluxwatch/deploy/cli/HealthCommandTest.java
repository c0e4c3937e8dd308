package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.service.StatusServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthCommandTest {
    @TempDir
    private Path folder;

    private String settings(int port) throws Exception {
        return Files.writeString(
                        folder.resolve("f.yaml"), "http-host: 0.0.0.0\nassimilate: {http-port: " + port + "}\n")
                .toString();
    }

    @Test
    void asksTheServiceOfTheSettings() throws Exception {
        final Health health = new Health();
        health.set("kafka", Health.State.WAITING, "no broker yet");
        try (StatusServer server = new StatusServer(
                "assimilate", "0.0.0.0", List.of(), 0, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), health)) {
            final String settings = settings(server.port());
            final CommandLineRun live = CommandLineRun.of("health", "assimilate", "--settings", settings);
            assertThat(live.exitCode()).as(live.err()).isZero();
            assertThat(live.out()).contains("no broker yet");
            final CommandLineRun ready = CommandLineRun.of("health", "assimilate", "--ready", "--settings", settings);
            assertThat(ready.exitCode()).isEqualTo(1);
            assertThat(ready.out()).contains("no broker yet");
            health.set("stream", Health.State.FAILED, "cannot go on");
            assertThat(CommandLineRun.of("health", "assimilate", "--settings", settings)
                            .exitCode())
                    .isEqualTo(1);
        }
    }

    @Test
    void nobodyThereIsNotWell() throws Exception {
        final int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        final CommandLineRun run = CommandLineRun.of("health", "assimilate", "--settings", settings(free));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("http://127.0.0.1:" + free + "/health/live does not answer");
    }

    @Test
    void aPortThatNobodyKnowsCannotBeAsked() throws Exception {
        final CommandLineRun run = CommandLineRun.of("health", "assimilate", "--settings", settings(0));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("assimilate.http-port is 0", "expected a number");
    }
}
