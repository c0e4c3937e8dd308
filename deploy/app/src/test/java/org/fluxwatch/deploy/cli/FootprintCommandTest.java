package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootprintCommandTest {
    @TempDir
    Path folder;

    private static String column() {
        return RealFiles.at("data/footprints/THW-column_NAME_UMG_EUROPE_TEST_inert_202304.nc")
                .toString();
    }

    @Test
    void writesAFileAndAMap() {
        final Path out = folder.resolve("out");
        final CommandLineRun run = CommandLineRun.of("footprint", column(), "--release", "4", "--out", out.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("NAME, OpenGHG, summed over time, species inert, for a column with averaging kernel")
                .contains("release 4, 2023-04-02T17:00:00Z to 2023-04-02T18:00:00Z at 51.5700 N -1.3200 E: 2.87357 ppm")
                .contains("0.0 % of it of known hours");
        assertThat(out).isDirectoryContaining("glob:**/footprint.nc").isDirectoryContaining("glob:**/footprint.html");
    }

    @Test
    void aReleaseThatTheFileLacksIsAWrongOption() {
        final CommandLineRun run =
                CommandLineRun.of("footprint", column(), "--release", "5", "--out", folder.toString());
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--release is 5, expected 1 to 4");
    }

    @Test
    void aFileThatIsNoneFailsInOneLine() throws IOException {
        final Path text = Files.writeString(folder.resolve("a.nc"), "no netCDF");
        final CommandLineRun run = CommandLineRun.of("footprint", text.toString(), "--out", folder.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("fluxwatch: " + text).hasLineCount(1);
    }
}
