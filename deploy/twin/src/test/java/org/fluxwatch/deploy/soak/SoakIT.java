package org.fluxwatch.deploy.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.fluxwatch.deploy.chaos.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short version of `./fluxwatch bench soak`: a few days in one process, whose disk is full for a while where
/// one can be mounted, counted day by day. What grows shows in months alone; this shows that all is counted.
class SoakIT {
    private static final int DAYS = 4;

    @TempDir
    private Path folder;

    @Test
    void countsWhatTheSystemHoldsWhileItLives() throws Exception {
        final SoakReport report;
        try (Soak soak = new Soak(new Soak.Settings(Mode.STANDALONE, DAYS, 10, 1, 0, 14, false), folder, System.out)) {
            report = soak.run();
        }
        assertThat(report.failure()).isEmpty();
        assertThat(report.days()).isEqualTo(DAYS);
        assertThat(report.rows())
                .extracting(SoakReport.Row::series)
                .contains(
                        "run heap",
                        "run native",
                        "run metrics",
                        "topic observations: bytes",
                        "topic fluxwatch-assimilate-ensemble-changelog: bytes",
                        "store ensemble: bytes",
                        "products days: files",
                        "logs: bytes");
        assertThat(report.rows())
                .filteredOn(row -> row.series().equals("products days: files"))
                .singleElement()
                .satisfies(row -> assertThat(row.largest()).isEqualTo(DAYS));
        assertThat(folder.resolve("soak.json")).exists();
        assertThat(folder.resolve("samples.csv")).isNotEmptyFile();
    }
}
