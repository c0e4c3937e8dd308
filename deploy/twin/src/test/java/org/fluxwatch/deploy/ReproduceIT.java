package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.deploy.cli.Main;
import org.fluxwatch.deploy.demo.Demo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A demo's products made again from what they say of themselves, without the broker they came through.
class ReproduceIT {
    /// With the eighth day the first is smoothed.
    private static final int DAYS = 9;

    private static final String FIRST = "fluxwatch_east-asia_filter_20190501.nc";
    private static final String LAST = "fluxwatch_east-asia_filter_20190509.nc";

    @TempDir
    private static Path folder;

    /// While the demo's broker is there.
    private static Run besideTheServices;

    private record Run(int exitCode, String text) {}

    @BeforeAll
    static void demo() throws Exception {
        try (Demo demo =
                new Demo(DAYS, folder, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8))) {
            demo.run(Optional.empty());
            final Properties ports = new Properties();
            try (Reader in = Files.newBufferedReader(folder.resolve("broker/fluxwatch-ports.properties"))) {
                ports.load(in);
            }
            final String broker = "127.0.0.1:" + ports.getProperty("broker");
            besideTheServices = explain("--sensor", "gosat", "2019-05-09", "--replay", "--json", "--kafka", broker);
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

    private static Run explain(String... arguments) {
        final List<String> all = new ArrayList<>(List.of("explain"));
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "--domain",
                "east-asia",
                "--settings",
                folder.resolve("demo.yaml").toString()));
        if (all.contains("--replay"))
            all.addAll(List.of("--granules", folder.resolve("twin").toString()));
        return run(all.toArray(String[]::new));
    }

    private static JsonNode json(Run run) throws IOException {
        assertThat(run.exitCode()).as(run.text()).isZero();
        return new ObjectMapper().readTree(run.text().substring(run.text().indexOf('{')));
    }

    @ParameterizedTest
    @CsvSource({"2019-05-01, 7", "2019-05-09, 0"})
    void sharesSumToTheIncrementsOfADay(String day, int smoothingDays) throws IOException {
        for (String region : List.of("west", "south", "domain")) {
            final JsonNode explained = json(explain(region, day, "--json"));
            assertThat(explained.get("missing")).isEmpty();
            assertThat(explained.get("smoothingDays").intValue()).isEqualTo(smoothingDays);
            final double increment = explained.get("increment").doubleValue();
            assertThat(Math.abs(increment)).isGreaterThan(1e-3);
            assertThat(explained.get("sumOfShares").doubleValue()).isCloseTo(increment, within(2e-6));
        }
        assertThat(explain("west", day).text())
                .contains("increment", "without gosat", "the 10 largest of them")
                .doesNotContain("missing", "NaN");
    }

    /// The sensor that is left out has no observations: so the run is the one of that time.
    @Test
    void withoutASensorThatWasNotThereAReplayIsTheProduct() throws IOException {
        final JsonNode replay = json(explain("--sensor", "oco3", "2019-05-09", "--replay", "--json"));
        for (JsonNode region : replay.get("replay"))
            assertThat(region.get("withoutByReplay").doubleValue())
                    .isEqualTo(region.get("with").doubleValue());
    }

    /// Near: observations that shared errors with the sensor's weigh more without it.
    @Test
    void aReplayWithoutASensorIsNearWhatItsSharesSay() throws IOException {
        assertThat(besideTheServices.text()).contains("from the checkpoint at 2019-05-0");
        final JsonNode fromCheckpoint = json(besideTheServices).get("replay");
        final Run fromTheFirstDay = explain("--sensor", "gosat", "2019-05-09", "--replay", "--json");
        assertThat(fromTheFirstDay.text()).contains("gives no checkpoint", "runs east-asia 2019-05-09 without gosat");
        assertThat(json(fromTheFirstDay).get("replay")).isEqualTo(fromCheckpoint);
        for (JsonNode region : fromCheckpoint) {
            final double with = region.get("with").doubleValue();
            final double shares = region.get("withoutByShares").doubleValue() - with;
            final double replay = region.get("withoutByReplay").doubleValue() - with;
            assertThat(replay).isNotZero();
            if (Math.abs(shares) > 0.01 * Math.abs(with))
                assertThat(replay * shares).as(region.toString()).isPositive();
            if (List.of("west", "north").contains(region.get("region").textValue()))
                assertThat(replay).isCloseTo(shares, withinPercentage(25));
        }
        assertThat(explain("--sensor", "gosat", "2019-05-09", "--replay", "--since", "2019-05-07")
                        .text())
                .contains("run again without gosat since 2019-05-07", "without, replay", "errors, all modes");
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
