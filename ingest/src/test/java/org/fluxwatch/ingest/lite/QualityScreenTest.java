package org.fluxwatch.ingest.lite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.record.Sounding;
import org.fluxwatch.contract.record.StandIn;
import org.fluxwatch.contract.record.ViewMode;
import org.fluxwatch.contract.sensor.Sensors;
import org.fluxwatch.contract.settings.IngestSettings;
import org.fluxwatch.contract.settings.SettingsLoader;
import org.fluxwatch.ingest.SyntheticLite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class QualityScreenTest {
    private static final LocalDate DAY = LocalDate.of(2019, 5, 1);
    private static final Instant START = Instant.parse("2019-05-01T00:00:00Z");

    @TempDir
    Path folder;

    private static IngestSettings settings(String... lines) {
        return SettingsLoader.parse(
                        lines.length == 0 ? "" : "ingest:\n  " + String.join("\n  ", lines), "test", Map.of())
                .ingest();
    }

    private Screened screen(SyntheticLite lite, Sensor sensor, IngestSettings settings) {
        try {
            final Path file = lite.write(folder.resolve("oco2_LtCO2_190501_B11210Ar_240101000000s.nc4"));
            return new QualityScreen(settings, Sensors.builtIn())
                    .screen(
                            LiteFile.read(
                                    file, Sensors.builtIn().description(sensor).orElseThrow(), settings.co2Scale()),
                            DAY);
        } catch (LiteException | java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private Screened.Usable usable(SyntheticLite lite) {
        return (Screened.Usable) screen(lite, Sensor.OCO2, settings());
    }

    @Test
    void acceptsGoodSoundingsWithAllTheySay() {
        final Screened.Usable usable = usable(new SyntheticLite(3, START));
        assertThat(usable.rejected()).isEmpty();
        assertThat(usable.standIns()).isEmpty();
        assertThat(usable.accepted()).hasSize(3);
        final Sounding first = usable.accepted().getFirst();
        assertThat(first.id()).isEqualTo(2019050103000001L);
        assertThat(first.time()).isEqualTo("2019-05-01T03:00:00Z");
        assertThat(first.xco2Ppm()).isEqualTo(410);
        assertThat(first.column().priorXco2Ppm()).isEqualTo(405);
        assertThat(first.column().averagingKernel().at(7)).isEqualTo(0.9f);
        assertThat(first.column().pressureHpa().at(19)).isEqualTo(1000f);
    }

    static Stream<Arguments> spoilt() {
        return Stream.of(
                spoil("bad-quality-flag", lite -> lite.set("xco2_quality_flag", 1, 1)),
                spoil("fill-value", lite -> lite.set("xco2_quality_flag", 1, 127)),
                spoil("fill-value", lite -> lite.set("xco2", 1, Double.NaN)),
                spoil("fill-value", lite -> lite.set("xco2", 1, -999999)),
                spoil("fill-value", lite -> lite.set("time", 1, Double.NaN)),
                spoil("fill-value", lite -> lite.set("latitude", 1, Double.POSITIVE_INFINITY)),
                spoil("fill-value", lite -> lite.set("sounding_id", 1, 0)),
                spoil("fill-value", lite -> lite.set("co2_profile_apriori", 1, Double.NaN)),
                spoil("fill-value", lite -> lite.set("xco2_averaging_kernel", 1, -999999)),
                spoil("fill-value", lite -> lite.set("pressure_weight", 1, 9.96921e36)),
                spoil("fill-value", lite -> lite.set("Sounding/operation_mode", 1, 127)),
                spoil("uncertainty-range", lite -> lite.set("xco2_uncertainty", 1, 0)),
                spoil("uncertainty-range", lite -> lite.set("xco2_uncertainty", 1, -0.5)),
                spoil("uncertainty-range", lite -> lite.set("xco2_uncertainty", 1, 50)),
                spoil("xco2-range", lite -> lite.set("xco2", 1, 299)),
                spoil("xco2-range", lite -> lite.set("xco2", 1, 601)),
                spoil("ocean-glint", lite -> lite.set("Sounding/land_water_indicator", 1, 1)),
                spoil("ocean-glint", lite -> lite.set("Sounding/land_water_indicator", 1, 2)),
                spoil("target-mode", lite -> lite.set("Sounding/operation_mode", 1, 2)),
                spoil("target-mode", lite -> lite.set("Sounding/operation_mode", 1, 3)),
                spoil("place", lite -> lite.set("latitude", 1, 90.5)),
                spoil("place", lite -> lite.set("longitude", 1, -180.5)),
                spoil("outside-day", lite -> lite.set("time", 1, START.getEpochSecond() - 1)),
                spoil("outside-day", lite -> lite.set("time", 1, START.getEpochSecond() + 86_400)),
                spoil("outside-day", lite -> lite.set("time", 1, 1e30)),
                spoil("unknown-mode", lite -> lite.set("Sounding/operation_mode", 1, 4)), // OCO-3's alone
                spoil("unknown-mode", lite -> lite.set("Sounding/operation_mode", 1, 17)),
                spoil("id-time", lite -> lite.set("sounding_id", 1, 2019043003000001L)), // the day before
                spoil("id-time", lite -> lite.set("sounding_id", 1, 2019050103050201L)), // 301 s late
                spoil("id-time", lite -> lite.set("sounding_id", 1, 2019053203000001L)),
                spoil("id-time", lite -> lite.set("sounding_id", 1, 128)),
                spoil("prior-range", lite -> lite.set("xco2_apriori", 1, 149)),
                spoil("prior-range", lite -> lite.set("xco2_apriori", 1, 1501)),
                spoil("prior-range", lite -> lite.set("co2_profile_apriori", 1, 4.0e-4)),
                spoil("prior-range", lite -> lite.set("co2_profile_apriori", 1, 1501)),
                spoil("pressure-levels", lite -> lite.set("pressure_levels", 1, 1)),
                spoil("pressure-levels", lite -> lite.set("pressure_levels", 1, -1)),
                spoil("surface-pressure", lite -> surface(lite, 299)),
                spoil("surface-pressure", lite -> surface(lite, 1101)),
                spoil("pressure-weights", lite -> lite.set("pressure_weight", 1, 1)),
                spoil("pressure-weights", lite -> shift(lite, -0.06f)),
                spoil("averaging-kernel", lite -> lite.set("xco2_averaging_kernel", 1, 5.1)),
                spoil("averaging-kernel", lite -> lite.set("xco2_averaging_kernel", 1, -1.1)),
                spoil("duplicate-id", lite -> lite.set("sounding_id", 1, 2019050103000001L)),
                spoil("bad-quality-flag", lite -> lite.set("xco2_quality_flag", 1, 1)
                        .set("xco2", 1, Double.NaN)
                        .set("latitude", 1, 99)));
    }

    /// The second sounding's surface, with the levels above in proportion.
    private static void surface(SyntheticLite lite, float hpa) {
        lite.<float[][]>change("pressure_levels", levels -> {
            for (int k = 1; k < SyntheticLite.LEVELS; k++) levels[1][k] = hpa * k / (SyntheticLite.LEVELS - 1);
            return levels;
        });
    }

    /// Moves weight between two levels of the second sounding, so that the sum stays.
    private static void shift(SyntheticLite lite, float weight) {
        lite.<float[][]>change("pressure_weight", weights -> {
            weights[1][3] += weight;
            weights[1][4] -= weight;
            return weights;
        });
    }

    private static Arguments spoil(String reason, Consumer<SyntheticLite> how) {
        return Arguments.of(reason, how);
    }

    @ParameterizedTest
    @MethodSource("spoilt")
    void countsASpoiltSoundingUnderOneReason(String reason, Consumer<SyntheticLite> how) {
        final SyntheticLite lite = new SyntheticLite(3, START);
        how.accept(lite);
        final Screened.Usable usable = usable(lite);
        assertThat(usable.rejected()).containsExactly(Map.entry(reason, 1));
        assertThat(usable.accepted()).hasSize(2);
    }

    @Test
    void takesEveryMomentOfTheDayAndThePolesAndTheDateLine() {
        final SyntheticLite lite = new SyntheticLite(4, START)
                .set("sounding_id", 0, 2019050100000001L)
                .set("sounding_id", 1, 2019050123595971L)
                .set("time", 0, START.getEpochSecond())
                .set("time", 1, START.getEpochSecond() + 86_399.999)
                .set("latitude", 0, -90)
                .set("latitude", 1, 90)
                .set("longitude", 2, -180)
                .set("longitude", 3, 180);
        assertThat(usable(lite).accepted()).hasSize(4);
    }

    @Test
    void refusesAFileWithoutFlagOrOperatorNamingAllThatIsMissing() {
        final SyntheticLite lite = new SyntheticLite(3, START)
                .without("xco2_quality_flag", "xco2_averaging_kernel", "pressure_levels", "pressure_weight");
        final Screened.Unusable unusable = (Screened.Unusable) screen(lite, Sensor.OCO2, settings());
        assertThat(unusable.soundings()).isEqualTo(3);
        assertThat(unusable.reason())
                .contains(
                        "lacks the variables xco2_quality_flag, xco2_averaging_kernel, pressure_levels, pressure_weight")
                .contains("ingest.accept-missing-quality-flag");
    }

    @Test
    void standsInWhereSettingsAllowAndMarksIt() {
        final SyntheticLite lite = new SyntheticLite(3, START)
                .without("xco2_quality_flag", "xco2_averaging_kernel", "pressure_levels", "pressure_weight");
        final Screened.Usable usable = (Screened.Usable) screen(
                lite,
                Sensor.OCO2,
                settings("accept-missing-quality-flag: true", "accept-missing-column-operator: true"));
        assertThat(usable.standIns()).containsExactly(StandIn.QUALITY_FLAG, StandIn.COLUMN_OPERATOR);
        final var column = usable.accepted().getFirst().column();
        double sum = 0;
        for (int k = 0; k < 20; k++) sum += column.pressureWeight().at(k);
        assertThat(sum).isCloseTo(1, org.assertj.core.data.Offset.offset(1e-6));
        assertThat(column.pressureWeight().at(0)).isEqualTo(1f / 38);
        assertThat(column.pressureWeight().at(19)).isEqualTo(1f / 38);
        assertThat(column.averagingKernel().at(3)).isEqualTo(1f);
        assertThat(column.pressureHpa().at(0)).isEqualTo(0.101325f);
        assertThat(column.pressureHpa().at(19)).isEqualTo(1013.25f);
        assertThat(column.priorPpm().at(5)).isEqualTo(405f);
    }

    @Test
    void neverStandsInForXco2() {
        final Screened screened = screen(
                new SyntheticLite(3, START).without("xco2", "co2_profile_apriori"),
                Sensor.OCO2,
                settings("accept-missing-quality-flag: true", "accept-missing-column-operator: true"));
        assertThat(((Screened.Unusable) screened).reason()).isEqualTo("lacks the variables xco2, co2_profile_apriori");
    }

    @Test
    void usesOceanGlintWhenAsked() {
        final SyntheticLite lite = new SyntheticLite(2, START).set("Sounding/land_water_indicator", 1, 1);
        final Screened screened = screen(lite, Sensor.OCO2, settings("ocean-glint: true"));
        assertThat(((Screened.Usable) screened).accepted()).hasSize(2);
    }

    @Test
    void usesSnapshotAreasWhenAsked() {
        final SyntheticLite lite = new SyntheticLite(2, START).set("Sounding/operation_mode", 1, 4);
        assertThat(((Screened.Usable) screen(lite, Sensor.OCO3, settings())).rejected())
                .containsExactly(Map.entry("snapshot-area", 1));
        final Screened screened = screen(lite, Sensor.OCO3, settings("snapshot-areas: true"));
        assertThat(((Screened.Usable) screened).accepted())
                .extracting(Sounding::mode)
                .containsExactly(ViewMode.NADIR, ViewMode.SNAPSHOT_AREA);
    }

    static Stream<Arguments> foreign() {
        return Stream.of(
                foreign(
                        "holds soundings of 2019-05-02 by their times, expected 2019-05-01",
                        new SyntheticLite(3, START.plus(Duration.ofDays(1)))),
                foreign(
                        "holds soundings of 2019-04-30 by their ids, expected 2019-05-01",
                        new SyntheticLite(3, START)
                                .with("sounding_id", new long[] {2019043003000001L, 2019043003000101L, 2019043003000201L
                                })),
                foreign(
                        "has no time in its sounding times, expected soundings of 2019-05-01",
                        new SyntheticLite(2, START).with("time", new double[] {Double.NaN, Double.NaN})),
                foreign(
                        "has sounding ids of 14 digits, expected the 16 of oco2",
                        new SyntheticLite(2, START).with("sounding_id", new long[] {20190501030000L, 20190501030001L})),
                foreign(
                        "is of oco3 by its attribute Platform 'OCO-3', expected oco2",
                        new SyntheticLite(2, START).global("Platform", "OCO-3")),
                foreign(
                        "is of gosat by its attribute title 'ACOS GOSAT L2 Lite Output', expected oco2",
                        new SyntheticLite(2, START).global("title", "ACOS GOSAT L2 Lite Output")),
                foreign(
                        "has 2 impossible soundings of 3, rejected: {prior-range=2}",
                        new SyntheticLite(3, START)
                                .set("co2_profile_apriori", 0, 4.0e-4)
                                .set("co2_profile_apriori", 2, 4.0e-4)));
    }

    private static Arguments foreign(String reason, SyntheticLite lite) {
        return Arguments.of(reason, lite);
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void refusesAFileThatIsNotWhatItsNameSays(String reason, SyntheticLite lite) {
        assertThat(screen(lite, Sensor.OCO2, settings()))
                .isInstanceOfSatisfying(Screened.OtherContent.class, other -> assertThat(other.reason())
                        .isEqualTo(reason));
    }

    @Test
    void takesTheTitleOfAcosForAnySensorAndADayOfBadQualityForADay() {
        final SyntheticLite lite = new SyntheticLite(2, START)
                .global("title", "ACOS L2 Lite Output")
                .global("Sensor", "OCO-2")
                .with("xco2_quality_flag", new byte[] {1, 1});
        assertThat(usable(lite).accepted()).isEmpty();
        assertThat(usable(lite).rejected()).containsExactly(Map.entry("bad-quality-flag", 2));
    }

    @Test
    void screensGosatByItsFlagAlone() {
        final SyntheticLite lite = new SyntheticLite(2, START)
                .with("sounding_id", new long[] {20190501030000L, 20190501030001L})
                .without("Sounding/land_water_indicator", "Sounding/operation_mode")
                .with("Retrieval/surface_type", new byte[] {1, 0});
        assertThat(((Screened.Usable) screen(lite, Sensor.GOSAT, settings())).accepted())
                .hasSize(2);
        lite.with("sounding_id", new long[] {2019050103000001L, 2019050103000101L});
        assertThat(((Screened.Usable) screen(lite, Sensor.OCO3, settings())).rejected())
                .containsExactly(Map.entry("ocean-glint", 1));
    }

    @Test
    void tellsLandByItsFractionWhereThatIsAllThereIs() {
        final SyntheticLite lite = new SyntheticLite(3, START)
                .without("Sounding/land_water_indicator")
                .with("Sounding/land_fraction", new byte[] {100, 50, 49});
        assertThat(usable(lite).rejected()).containsExactly(Map.entry("ocean-glint", 1));
    }
}
