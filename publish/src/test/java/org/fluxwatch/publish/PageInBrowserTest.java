package org.fluxwatch.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.publish.daily.DayProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page in Debian's Chromium, driven by `src/test/browser/page.js`, at a publish whose broker is simulated.
class PageInBrowserTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path SCRIPT = Path.of("src/test/browser/page.js");

    /// What playwright-core asks for.
    private static final int LEAST_NODE = 20;

    /// Screenshots, to look at.
    private static final Path SHOTS = Path.of("target/page");

    @TempDir
    Path folder;

    /// Offsets of records to come.
    private long analyses;

    private long innovations;

    @Test
    void showsDaysAndTheStateOfThings() throws Exception {
        assumeTrue(NodeVersion.there() >= LEAST_NODE, "no node " + LEAST_NODE + " or newer on the path");
        assumeTrue(Files.isExecutable(CHROMIUM), "no " + CHROMIUM);
        assumeTrue(
                Files.isDirectory(SCRIPT.resolveSibling("node_modules/playwright-core")),
                "no playwright-core: npm ci --prefix publish/src/test/browser");
        Files.createDirectories(SHOTS);
        final Settings settings = Days.settings(folder);
        final DayProduct[] days = {day(settings, 0), day(settings, 1), day(settings, 2)};
        for (DayProduct day : days) {
            analyses += day.fields().size() + 1;
            innovations += day.innovations().size();
        }
        final MockConsumer<byte[], byte[]> kafka = PublishServiceTest.broker(days);
        try (PublishService service = new PublishService(
                settings,
                () -> {},
                () -> kafka,
                MockProducer::new,
                Alarming::producer,
                PublishServiceTest::nothingSaid)) {
            service.start();
            awaitFile(settings, "plane/2019/fluxwatch_plane_filter_20190503.nc");
            assertThat(service.awaitRollups(Duration.ofSeconds(60))).isTrue();
            final List<String> said = run(
                    "http://127.0.0.1:" + service.port(),
                    () -> kafka.schedulePollTask(() -> add(kafka, day(settings, 3))));
            assertThat(said).as(String.join("\n", said)).contains("done").noneMatch(line -> line.startsWith("not ok"));
        }
    }

    private static DayProduct day(Settings settings, int n) {
        final Grid grid = settings.domains().get("plane").modelGrid();
        return Days.product("plane", grid, Days.FIRST.plusDays(n), 0, 20);
    }

    private void add(MockConsumer<byte[], byte[]> kafka, DayProduct day) {
        for (AnalysisRecord field : day.fields()) add(kafka, field);
        add(kafka, day.analysis());
        for (Innovation innovation : day.innovations())
            kafka.addRecord(new ConsumerRecord<>(
                    "innovations",
                    0,
                    innovations++,
                    new byte[0],
                    Topics.INNOVATIONS.values().serializer().serialize("innovations", innovation)));
    }

    private void add(MockConsumer<byte[], byte[]> kafka, AnalysisRecord record) {
        kafka.addRecord(new ConsumerRecord<>(
                "analyses",
                0,
                analyses++,
                new byte[0],
                Topics.ANALYSES.values().serializer().serialize("analyses", record)));
    }

    private static void awaitFile(Settings settings, String name) throws InterruptedException {
        final Path file = settings.productsFolder().resolve(name);
        for (int n = 0; n < 400 && !Files.exists(file); n++) Thread.sleep(50);
        assertThat(file).exists();
    }

    /// @param nextDay is called when the script asks for another day
    /// @return what the script said
    private List<String> run(String url, Runnable nextDay) throws IOException, InterruptedException {
        final Path log = folder.resolve("node.log");
        final Process node = new ProcessBuilder(
                        "node", SCRIPT.toString(), url, SHOTS.toAbsolutePath().toString())
                .redirectError(log.toFile())
                .start();
        final List<String> said = new ArrayList<>();
        try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                said.add(line);
                if (line.equals("next day")) nextDay.run();
            }
            assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        } finally {
            node.destroyForcibly();
        }
        said.addAll(Files.readAllLines(log));
        return said;
    }
}
