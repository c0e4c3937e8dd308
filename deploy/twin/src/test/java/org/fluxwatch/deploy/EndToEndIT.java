package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.fluxwatch.assimilate.inversion.experiment.ExperimentReport;
import org.fluxwatch.contract.topic.RecordSerde;
import org.fluxwatch.deploy.cli.Main;
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

    /// Its own, observations, hours and members.
    private static final int FILES_A_DAY = 4;

    private static Map<String, String> files = Map.of();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private Demo demo(int days) throws IOException {
        return new Demo(days, folder, new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    @Test
    @Order(1)
    void liteFilesBecomeDailyAnalyses() throws Exception {
        try (Demo demo = demo(2)) {
            final Verdict verdict = demo.run(Optional.empty());
            files = daysOf(ProductFiles.digests(folder.resolve("products")));
            assertThat(files).hasSize(2 * FILES_A_DAY);
            assertThat(verdict.counts().get("assimilated")).isGreaterThan(50);
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
            everyMetricIsShownOrExplained(demo.ports());
            experimentsRunBesideIt();
        }
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("day  2/2")
                .contains("chi-square");
    }

    @Test
    @Order(2)
    void aSecondRunGoesOnWhereTheFirstStopped() throws Exception {
        try (Demo demo = demo(3)) {
            demo.run(Optional.empty());
        }
        final Map<String, String> now = ProductFiles.digests(folder.resolve("products"));
        assertThat(daysOf(now)).hasSize(3 * FILES_A_DAY).containsAllEntriesOf(files);
        assertThat(now.keySet()).anyMatch(name -> name.endsWith("_inversion_2019-05.nc"));
    }

    private static void experimentsRunBesideIt() throws IOException {
        final Properties ports = new Properties();
        try (Reader in = Files.newBufferedReader(folder.resolve("broker/fluxwatch-ports.properties"))) {
            ports.load(in);
        }
        final Path out = folder.resolve("experiments");
        final StringWriter told = new StringWriter();
        final int code = Main.commandLine()
                .setOut(new PrintWriter(told))
                .setErr(new PrintWriter(told))
                .execute(
                        "experiments",
                        "--settings",
                        folder.resolve("demo.yaml").toString(),
                        "--kafka",
                        "127.0.0.1:" + ports.getProperty("broker"),
                        "--domain",
                        Demo.MONTHS_DOMAIN,
                        "--year",
                        "2019",
                        "--out",
                        out.toString());
        assertThat(code).as(told.toString()).isZero();
        assertThat(told.toString()).contains("1 months, 9 priors with 6 backgrounds", "used/posterior");
        final ExperimentReport report = RecordSerde.jsonMapper()
                .readValue(out.resolve("experiments.json").toFile(), ExperimentReport.class);
        assertThat(report.months()).singleElement().satisfies(month -> assertThat(month.daysIn())
                .isEqualTo(2));
        assertThat(report.months().getFirst().observations()).isGreaterThan(50);
        assertThat(Files.readAllLines(out.resolve("fluxes.csv")))
                .hasSize(1 + 54 * report.regions().size());
        assertThat(Files.readString(out.resolve("experiments.html"))).contains("Lati_80");
    }

    /// Those of the filter, which are written once; the inversion's month grows.
    private static Map<String, String> daysOf(Map<String, String> files) {
        final Map<String, String> days = new TreeMap<>(files);
        days.keySet().removeIf(name -> !name.contains("_filter_"));
        return days;
    }

    private static void everyMetricIsShownOrExplained(int[] ports) throws IOException, InterruptedException {
        final Set<String> shown = GrafanaMetrics.named();
        final Set<String> all = new TreeSet<>();
        final List<String> modules = List.of("ingest", "assimilate", "publish");
        for (int stage = 0; stage < modules.size(); stage++) {
            final String scrape = get(ports[stage], "/metrics").body();
            assertThat(scrape).as(modules.get(stage)).contains("jvm_memory_used_bytes");
            GrafanaMetrics.requireHelp(scrape);
            final Set<String> scraped = GrafanaMetrics.scraped(scrape);
            final String readme = Files.readString(Path.of("../..", modules.get(stage), "README.md"));
            assertThat(scraped)
                    .as("metrics of " + modules.get(stage) + ", on the dashboard or in its README")
                    .isNotEmpty()
                    .allMatch(metric -> shown.contains(metric) || readme.contains("`" + metric + "`"));
            all.addAll(scraped);
        }
        shown.removeAll(GrafanaMetrics.OF_LONGER_RUNS);
        assertThat(all).as("metrics that dashboards and rules name").containsAll(shown);
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
