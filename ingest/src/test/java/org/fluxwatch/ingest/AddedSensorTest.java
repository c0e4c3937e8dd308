package org.fluxwatch.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.fluxwatch.contract.archive.GranuleSource;
import org.fluxwatch.contract.record.Co2Scale;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.settings.Settings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.contract.topic.Topics;
import org.fluxwatch.ingest.catalog.Fingerprint;
import org.fluxwatch.ingest.catalog.Granule;
import org.fluxwatch.ingest.catalog.GranuleLedger;
import org.fluxwatch.ingest.catalog.LedgerEntry;
import org.fluxwatch.ingest.catalog.LiteName;
import org.fluxwatch.ingest.lite.LiteException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An invented sensor, whose files are as unlike OCO-2's as descriptions allow: from its file to its records.
class AddedSensorTest {
    private static final Instant START = Instant.parse("2019-05-01T00:00:00Z");
    private static final Sensor SENSOR = Sensor.of("skysat-2");
    private static final String NAME = "SKY_L2_20190501_v3.1.nc";
    private static final String DESCRIPTION = """
            sensor: skysat-2
            file-name: 'SKY_L2_(?<day>\\d{8})_(?<build>v[\\d.]+?)\\.nc'
            builds: '.*'
            retrospective-builds: 'v3.*'
            collections: []
            instrument: 'SKY'
            id: {variables: [], form: number}
            variables:
              time: [observation/time, time]
              latitude: [lat]
              longitude: [lon]
              xco2: [result/co2]
              xco2-x2019: []
              uncertainty: [result/co2_error]
              prior-xco2: []
              prior-profile: [result/co2_prior]
              averaging-kernel: [kernel]
              pressure-levels: [p]
              pressure-weight: [h]
            levels: surface-to-space
            co2-scale: x2019
            quality-flag: {variables: [flag], good: [7, 8]}
            mode: {variables: [observation/mode], codes: {10: nadir, 20: glint, 30: target}}
            surface: [{variables: [observation/water], land: [0, 3]}]
            land-only: true
            """;

    @TempDir
    Path folder;

    private Settings settings;

    @BeforeEach
    void describe() throws IOException {
        final Path sensors = Files.createDirectory(folder.resolve("sensors"));
        Files.writeString(sensors.resolve("sky.yaml"), DESCRIPTION);
        settings = settings("");
    }

    private Settings settings(String more) {
        return SettingsLoader.parse("""
                sensors-folder: %s
                ingest: {withheld-share: 0%s}
                domains: {fiji: {sensors: [skysat-2]}}
                """.formatted(folder.resolve("sensors"), more), "test", Map.of());
    }

    /// Six soundings of which one is bad, one over water and one of an unknown mode.
    private Path file() {
        final SyntheticLite lite = new SyntheticLite(6, START);
        final float[][] pressure = lite.profiles(k -> 1000f - 52.6f * k);
        return lite.without(
                        "sounding_id",
                        "latitude",
                        "longitude",
                        "xco2",
                        "xco2_uncertainty",
                        "xco2_apriori",
                        "co2_profile_apriori",
                        "xco2_quality_flag",
                        "xco2_averaging_kernel",
                        "pressure_levels",
                        "pressure_weight",
                        "Sounding/land_water_indicator",
                        "Sounding/operation_mode")
                .with("lat", lite.filled(35.05f))
                .with("lon", lite.filled(116.05f))
                .with("result/co2", lite.filled(410))
                .with("result/co2_error", lite.filled(0.5f))
                .with("result/co2_prior", lite.profiles(k -> 400f + k))
                .with("kernel", lite.profiles(k -> k == 0 ? 1 : 0.9f))
                .with("p", pressure)
                .with("h", lite.profiles(k -> 0.05f))
                .with("flag", new byte[] {7, 8, 0, 7, 7, 7})
                .with("observation/mode", new byte[] {10, 10, 10, 20, 10, 40})
                .with("observation/water", new byte[] {0, 3, 0, 0, 1, 0})
                .global("Platform", "SKY-2")
                .write(folder.resolve(NAME));
    }

    private PreparedGranule prepared(Settings read) throws LiteException, IOException {
        final Path file = file();
        final LiteName name = LiteName.parse(NAME, read.sensors()).orElseThrow();
        return PreparedGranule.read(
                new Granule(name.name(), name.sensor(), name.day(), name.version(1), new GranuleSource.LocalFile(file)),
                file,
                read);
    }

    @Test
    void itsNamesAreRead() {
        final LiteName name = LiteName.parse(NAME, settings.sensors()).orElseThrow();
        assertThat(name.sensor()).isEqualTo(SENSOR);
        assertThat(name.day()).isEqualTo("2019-05-01");
        assertThat(name.version(1)).hasToString("v3.1/none/1/retrospective");
        assertThat(name.version(1))
                .isGreaterThan(LiteName.parse(NAME.replace("3.1", "3.0"), settings.sensors())
                        .orElseThrow()
                        .version(9));
        assertThat(name.version(1))
                .isGreaterThan(LiteName.parse(NAME.replace("3.1", "4.0"), settings.sensors())
                        .orElseThrow()
                        .version(1));
        assertThat(name.impossible()).isEmpty();
        assertThat(name.toCome(START)).isEmpty();
        assertThat(name.toCome(START.minusSeconds(200_000))).isPresent();
        assertThat(name.product()).isEqualTo("skysat-2 v3.1");
    }

    @Test
    void aGranuleOfItBecomesRecords() throws Exception {
        final PreparedGranule prepared = prepared(settings);
        assertThat(prepared.putAside()).isEmpty();
        assertThat(prepared.state().sensor()).isEqualTo(SENSOR);
        assertThat(prepared.state().rejected())
                .isEqualTo(Map.of("bad-quality-flag", 1, "ocean-glint", 1, "unknown-mode", 1));
        final Superobservation observation =
                (Superobservation) prepared.observations().getFirst();
        assertThat(observation.soundings()).isEqualTo(3);
        assertThat(observation.mode()).isEqualTo(ViewMode.MIXED);
        assertThat(observation.co2Scale()).isEqualTo(Co2Scale.X2007);
        assertThat(observation.xco2Ppm()).isCloseTo((410 + 0.142) / 1.00079, within(1e-4));
        assertThat(observation.column().priorXco2Ppm()).isCloseTo(409.5, within(1e-3));
        assertThat(observation.column().pressureHpa().at(19)).isEqualTo(1000f);
        assertThat(observation.column().averagingKernel().at(19)).isEqualTo(1f);
        assertThat(observation.column().priorPpm().at(0)).isEqualTo(419f);
        final var serde = Topics.OBSERVATIONS.values();
        for (var record : prepared.observations())
            assertThat(serde.deserializer().deserialize("t", serde.serializer().serialize("t", record)))
                    .isEqualTo(record);
    }

    @Test
    void itsOwnScaleIsKeptWhereItIsAskedFor() throws Exception {
        final PreparedGranule prepared = prepared(settings(", co2-scale: x2019"));
        final Superobservation observation =
                (Superobservation) prepared.observations().getFirst();
        assertThat(observation.xco2Ppm()).isEqualTo(410);
        assertThat(observation.co2Scale()).isEqualTo(Co2Scale.X2019);
        assertThat(((DayComplete) prepared.observations().getLast()).co2Scale()).isEqualTo(Co2Scale.X2019);
        assertThat(prepared.state().co2Scale()).isEqualTo(Co2Scale.X2019);
    }

    @Test
    void whatIsPublishedKeepsItsScale() throws Exception {
        final GranuleLedger ledger = new GranuleLedger();
        ScaleCheck.require(Co2Scale.X2019, ledger);
        ledger.put(new LedgerEntry(prepared(settings).state(), Fingerprint.NONE));
        ScaleCheck.require(Co2Scale.X2007, ledger);
        assertThatThrownBy(() -> ScaleCheck.require(Co2Scale.X2019, ledger))
                .hasMessageStartingWith("ingest.co2-scale is 'x2019', but 1 granules are published on another scale")
                .hasMessageContaining("expected x2007");
    }

    @Test
    void anotherSensorsFileUnderItsNameIsPutAside() throws Exception {
        final Path file = file();
        final LiteName name = LiteName.parse(NAME, settings.sensors()).orElseThrow();
        final SyntheticLite lite = new SyntheticLite(2, START).global("Platform", "OCO-2");
        lite.write(file);
        final PreparedGranule prepared = PreparedGranule.read(
                new Granule(name.name(), name.sensor(), name.day(), name.version(1), new GranuleSource.LocalFile(file)),
                file,
                settings);
        assertThat(prepared.putAside().orElseThrow().detail())
                .contains("lacks the variables lat, lon, result/co2, result/co2_error, result/co2_prior");
    }
}
