package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.cli.CommandLineRun;
import org.fluxwatch.deploy.standalone.EmbeddedBroker;
import org.fluxwatch.deploy.standalone.Standalone;
import org.fluxwatch.publish.daily.ProductFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The section "Backup and restore" of docs/operations.md: brokers and folders are lost, products, a state file and the
/// settings are kept, and what follows is to the byte what it would have been.
class RestoreIT {
    private static final AnalysedDomain SMALL = new AnalysedDomain("small", AssimilationSystem.FILTER);
    private static final LocalDate START = LocalDate.of(2019, 5, 1);
    private static final int DAYS = 8;
    private static final int LOST_AFTER = 5;
    private static final int LAG = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    @Test
    void aDeploymentOfWhichOnlyTheBackupIsLeftGoesOnWithTheSameFiles() throws Exception {
        final Path undisturbed = settings("undisturbed");
        writeDays("undisturbed", 0, DAYS);
        final List<JsonNode> booksUndisturbed;
        try (Standalone all = Standalone.start(load(undisturbed))) {
            awaitProducts(undisturbed, DAYS);
            booksUndisturbed = books(undisturbed, all);
        }

        final Path lost = settings("lost");
        final Path state = folder.resolve("state.nc");
        writeDays("lost", 0, LOST_AFTER);
        try (Standalone all = Standalone.start(load(lost))) {
            awaitProducts(lost, LOST_AFTER);
            assertThat(run(lost, all.bootstrapServers(), "export-state", "--domain", "small", "--out", state.toString())
                            .exitCode())
                    .isZero();
        }
        loseAllButProducts(load(lost));

        try (EmbeddedBroker broker = EmbeddedBroker.start(load(lost).brokerFolder())) {
            final CommandLineRun imported = run(
                    lost, broker.bootstrapServers(), "import-state", "--domain", "small", "--from", state.toString());
            assertThat(imported.exitCode()).as(imported.err()).isZero();
            assertThat(imported.out()).contains("domain small goes on at 2019-05-05; sent anew: 0 granules");
        }
        writeDays("lost", LOST_AFTER, DAYS);
        try (Standalone all = Standalone.start(load(lost))) {
            awaitProducts(lost, DAYS);
            assertThat(ProductFiles.digests(load(lost).productsFolder()))
                    .hasSizeGreaterThan(2 * DAYS)
                    .isEqualTo(ProductFiles.digests(load(undisturbed).productsFolder()));
            assertThat(books(lost, all)).isEqualTo(booksUndisturbed);
        }
        assertThat(CommandLineRun.of("settings", "--changes", "--settings", lost.toString()))
                .extracting(CommandLineRun::exitCode, CommandLineRun::out)
                .containsExactly(0, "domain small: nothing has changed since fluxwatch_small_filter_20190508.nc\n");
    }

    /// Until the last day has its first product, and the last that can be smoothed its second.
    private static void awaitProducts(Path settings, int days) {
        final Settings loaded = load(settings);
        final ProductFolder products = new ProductFolder(loaded.productsFolder(), loaded);
        await().atMost(PATIENCE)
                .until(() -> products.revision(SMALL, START.plusDays(days - 1)).orElse(-1) == 0
                        && products.revision(SMALL, START.plusDays(days - 1 - LAG))
                                        .orElse(-1)
                                == 1);
    }

    /// A granule each, wherever what is said of it was read.
    private static List<JsonNode> books(Path settings, Standalone all) throws IOException {
        final CommandLineRun ledger = run(settings, all.bootstrapServers(), "ledger", "--json");
        assertThat(ledger.exitCode()).as(ledger.out() + ledger.err()).isZero();
        final List<JsonNode> books = new ArrayList<>();
        for (String line : ledger.out().lines().toList())
            books.add(new ObjectMapper().readTree(line.replaceAll("\"from\":\"(kafka|products)\",", "")));
        return books;
    }

    private static CommandLineRun run(Path settings, String servers, String command, String... more) {
        return CommandLineRun.of(
                command,
                "--settings",
                Stream.concat(Stream.of(settings.toString(), "--kafka", servers), Stream.of(more))
                        .toArray(String[]::new));
    }

    private static void loseAllButProducts(Settings settings) throws IOException {
        try (Stream<Path> all = Files.walk(settings.dataFolder())) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList())
                if (!one.startsWith(settings.productsFolder()) && !one.equals(settings.dataFolder())) Files.delete(one);
        }
        assertThat(settings.dataFolder()).isDirectoryContaining(settings.productsFolder()::equals);
    }

    private void writeDays(String name, int from, int to) throws IOException {
        for (int d = from; d < to; d++) UniformDays.write(START.plusDays(d), folder.resolve(name + "-archive"));
    }

    private static Settings load(Path file) {
        return SettingsLoader.load(file, Map.of());
    }

    private Path settings(String name) throws IOException {
        final Path file = folder.resolve(name + ".yaml");
        Files.writeString(
                file,
                """
                data-folder: '%s'
                archive: {kind: folder, folder: '%s', poll-interval: PT1S}
                ingest: {http-port: 0}
                publish: {http-port: 0}
                assimilate:
                  http-port: 0
                  ensemble: {members: 10}
                  flux-forecast: {lag-days: %d}
                  late-data: {settle: PT1S, checkpoint-every-days: 2}
                """.formatted(folder.resolve(name), Files.createDirectories(folder.resolve(name + "-archive")), LAG)
                        + SmallDomain.startingAt(START));
        return file;
    }
}
