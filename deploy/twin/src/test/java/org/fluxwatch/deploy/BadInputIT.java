package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.standalone.Standalone;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.daily.DayProduct;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bad files in the archive are put aside with a reason, and lose nothing else: the days before and after are analysed.
class BadInputIT {
    private static final LocalDate FIRST = LocalDate.of(2019, 5, 1);

    @TempDir
    private Path folder;

    private Path archive;

    @BeforeEach
    void makeFolder() throws IOException {
        archive = Files.createDirectories(folder.resolve("archive"));
    }

    private Settings settings() {
        return SettingsLoader.parse(
                """
                data-folder: '%s'
                archive: {kind: folder, folder: '%s', poll-interval: PT1S}
                ingest: {http-port: 0, gridding: thin}
                publish: {http-port: 0}
                assimilate:
                  http-port: 0
                  ensemble: {members: 10}
                """.formatted(folder.resolve("data"), archive) + SmallDomain.startingAt(FIRST), "test", Map.of());
    }

    @Test
    void badFilesArePutAsideAndTheNextGranuleGoesOn() throws Exception {
        UniformDays.write(FIRST, archive);
        final Path truncated = UniformDays.write(FIRST.plusDays(1), archive);
        final byte[] whole = Files.readAllBytes(truncated);
        Files.write(truncated, Arrays.copyOf(whole, whole.length / 2));
        final Path empty = archive.resolve("oco2_LtCO2_190503_B11210Ar_190601120000s.nc4");
        Files.createFile(empty);
        final Path html = archive.resolve("oco2_LtCO2_190504_B11210Ar_190601120000s.nc4");
        Files.writeString(html, "<!DOCTYPE html><html><body>Earthdata Login</body></html>");
        UniformDays.write(FIRST.plusDays(4), archive);
        final Settings settings = settings();
        try (Standalone standalone = Standalone.start(settings)) {
            await().atMost(Duration.ofMinutes(2)).until(() -> Files.exists(product(settings, FIRST.plusDays(4))));
            assertThat(standalone.ingest().health().live()).isTrue();
        }
        final Path quarantine = settings.ingestFolder().resolve("quarantine");
        for (Path bad : List.of(truncated, empty, html)) {
            assertThat(bad).as("the user's own file stays").exists();
            assertThat(quarantine.resolve(bad.getFileName())).exists();
            assertThat(Files.readString(quarantine.resolve(bad.getFileName() + ".reason.txt")))
                    .hasLineCount(1)
                    .contains(bad.getFileName().toString());
        }
        assertThat(analysed(settings, 0).analysis().counts().byStatus().get("assimilated"))
                .isPositive();
        assertThat(analysed(settings, 0).analysis().counts().byStatus().get("withheld"))
                .as("thin gridding withholds the rest of a cell")
                .isPositive();
        for (int day = 1; day < 4; day++)
            assertThat(analysed(settings, day).analysis().sources().missingSensors())
                    .containsExactly(Sensor.OCO2);
        assertThat(analysed(settings, 4).analysis().sources().granules()).hasSize(1);
        assertThat(analysed(settings, 4).analysis().sources().missingSensors()).isEmpty();
    }

    private static DayProduct analysed(Settings settings, int day) throws IOException {
        return DailyFile.read(product(settings, FIRST.plusDays(day)));
    }

    private static Path product(Settings settings, LocalDate day) {
        return settings.productsFolder()
                .resolve("small/2019/fluxwatch_small_filter_" + day.toString().replace("-", "") + ".nc");
    }
}
