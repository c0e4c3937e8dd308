package org.fluxwatch.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.record.AnalysedDomain;
import org.fluxwatch.contract.record.AssimilationSystem;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.deploy.cli.Main;
import org.fluxwatch.ingest.catalog.LiteName;
import org.fluxwatch.publish.daily.ProductFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the program reads and writes is the same on a machine of any language, calendar, zone and character set. Each
/// takes a JVM of its own: formatters are made once.
class ForeignLocaleTest {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 1);

    @TempDir
    private static Path folder;

    private static String here;

    /// Prints what is named, found and told of a day's files; the folder is the argument.
    static final class Told {
        static void main(String[] arguments) throws IOException {
            final Path folder = Path.of(arguments[0]);
            final StringWriter text = new StringWriter();
            final PrintWriter out = new PrintWriter(text);
            final FilePattern pattern = new FilePattern("{yyyy}/{yy}{MM}{dd}_{HH}*.nc");
            out.println(pattern.at(LocalDateTime.of(2019, 5, 1, 7, 0)));
            out.println(
                    new FilePattern("oco2_LtCO2_{yy}{MM}{dd}_*.nc4").find(folder.resolve("lite"), DAY.atStartOfDay()));
            out.println(LiteName.parse("oco2_LtCO2_190501_B10206Ar_200729175909s.nc4", Sensors.builtIn())
                    .orElseThrow());
            out.println(new ProductFolder(folder.resolve("products"), SettingsLoader.defaults())
                    .find(new AnalysedDomain("east-asia", AssimilationSystem.FILTER), DAY));
            out.println(SettingsLoader.parse(
                            "assimilate: {ensemble: {members: 20, initial-sd-ppm: 1.25}}", "INFLATION", Map.of())
                    .assimilate()
                    .ensemble());
            final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            registry.counter("fluxwatch.things", "kind", "INDIA").increment(1234.5);
            out.println(registry.scrape());
            final String lite = LiteName.parse(firstOf(folder.resolve("lite")), Sensors.builtIn())
                    .orElseThrow()
                    .name();
            run(out, "inspect", folder.resolve("lite").resolve(lite).toString());
            run(
                    out,
                    "check",
                    "--settings",
                    folder.resolve("settings.yaml").toString(),
                    "--from",
                    "2019-05-01",
                    "--to",
                    "2019-05-01");
            System.out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            System.out.flush();
        }

        private static String firstOf(Path folder) throws IOException {
            try (var files = Files.list(folder)) {
                return files.findFirst().orElseThrow().getFileName().toString();
            }
        }

        private static void run(PrintWriter out, String... arguments) {
            out.println(Main.commandLine().setOut(out).execute(arguments));
        }
    }

    @BeforeAll
    static void write() throws Exception {
        UniformDays.write(DAY, folder.resolve("lite"), 412, Instant.parse("2019-06-01T12:00:00Z"));
        final Path product = folder.resolve("products/east-asia/2019/fluxwatch_east-asia_filter_20190501.nc");
        Files.createDirectories(product.getParent());
        Files.writeString(product, "");
        Files.writeString(folder.resolve("settings.yaml"), String.format(Locale.ROOT, """
                        archive: {kind: folder, folder: '%1$s/lite'}
                        domains:
                          small:
                            sensors: [oco2]
                            grid: {columns: 20, rows: 20, cell-km: 128.0}
                            inputs:
                              meteorology: {kind: merra2, folder: '%1$s/winds'}
                              prior: {kind: synthetic}
                              boundary: {kind: carbontracker, folder: '%1$s/co2'}
                        """, folder));
        here = told("-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC");
    }

    private static String told(String... flags) throws Exception {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                Told.class.getName(),
                folder.toString()));
        final Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        final String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return text;
    }

    @Test
    void tellsSomething() {
        assertThat(here)
                .contains(
                        "2019/190501_07*.nc", "oco2_LtCO2_190501_", "1234.5", "MERRA2_*.inst3_3d_asm_Nv.20190501*.nc*")
                .doesNotContain("Exception");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Duser.language=ar -Duser.country=EG -Duser.timezone=Africa/Cairo",
                "-Duser.language=fa -Duser.country=IR -Dfile.encoding=ISO-8859-1",
                "-Duser.language=tr -Duser.country=TR -Dfile.encoding=COMPAT",
                "-Duser.language=th -Duser.country=TH -Duser.extensions=u-ca-buddhist-nu-thai -Duser.timezone=Pacific/Kiritimati"
            })
    void tellsTheSameElsewhere(String flags) throws Exception {
        assertThat(told(flags.split(" "))).isEqualTo(here);
    }
}
