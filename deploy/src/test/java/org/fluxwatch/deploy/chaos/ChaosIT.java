package org.fluxwatch.deploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import org.fluxwatch.deploy.chaos.ChaosReport.Kill;
import org.fluxwatch.deploy.chaos.ChaosReport.ModeReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short version of `./fluxwatch bench chaos`: processes killed (-9) at chance moments and started again, sometimes
/// without their local folders, end with the files and topics of a system that was left alone.
class ChaosIT {
    /// Enough for a day to be revised.
    private static final int DAYS = 8;

    @TempDir
    private Path folder;

    @Test
    void standaloneEndsWithTheBytesOfAnUndisturbedRun() throws Exception {
        final ModeReport report = chaos(Mode.STANDALONE, 4, 20);
        assertThat(report.kills()).anyMatch(Kill::wiped);
    }

    @Test
    void servicesEndWithTheBytesOfAnUndisturbedRun() throws Exception {
        final ModeReport report = chaos(Mode.SERVICES, 5, 25);
        assertThat(report.kills()).extracting(Kill::part).contains("broker", "ingest", "assimilate", "publish");
        assertThat(report.kills()).anyMatch(Kill::wiped);
    }

    private ModeReport chaos(Mode mode, int kills, long seed) throws Exception {
        try (Chaos chaos = new Chaos(Set.of(mode), kills, DAYS, seed, folder, System.out)) {
            final ModeReport report = chaos.run().modes().getFirst();
            assertThat(report.failure()).isNull();
            assertThat(report.kills()).hasSize(kills);
            assertThat(report.runs()).isNotEmpty().allSatisfy(run -> assertThat(run.differences())
                    .isEmpty());
            return report;
        }
    }
}
