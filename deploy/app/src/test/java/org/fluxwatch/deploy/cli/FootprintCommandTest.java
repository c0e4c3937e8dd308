package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.fluxwatch.contract.netcdf.GridFile;
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

    private static final String INVENTED = """
            data-folder: '%s'
            domains:
              small:
                grid: {columns: 20, rows: 16, cell-km: 128.0}
                sigma-edges: [1.0, 0.985, 0.955, 0.905, 0.83, 0.7, 0.5, 0.25, 0.0]
                inputs:
                  meteorology: {kind: %s}
            """;

    private CommandLineRun column(String kind, String... options) throws IOException {
        final Path settings =
                Files.writeString(folder.resolve("settings.yaml"), INVENTED.formatted(folder.resolve("data"), kind));
        return CommandLineRun.of(
                "footprint",
                "--settings",
                Stream.concat(
                                Stream.of(
                                        settings.toString(),
                                        "--out",
                                        folder.resolve("out").toString()),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void makesTheRowOfAColumnInADomainsWinds() throws IOException {
        final CommandLineRun run =
                column("synthetic", "--at", "36.5,117", "--time", "2019-05-03T05:20:00Z", "--days", "2");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("domain small; fluxwatch: 200", "0 lost")
                .contains("column, 2019-05-03T05:20:00Z to 2019-05-03T05:20:00Z at 36.5000 N 117.0000 E: ")
                .contains("100.0 % of it of known hours");
        try (GridFile file = GridFile.open(folder.resolve("out").resolve("footprint.nc"))) {
            double sum = file.variable("end_lost").doubles()[0];
            for (double weight : file.variable("end_weight").doubles()) sum += weight;
            assertThat(sum).isCloseTo(1, within(1e-5));
            assertThat(file.variable("srr").shape()).containsExactly(17, 16, 20);
            assertThat(Arrays.stream(file.variable("srr").doubles()).sum()).isBetween(0.05, 0.6);
        }
        assertThat(folder.resolve("data")).isEmptyDirectory();
    }

    @Test
    void aColumnOutsideTheDomainIsAWrongOption() throws IOException {
        final CommandLineRun run = column("synthetic", "--at", "-36.5,117", "--time", "2019-05-03T05:00:00Z");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("fluxwatch: --at is -36.5,117.0, expected a place on the grid of domain small\n");
    }

    @Test
    void windsThatAreNotThereAreNamedInOneLine() throws IOException {
        final Path winds = Files.createDirectories(folder.resolve("winds"));
        final CommandLineRun run =
                column("merra2, folder: '" + winds + "'", "--at", "36.5,117", "--time", "2019-05-03T05:00:00Z");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("fluxwatch: the winds of 20 days to 2019-05-03T05:00:00Z are not all there: "
                        + "2019-04-13T05:00Z to 2019-05-03T05:00Z: no profiles; expected MERRA2_")
                .endsWith("(and 1 more)\n")
                .hasLineCount(1);
    }

    @Test
    void windsThatNobodyChoseAreNotInvented() throws IOException {
        final CommandLineRun run = column("unset", "--at", "36.5,117", "--time", "2019-05-03T05:00:00Z");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("inputs.meteorology.kind is 'unset'").hasLineCount(1);
    }

    @Test
    void aPlaceOfOneNumberIsRefused() throws IOException {
        final CommandLineRun run = column("synthetic", "--at", "36.5", "--time", "2019-05-03T05:00:00Z");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'36.5', expected degrees north and east with a comma between");
    }

    @Test
    void aFileAndAColumnAtOnceAreRefused() throws IOException {
        final CommandLineRun run = column("synthetic", "--at", "36.5,117", column());
        assertThat(run.exitCode()).isEqualTo(2);
    }
}
