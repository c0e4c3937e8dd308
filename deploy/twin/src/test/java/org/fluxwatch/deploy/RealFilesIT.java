package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.testing.RealFiles;
import org.fluxwatch.deploy.standalone.Standalone;
import org.fluxwatch.publish.daily.DailyFile;
import org.fluxwatch.publish.daily.DayProduct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The first of the real OCO-2 files, with the repository's settings for them, all the way to daily files.
class RealFilesIT {
    @TempDir
    private Path folder;

    @Test
    void realSoundingsReachTheDailyFileWithTheirStandIns() throws Exception {
        final Path data = RealFiles.at("data/oco2-lite-10r-subset");
        final Settings settings = SettingsLoader.load(
                Path.of("../settings/oco2-subset-eastern-usa.yaml"),
                Map.of(
                        "FLUXWATCH_DATA_FOLDER", folder.toString(),
                        "FLUXWATCH_ARCHIVE_FOLDER", data.toString(),
                        "FLUXWATCH_ARCHIVE_TO", "2014-09-17",
                        "FLUXWATCH_INGEST_WITHHELD_SHARE", "0",
                        "FLUXWATCH_INGEST_HTTP_PORT", "0",
                        "FLUXWATCH_ASSIMILATE_HTTP_PORT", "0",
                        "FLUXWATCH_PUBLISH_HTTP_PORT", "0"));
        final Path last =
                settings.productsFolder().resolve("eastern-usa/2014/fluxwatch_eastern-usa_filter_20140917.nc");
        try (Standalone _ = Standalone.start(settings)) {
            await().atMost(Duration.ofMinutes(3)).until(() -> Files.exists(last));
        }
        final DayProduct day = DailyFile.read(last);
        assertThat(day.analysis().sources().standIns())
                .containsExactly(
                        StandIn.QUALITY_FLAG,
                        StandIn.COLUMN_OPERATOR,
                        StandIn.INVENTED_METEOROLOGY,
                        StandIn.INVENTED_PRIOR,
                        StandIn.INVENTED_BOUNDARY);
        assertThat(day.innovations()).hasSize(6).allSatisfy(innovation -> {
            assertThat(innovation.observation().standIns()).hasSize(2);
            assertThat(innovation.observation().source()).contains("oco2_LtCO2_140917_B10206Ar");
            assertThat(innovation.observation().ppm()).isBetween(380.0, 396.0);
        });
        assertThat(day.analysis().counts().byStatus().get("assimilated")).isPositive();
    }
}
