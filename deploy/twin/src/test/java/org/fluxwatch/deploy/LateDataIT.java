package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.standalone.Standalone;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.daily.DayProduct;
import org.fluxwatch.publish.daily.ProductFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that is reprocessed after its day was analysed, the whole way from the archive to the daily files.
class LateDataIT {
    private static final AnalysedDomain SMALL = new AnalysedDomain("small", AssimilationSystem.FILTER);
    private static final LocalDate START = LocalDate.of(2019, 5, 1);
    private static final int DAYS = 8;
    private static final int REPROCESSED = 4;
    private static final int LAG = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void endsWithTheFilesOfARunInWhichItWasOnTimeButForTheirRevision() throws Exception {
        final Settings onTime = settings("on-time");
        for (int d = 0; d < DAYS; d++) if (d != REPROCESSED) writeDay(onTime, d);
        writeReprocessed(onTime);
        try (Standalone _ = Standalone.start(onTime)) {
            awaitRevisions(onTime, 0, 1);
        }
        final Settings late = settings("late");
        for (int d = 0; d < DAYS; d++) writeDay(late, d);
        try (Standalone _ = Standalone.start(late)) {
            awaitRevisions(late, 0, 1);
            assertThat(product(late, REPROCESSED).fields())
                    .isNotEqualTo(product(onTime, REPROCESSED).fields());
            writeReprocessed(late);
            awaitRevisions(late, 2, 3);
        }
        for (int d = 0; d < DAYS; d++) {
            assertThat(fields(product(late, d))).as("day %d", d).isEqualTo(fields(product(onTime, d)));
            assertThat(product(late, d).innovations().stream()
                            .map(one -> one.withRevision(0))
                            .toList())
                    .isEqualTo(product(onTime, d).innovations().stream()
                            .map(one -> one.withRevision(0))
                            .toList());
        }
        assertThat(revision(late, REPROCESSED - LAG - 1).getAsInt())
                .as("before all that changed")
                .isEqualTo(1);
    }

    /// Until the last day has the one revision, and the last that is smoothed the other.
    private static void awaitRevisions(Settings settings, int first, int smoothed) {
        await().atMost(PATIENCE)
                .until(() -> revision(settings, DAYS - 1).orElse(-1) == first
                        && revision(settings, DAYS - 1 - LAG).orElse(-1) == smoothed);
    }

    private static OptionalInt revision(Settings settings, int day) throws IOException {
        return new ProductFolder(settings.productsFolder(), settings).revision(SMALL, START.plusDays(day));
    }

    private static DayProduct product(Settings settings, int day) throws IOException {
        return DailyFile.read(new ProductFolder(settings.productsFolder(), settings)
                .find(SMALL, START.plusDays(day))
                .orElseThrow());
    }

    private static Map<String, AnalysisField> fields(DayProduct product) {
        final Map<String, AnalysisField> fields = new TreeMap<>();
        for (AnalysisField field : product.fields()) fields.put(field.name(), field.withValues(0, field.values()));
        return fields;
    }

    private static void writeDay(Settings settings, int day) throws IOException {
        UniformDays.write(START.plusDays(day), settings.archive().folder());
    }

    private static void writeReprocessed(Settings settings) throws IOException {
        UniformDays.write(
                START.plusDays(REPROCESSED), settings.archive().folder(), 413, Instant.parse("2019-07-01T12:00:00Z"));
    }

    private Settings settings(String name) throws IOException {
        return SettingsLoader.parse(
                """
                data-folder: '%s'
                archive: {kind: folder, folder: '%s', poll-interval: PT1S}
                ingest: {http-port: 0}
                publish: {http-port: 0}
                assimilate:
                  http-port: 0
                  ensemble: {members: 10}
                  flux-forecast: {lag-days: %d}
                  late-data: {settle: PT1S, checkpoint-every-days: 3}
                """.formatted(folder.resolve(name), Files.createDirectories(folder.resolve(name + "-archive")), LAG)
                        + SmallDomain.startingAt(START),
                name,
                Map.of());
    }
}
