package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.deploy.cli.Main;
import org.fluxwatch.deploy.demo.Demo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A demo's products made again from what they say of themselves, without the broker they came through.
class ReproduceIT {
    /// With the eighth day the first is smoothed.
    private static final int DAYS = 9;

    private static final String FIRST = "fluxwatch_east-asia_filter_20190501.nc";
    private static final String LAST = "fluxwatch_east-asia_filter_20190509.nc";

    @TempDir
    private static Path folder;

    private record Run(int exitCode, String text) {}

    @BeforeAll
    static void demo() throws Exception {
        try (Demo demo =
                new Demo(DAYS, folder, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))) {
            demo.run(Optional.empty());
        }
    }

    private static Path product(String name) {
        return folder.resolve("products").resolve(domain(name)).resolve("2019").resolve(name);
    }

    private static String domain(String name) {
        return name.split("_", -1)[1];
    }

    private static Run run(String... arguments) {
        final StringWriter told = new StringWriter();
        final int code = Main.commandLine()
                .setOut(new PrintWriter(told))
                .setErr(new PrintWriter(told))
                .execute(arguments);
        return new Run(code, told.toString());
    }

    private static Run reproduce(Path file) {
        return run(
                "reproduce",
                file.toString(),
                "--settings",
                folder.resolve("demo.yaml").toString(),
                "--granules",
                folder.resolve("twin").toString());
    }

    private static int smoothingDays(Path file) throws IOException {
        try (ClassicFile open = ClassicFile.open(file)) {
            return (int) open.number("smoothing_days").orElseThrow();
        }
    }

    @Test
    void anUnsmoothedDayIsTheSameToTheByte() throws IOException {
        assertThat(smoothingDays(product(LAST))).isZero();
        final Run run = reproduce(product(LAST));
        assertThat(run.text()).contains(LAST + ": the same bytes").doesNotContain("other bytes");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aSmoothedDayIsTheSameToTheByteAndSoIsWhatItReplaced() throws IOException {
        assertThat(smoothingDays(product(FIRST))).isPositive();
        final Run run = reproduce(product(FIRST));
        assertThat(run.text()).contains(FIRST + ": the same bytes").doesNotContain("other bytes");
        assertThat(run.exitCode()).isZero();
        final Path replaced = product(FIRST).resolveSibling("previous").resolve(FIRST.replace(".nc", ".r0.nc"));
        final Run before = reproduce(replaced);
        assertThat(before.text()).contains(": the same bytes").doesNotContain("other bytes");
        assertThat(before.exitCode()).isZero();
    }

    @Test
    void aMonthIsTheSameToTheByte() {
        final Run run = reproduce(product("fluxwatch_east-asia-months_inversion_2019-05.nc"));
        assertThat(run.text())
                .contains("fluxwatch_east-asia-months_inversion_2019-05.nc: the same bytes")
                .doesNotContain("other bytes");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void aGranuleThatIsNotThereIsNamed() throws IOException {
        final List<Path> granules = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.resolve("twin"))) {
            files.filter(file -> file.getFileName().toString().startsWith("oco2_LtCO2_190502_"))
                    .forEach(granules::add);
        }
        assertThat(granules).isNotEmpty();
        for (Path granule : granules) Files.move(granule, granule.resolveSibling("hidden-" + granule.getFileName()));
        try {
            final Run run = reproduce(product(LAST));
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.text())
                    .contains("missing: granule oco2_LtCO2_190502_")
                    .contains(" of 2019-05-02 is not there")
                    .doesNotContain("runs east-asia");
        } finally {
            for (Path granule : granules)
                Files.move(granule.resolveSibling("hidden-" + granule.getFileName()), granule);
        }
    }

    @Test
    void aProductAloneSaysWhatItLacks() throws IOException {
        final Path alone = Files.createDirectories(folder.resolve("alone/products/east-asia/2019"))
                .resolve(LAST);
        Files.copy(product(LAST), alone);
        final Run run = reproduce(alone);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.text()).contains("missing: there is no file of 2019-05-01 beside it");
    }

    @Test
    void whatSmoothingChangedIsSaid() {
        final Run run = run(
                "diff",
                "2019-05-01",
                "--domain",
                "east-asia",
                "--settings",
                folder.resolve("demo.yaml").toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.text())
                .contains("east-asia/filter 2019-05-01: revision 0 -> revision 1, corrected by ")
                .contains("smoothing  2019-05-02")
                .contains("natural flux, TgC/day")
                .contains("flux_analysis ");
    }
}
