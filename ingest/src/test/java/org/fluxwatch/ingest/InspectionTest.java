package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.RecordSerde;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionTest {
    private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

    private static final Settings DEFAULTS = SettingsLoader.defaults();
    private static final Settings THIN = SettingsLoader.parse("ingest: {gridding: thin}", "test", Map.of());

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("oco2_LtCO2_190501_B11210Ar_240101000000s.nc4");
    }

    private static SyntheticLite soundings() {
        return new SyntheticLite(10, Instant.parse("2019-05-01T00:00:00Z"));
    }

    @Test
    void tellsWhatWouldBecomeOfAFile() {
        soundings().set("xco2_quality_flag", 3, 1).set("xco2", 4, 200).write(file());
        final Inspection inspection = Inspection.of(file(), DEFAULTS, NOW);
        assertThat(inspection.product()).isEqualTo("OCO2_L2_Lite_FP B11210Ar");
        assertThat(inspection.soundings()).isEqualTo(10);
        assertThat(inspection.accepted()).isEqualTo(8);
        assertThat(inspection.rejected()).isEqualTo(new TreeMap<>(Map.of("bad-quality-flag", 1, "xco2-range", 1)));
        assertThat(inspection.superobservations()).isEqualTo(1);
        assertThat(inspection.first()).isEqualTo("2019-05-01T03:00:00Z");
        assertThat(inspection.last()).isEqualTo("2019-05-01T03:00:09Z");
        assertThat(inspection.area().north()).isEqualTo(35.14f);
        assertThat(inspection.missing()).isEmpty();
        assertThat(inspection.problem()).isNull();
        assertThat(Inspection.of(file(), THIN, NOW).superobservations()).isEqualTo(8);
    }

    @Test
    void hasTheKeysOfItsJson() throws Exception {
        soundings().without("xco2_quality_flag").write(file());
        final JsonNode json = RecordSerde.jsonMapper().valueToTree(Inspection.of(file(), DEFAULTS, NOW));
        assertThat(json.properties().stream().map(Map.Entry::getKey))
                .containsExactly(
                        "file",
                        "product",
                        "soundings",
                        "accepted",
                        "rejected",
                        "superobservations",
                        "first",
                        "last",
                        "area",
                        "missing",
                        "problem");
        assertThat(json.path("rejected").path("missing-variables").asInt()).isEqualTo(10);
        assertThat(json.path("accepted").asInt()).isZero();
        assertThat(json.path("first").asText()).isEqualTo("2019-05-01T03:00:00Z");
        assertThat(json.path("missing").get(0).asText()).isEqualTo("xco2_quality_flag");
    }

    @Test
    void neverThrowsAtABadFile() throws Exception {
        assertThat(Inspection.of(file(), DEFAULTS, NOW).problem()).contains("cannot be read");
        Files.write(file(), new byte[0]);
        assertThat(Inspection.of(file(), DEFAULTS, NOW).problem()).isEqualTo("is empty");
        Files.writeString(file(), "<html>");
        assertThat(Inspection.of(file(), DEFAULTS, NOW).problem()).contains("is no HDF5 file");
        final byte[] whole = Files.readAllBytes(soundings().write(file()));
        for (int length = 1; length < whole.length; length += 97) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThat(Inspection.of(file(), DEFAULTS, NOW).problem())
                    .isNotNull()
                    .doesNotContain("\n");
        }
        final Path stranger = Files.write(folder.resolve("my.nc4"), whole);
        assertThat(Inspection.of(stranger, DEFAULTS, NOW).problem()).contains("not the name of a Lite file");
    }

    @Test
    void tellsThatADayToComeCannotBeInAFile() throws Exception {
        final Path file = Files.createFile(folder.resolve("oco2_LtCO2_990501_B11210Ar_240101000000s.nc4"));
        assertThat(Inspection.of(file, DEFAULTS, NOW).problem())
                .isEqualTo("is of 2099-05-01 but was produced at 2024-01-01T00:00, expected a day that had come");
    }
}
