package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.fluxwatch.assimilate.service.AssimilateService;
import org.fluxwatch.contract.service.Health;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.fluxwatch.ingest.IngestService;
import org.fluxwatch.publish.PublishService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The three services as three, each with settings of its own, on a broker that comes after them and goes before them.
class ServicesAloneIT {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 1);

    @TempDir
    private Path folder;

    @Test
    void waitForTheBrokerDoTheirWorkAndTellWhenItHasGone() throws Exception {
        UniformDays.write(DAY, folder.resolve("archive"));
        final int port = keptPort();
        final PublishService publish = new PublishService(settings("publish", port));
        final AssimilateService assimilate = new AssimilateService(settings("assimilate", port));
        final IngestService ingest = new IngestService(settings("ingest", port));
        try (publish;
                assimilate;
                ingest) {
            publish.start();
            assimilate.start();
            ingest.start();
            for (Health health : new Health[] {ingest.health(), assimilate.health(), publish.health()}) {
                awaitKafka(health, Health.State.WAITING);
                assertThat(health.ready()).isFalse();
                assertThat(health.live()).isTrue();
                assertThat(health.parts().get("kafka").detail()).contains("127.0.0.1:" + port);
            }
            try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"))) {
                assertThat(broker.bootstrapServers()).isEqualTo("127.0.0.1:" + port);
                final Path file = settings("publish", port)
                        .productsFolder()
                        .resolve("small/2019/fluxwatch_small_filter_20190501.nc");
                await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(file));
                for (Health health : new Health[] {ingest.health(), assimilate.health(), publish.health()})
                    await().atMost(Duration.ofSeconds(30)).until(health::ready);
            }
            for (Health health : new Health[] {ingest.health(), assimilate.health(), publish.health()})
                awaitKafka(health, Health.State.WAITING);
        }
    }

    private static void awaitKafka(Health health, Health.State state) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> health.parts().get("kafka").state() == state);
    }

    private Settings settings(String service, int port) {
        return SettingsLoader.parse(
                """
                data-folder: '%s'
                kafka:
                  bootstrap-servers: 127.0.0.1:%d
                  login-file: '%s'
                  client: {reconnect.backoff.max.ms: 500}
                archive: {kind: folder, folder: '%s', poll-interval: PT1S}
                ingest: {http-port: 0}
                publish: {http-port: 0}
                assimilate:
                  http-port: 0
                  ensemble: {members: 10}
                """.formatted(
                                        folder.resolve(service),
                                        port,
                                        folder.resolve("broker/fluxwatch-client.properties"),
                                        folder.resolve("archive"))
                        + SmallDomain.startingAt(DAY),
                service,
                Map.of());
    }

    /// Tells the embedded broker which port it had at an earlier start.
    private int keptPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Files.createDirectories(folder.resolve("broker"));
            Files.writeString(
                    folder.resolve("broker/fluxwatch-ports.properties"), "broker=" + socket.getLocalPort() + "\n");
            return socket.getLocalPort();
        }
    }
}
