package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;

/// 171 real OCO-2 subset files, without quality flag and column operator.
class RealFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

    private static List<Inspection> inspect(Settings settings) throws IOException {
        try (Stream<Path> files = Files.list(RealFiles.at("data/oco2-lite-10r-subset"))) {
            return files.sorted()
                    .map(file -> Inspection.of(file, settings, NOW))
                    .toList();
        }
    }

    @Test
    void areRefusedWholeByDefaultWithAllThatTheyLack() throws IOException {
        assertThat(inspect(SettingsLoader.defaults())).hasSize(171).allSatisfy(one -> {
            assertThat(one.accepted()).isZero();
            assertThat(one.rejected()).isEqualTo(Map.of("missing-variables", one.soundings()));
            assertThat(one.missing())
                    .containsExactly(
                            "xco2_quality_flag",
                            "xco2_averaging_kernel",
                            "pressure_levels",
                            "pressure_weight",
                            "Sounding/land_water_indicator",
                            "Sounding/operation_mode");
            assertThat(one.problem()).startsWith("lacks the variables xco2_quality_flag, xco2_averaging_kernel,");
        });
    }

    /// The counts are those of numpy and the netCDF C library over the same files and limits.
    @Test
    void agreeWithAnotherReaderWhereStandInsAreAllowed() throws IOException {
        final List<Inspection> all = inspect(accepting(""));
        assertThat(all).allSatisfy(one -> assertThat(one.problem()).isNull());
        assertThat(sum(all, Inspection::soundings)).isEqualTo(83_439);
        assertThat(sum(all, Inspection::accepted)).isEqualTo(83_439);
        assertThat(sum(all, Inspection::superobservations)).isEqualTo(641);

        final List<Inspection> narrow =
                inspect(accepting(", greatest-uncertainty-ppm: 0.7, least-xco2-ppm: 395, greatest-xco2-ppm: 410"));
        assertThat(sum(narrow, Inspection::accepted)).isEqualTo(51_979);
        assertThat(sum(narrow, one -> one.rejected().getOrDefault("uncertainty-range", 0)))
                .isEqualTo(17_777);
        assertThat(sum(narrow, one -> one.rejected().getOrDefault("xco2-range", 0)))
                .isEqualTo(13_683);
        assertThat(sum(narrow, Inspection::superobservations)).isEqualTo(545);
    }

    private static Settings accepting(String more) {
        return SettingsLoader.parse(
                "ingest: {accept-missing-quality-flag: true, accept-missing-column-operator: true" + more + "}",
                "test",
                Map.of());
    }

    private static int sum(List<Inspection> inspections, ToIntFunction<Inspection> count) {
        return inspections.stream().mapToInt(count).sum();
    }
}
