package org.fluxwatch.deploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.fluxwatch.deploy.chaos.ChaosReport.Kill;
import org.fluxwatch.deploy.chaos.ChaosReport.ModeReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short version of `./fluxwatch bench chaos`: processes killed (-9) at chance moments and started again, sometimes
/// without their local folders, end with the files and topics of a system that was left alone, late data included.
class ChaosIT {
    private static final int KILLS = 5;

    /// Enough for a day to be revised.
    private static final int DAYS = 6;

    /// In both modes a process comes back without its local folders, and each is killed; among the services a disk
    /// and the archive fail for a while.
    private static final long SEED = 213_237;

    @TempDir
    private Path folder;

    @Test
    void endsWithTheBytesOfAnUndisturbedRun() throws Exception {
        try (Chaos chaos = new Chaos(EnumSet.allOf(Mode.class), KILLS, DAYS, SEED, folder, System.out)) {
            final ChaosReport report = chaos.run();
            assertThat(report.modes()).hasSize(2).allSatisfy(mode -> {
                assertThat(mode.failure()).isNull();
                assertThat(mode.kills()).hasSize(KILLS).anyMatch(Kill::wiped);
                assertThat(mode.runs()).isNotEmpty().allSatisfy(run -> assertThat(run.differences())
                        .isEmpty());
            });
            assertThat(report.modes())
                    .flatExtracting(ModeReport::kills)
                    .flatExtracting(kill -> List.of(kill.part().split("\\+")))
                    .containsAll(List.of("run", "broker", "ingest", "assimilate", "publish"));
            assertThat(report.isEqual()).isTrue();
            assertThat(folder.resolve("chaos.json")).exists();
        }
    }
}
