package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.fluxwatch.deploy.demo.Demo;
import org.fluxwatch.deploy.demo.Verdict;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The whole way through the embedded broker: archive, ingest, assimilate, publish; then again on what was left.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EndToEndIT {
    @TempDir
    private static Path folder;

    private static Map<String, String> files = Map.of();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Demo demo(int days) throws IOException {
        return new Demo(days, folder, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @Test
    @Order(1)
    void liteFilesBecomeDailyAnalyses() throws Exception {
        try (Demo demo = demo(2)) {
            final Verdict verdict = demo.run(false);
            files = ProductFiles.digests(folder.resolve("products"));
            assertThat(files).hasSize(2);
            assertThat(verdict.counts().get("assimilated")).isGreaterThan(50);
            assertThat(verdict.counts().get("withheld")).isPositive();
            assertThat(verdict.scores().get("assimilated/analysis").rmsePpm())
                    .isLessThan(verdict.scores().get("assimilated/background").rmsePpm());
            assertThat(verdict.regions())
                    .extracting(Verdict.RegionError::region)
                    .contains("north", "south", "domain");
            for (int port : demo.ports()) {
                assertThat(get(port, "/health/live").statusCode()).isEqualTo(200);
                assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);
                assertThat(get(port, "/metrics").body()).contains("fluxwatch_");
            }
            assertThat(get(demo.ports()[2], "/").body()).contains("<html");
            assertThat(get(demo.ports()[0], "/metrics").body()).contains("fluxwatch_ingest_granules_total");
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("day  2/2")
                .contains("chi-square");
    }

    @Test
    @Order(2)
    void aSecondRunGoesOnWhereTheFirstStopped() throws Exception {
        try (Demo demo = demo(3)) {
            demo.run(false);
        }
        final Map<String, String> now = ProductFiles.digests(folder.resolve("products"));
        assertThat(now).hasSize(3).containsAllEntriesOf(files);
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
