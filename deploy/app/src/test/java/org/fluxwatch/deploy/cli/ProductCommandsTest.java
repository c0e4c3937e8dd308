package org.fluxwatch.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Only how they answer; what they write is tested where it is made.
class ProductCommandsTest {
    @TempDir
    private Path folder;

    private CommandLineRun run(String command, String... options) throws IOException {
        Files.createDirectories(folder.resolve("east-asia/2019"));
        final String[] all = new String[options.length + 1];
        all[0] = folder.toString();
        System.arraycopy(options, 0, all, 1, options.length);
        return CommandLineRun.of(command, "--products", all);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "series; --domain mars; domain is 'mars', expected one with products in",
                "series; --domain east-asia; domain east-asia has no products in the period",
                "series; --domain east-asia --by week; step is 'week', expected one of day, month, season, year, cumulated",
                "series; --domain east-asia --format xml; --format is 'xml', expected csv or nc",
                "series; --domain east-asia --format nc; --format nc needs --out FILE",
                "series; --domain east-asia --region a+a; region group a+a is of",
                "tables; --domain east-asia --from 2019-05-01 --to 2019-05-31; has no days of the filter",
                "tables; --domain east-asia --from 2019-05-31 --to 2019-05-01; expected its end after its begin",
                "tables; --domain mars --from 2019-05-01 --to 2019-05-31; domain is 'mars'",
                "export; --domain east-asia --year 2019; has no months of the inversion in 2019",
                "export; --domain ../x --year 2019; domain is '../x'",
                "export; --domain east-asia --year 2019 --format grib; --format is 'grib', expected paris",
                "kerchunk; --domain east-asia; domain east-asia has no files of kind day",
                "kerchunk; --domain east-asia --kind weekly; --kind is 'weekly', expected day, hourly or members",
            })
    void saysInOneLineWhatIsWrong(String command, String options, String message) throws IOException {
        final CommandLineRun run = run(command, options.split(" "));
        assertThat(run.exitCode()).isIn(1, 2);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
        assertThat(run.err().strip().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2019-05-01; expected REGION DAY, an alarm, or --sensor NAME DAY",
                "north 2019-05-01 --sensor oco2; expected a DAY beside --sensor, without a region",
                "north 2019-05-01 --replay; --replay goes with --sensor",
                "north 2019-05-01 --mode glint; --mode goes with --sensor",
                "2019-05-01 --sensor oco2 --since 2019-04-01; --since goes with --replay",
                "north yesterday; day is 'yesterday', expected YYYY-MM-DD",
                "2019-05-01 --sensor mars; sensor is 'mars', expected oco2",
                "2019-05-01 --sensor oco2 --mode up; mode is 'up', expected nadir",
                "north 2019-05-01; no analysis of tiny/filter for 2019-05-01 yet",
                "north 2019-05-01 --domain mars; domain is 'mars', expected one of tiny",
                "tiny/filter/2019-05-01/oco2; whether tiny/filter had alarms on 2019-05-01 cannot be said",
                "mars/filter/2019-05-01/oco2; domain is 'mars', expected one of tiny",
                "tiny/filter/yesterday/oco2; alarm is 'tiny/filter/yesterday/oco2', expected DOMAIN/SYSTEM/DAY/SENSOR",
                "tiny/filter/2019-05-01; alarm is 'tiny/filter/2019-05-01', expected DOMAIN/SYSTEM/DAY/SENSOR",
                "tiny/filter/2019-05-01/oco2 --replay; an alarm goes without --replay",
            })
    void explainSaysInOneLineWhatIsWrong(String arguments, String message) throws IOException {
        final Path settings = folder.resolve("settings.yaml");
        Files.writeString(settings, """
                data-folder: %s
                domains:
                  tiny:
                    start: 2019-05-01
                    sensors: [oco2]
                    patience-days: 2
                    grid: {kind: lat-lon, columns: 8, rows: 7, west: 106.0, south: 26.0, cell-degrees: 2.0}
                    sigma-edges: [1.0, 0.5, 0.0]
                    top-hpa: 40.0
                    inputs: {meteorology: {kind: synthetic}, prior: {kind: synthetic}, boundary: {kind: synthetic}}
                """.formatted(folder));
        final CommandLineRun run = CommandLineRun.of("explain", "--settings", (settings + " " + arguments).split(" "));
        assertThat(run.exitCode()).isIn(1, 2);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
        assertThat(run.err().strip().lines()).hasSize(1);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFolderThatIsNoneIsNamed() {
        assertThat(CommandLineRun.of("series", "--products", folder + "/none", "--domain", "x")
                        .err())
                .contains("/none, expected a folder");
    }
}
