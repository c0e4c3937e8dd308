package org.fluxwatch.assimilate.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.fluxwatch.assimilate.inputs.station.StationTexts;
import org.fluxwatch.contract.netcdf.classic.ClassicContent;
import org.fluxwatch.contract.netcdf.classic.ClassicFormat;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;
import org.fluxwatch.contract.netcdf.classic.ClassicWriter;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.AnalysisRecord;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.DailyAnalysis.MonthEstimate;
import org.fluxwatch.contract.record.DailyAnalysis.Scores;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.Innovation.Status;
import org.fluxwatch.contract.record.ObservationRow;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two stations with hourly means that the inversion's months are held against, in the engine.
class InversionStationsTest {
    private static final String LOW = "co2_low_hourly";
    private static final String HIGH = "co2_high_hourly";
    private static final LocalDate START = LocalDate.of(2019, 6, 24);
    private static final int DAYS = 10;
    /// Of the four hours that count by default.
    private static final int PER_DAY = 4;

    private static final String OLD = "190701000000";
    private static final String NEW = "190801000000";
    private static final double[] USUAL = {410, 411.5, 409.5};

    @TempDir
    private Path folder;

    private int stages;

    @BeforeEach
    void stations() throws IOException {
        Files.createDirectories(folder.resolve("stations"));
        write(LOW, 33.2, 113.7, 10);
        write(HIGH, 36.5, 117.2, 500);
    }

    private void write(String name, double latitude, double longitude, double intakeM) throws IOException {
        final List<String> lines = new ArrayList<>();
        for (int n = 0; n < DAYS; n++)
            for (int hour = 0; hour < 24; hour++) {
                final LocalDate day = START.plusDays(n);
                lines.add(StationTexts.line(
                        "%d %02d %02d %02d 00 00"
                                .formatted(day.getYear(), day.getMonthValue(), day.getDayOfMonth(), hour),
                        412 + n % 3 + 0.5 * hour,
                        latitude,
                        longitude,
                        intakeM));
            }
        StationTexts.write(folder.resolve("stations"), name, "hourly", lines);
    }

    private Settings settings(boolean stations, Map<String, String> more) {
        final Map<String, String> environment = new TreeMap<>(Map.of(
                "FLUXWATCH_DOMAINS_TINY_SYSTEM", "inversion",
                "FLUXWATCH_DOMAINS_TINY_START", START.toString(),
                "FLUXWATCH_DOMAINS_TINY_INPUTS_STATIONS_KIND", stations ? "files" : "none",
                "FLUXWATCH_DOMAINS_TINY_INPUTS_STATIONS_FOLDER",
                        folder.resolve("stations").toString(),
                "FLUXWATCH_ASSIMILATE_INVERSION_CELL_DEGREES", "2",
                "FLUXWATCH_ASSIMILATE_INVERSION_ROWS_PARTICLES", "200",
                "FLUXWATCH_ASSIMILATE_INVERSION_ROWS_HORIZON_DAYS", "3",
                "FLUXWATCH_ASSIMILATE_INVERSION_BACKGROUND_OFFSET_PPM", "0.2",
                "FLUXWATCH_ASSIMILATE_LATE_DATA_SETTLE", "PT0S"));
        environment.putAll(more);
        return TinyDomain.settings(environment);
    }

    private DrivenStage stage(Settings settings) {
        return InversionStage.of(folder, Integer.toString(stages++), settings);
    }

    private static void day(DrivenStage stage, int n) {
        stage.day(TinyDomain.DOMAIN, START.plusDays(n), USUAL);
    }

    /// @param damaged files of stations
    /// @param impossible values of stations
    private record Out(
            List<AnalysisRecord> analyses,
            List<Innovation> innovations,
            List<ObservationRow> rows,
            double damaged,
            double impossible) {
        List<DailyAnalysis> days() {
            return analyses.stream()
                    .filter(DailyAnalysis.class::isInstance)
                    .map(DailyAnalysis.class::cast)
                    .toList();
        }

        List<AnalysisField> fields() {
            return analyses.stream()
                    .filter(AnalysisField.class::isInstance)
                    .map(AnalysisField.class::cast)
                    .toList();
        }

        MonthEstimate last() {
            return days().getLast().ofInversion().months().getLast();
        }

        List<Innovation> innovations(Predicate<Sensor> of) {
            return innovations.stream()
                    .filter(one -> of.test(one.observation().sensor()))
                    .toList();
        }
    }

    private Out run(Settings settings) {
        try (DrivenStage stage = stage(settings)) {
            for (int n = 0; n < DAYS; n++) day(stage, n);
            stage.work(DAYS + 4);
            return new Out(
                    stage.analyses(),
                    stage.innovations(),
                    stage.rows(),
                    stage.rejected(TinyDomain.DOMAIN, "station-damaged-file"),
                    stage.rejected(TinyDomain.DOMAIN, "station-impossible-value"));
        }
    }

    /// All of a month but the scores of stations.
    private static MonthEstimate withoutStations(MonthEstimate month) {
        final Map<String, Scores> scores = new TreeMap<>(month.scores());
        scores.keySet().removeIf(set -> set.startsWith("station"));
        return new MonthEstimate(
                month.month(),
                month.daysIn(),
                month.finished(),
                month.used(),
                month.unused(),
                month.chiSquare(),
                month.degreesOfFreedom(),
                month.offsetsPpm(),
                month.lostShare(),
                month.regions(),
                month.covariance(),
                scores,
                month.granules(),
                month.missing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"particles", "retro"})
    void theyAreSimulatedAndScoredAndChangeNoBitOfTheMonth(String rows) {
        final Map<String, String> kind = Map.of("FLUXWATCH_ASSIMILATE_INVERSION_ROWS_KIND", rows);
        final Out without = run(settings(false, kind));
        final Out with = run(settings(true, kind));
        assertThat(with.days()).hasSize(DAYS);
        assertThat(with.fields()).isEqualTo(without.fields());
        assertThat(with.innovations(Sensor::isSatellite)).isEqualTo(without.innovations());
        for (int n = 0; n < DAYS; n++) {
            final DailyAnalysis day = with.days().get(n);
            final DailyAnalysis other = without.days().get(n);
            assertThat(day.regions()).isEqualTo(other.regions());
            assertThat(day.ofInversion().months().stream().map(InversionStationsTest::withoutStations))
                    .isEqualTo(other.ofInversion().months());
            final Map<String, Integer> counts = new TreeMap<>(day.counts().byStatus());
            assertThat(counts.remove("validation")).isEqualTo(2 * PER_DAY);
            assertThat(counts).isEqualTo(other.counts().byStatus());
        }
        assertThat(with.days().getLast().sources().inputs())
                .containsEntry("stations", "validation: " + HIGH + " (WMO CO2 X2019), " + LOW + " (WMO CO2 X2019)");
        assertThat(without.days().getLast().sources().inputs()).doesNotContainKey("stations");
        assertThat(with.rows().stream().filter(row -> !row.ofStation())).isEqualTo(without.rows());
    }

    @Test
    void eachHasWhatItSawAndTheModelInItsPlace() {
        final Out out = run(settings(true, Map.of()));
        final List<Innovation> last = out.innovations(sensor -> sensor == Sensor.STATION).stream()
                .filter(one -> one.identity().day().equals(START.plusDays(6))) // the last of June
                .toList();
        assertThat(last).hasSize(7 * 2 * PER_DAY).allSatisfy(one -> {
            assertThat(one.status()).isEqualTo(Status.VALIDATION);
            assertThat(one.observation().source()).isIn(LOW, HIGH);
            assertThat(one.observation().errorPpm()).isCloseTo(Math.hypot(0.12, 2), within(1e-12));
            assertThat(one.ofInversion().withoutFluxesPpm()).isBetween(395.0, 425.0);
            assertThat(one.simulated().backgroundPpm()).isBetween(380.0, 440.0);
            assertThat(one.simulated().analysisPpm()).isBetween(380.0, 440.0);
            assertThat(one.ofInversion().unusedBecause()).isEmpty();
        });
        assertThat(last).anySatisfy(one -> assertThat(one.simulated().analysisPpm())
                .isNotCloseTo(one.simulated().backgroundPpm(), within(0.05)));
        final Map<String, Scores> june =
                out.days().get(6).ofInversion().months().getLast().scores();
        assertThat(june)
                .containsOnlyKeys(
                        "station/posterior",
                        "station/prior",
                        "station:" + HIGH + "/posterior",
                        "station:" + HIGH + "/prior",
                        "station:" + LOW + "/posterior",
                        "station:" + LOW + "/prior",
                        "used/posterior",
                        "used/prior",
                        "withheld/posterior",
                        "withheld/prior");
        assertThat(june.get("station/prior").count()).isEqualTo(7 * 2 * PER_DAY);
        assertThat(june.get("station:" + LOW + "/posterior").count()).isEqualTo(7 * PER_DAY);
        assertThat(june.get("station:" + LOW + "/prior").biasPpm())
                .isCloseTo(
                        last.stream()
                                .filter(one -> one.observation().source().equals(LOW))
                                .mapToDouble(Innovation::departurePpm)
                                .average()
                                .orElseThrow(),
                        within(1e-9));
        assertThat(june.get("used/prior").count()).isEqualTo(7 * USUAL.length);
        assertThat(out.rows().stream().filter(ObservationRow::ofStation))
                .hasSize(DAYS * 2 * PER_DAY)
                .allSatisfy(row -> {
                    assertThat(row.withheld()).isTrue();
                    assertThat(row.backgroundsPpm()).containsOnlyKeys("Reference");
                    assertThat(row.simulatedPpm()).containsOnlyKeys("A");
                    assertThat(row.columns()).isNotEmpty();
                });
    }

    @Test
    void hoursThatCountAreASetting() {
        final Settings settings = settings(
                true,
                Map.of(
                        "FLUXWATCH_ASSIMILATE_INVERSION_STATION_HOURS_FROM", "0",
                        "FLUXWATCH_ASSIMILATE_INVERSION_STATION_HOURS_TO", "24"));
        assertThat(run(settings)
                        .last()
                        .scores()
                        .get("station:" + LOW + "/prior")
                        .count())
                .isEqualTo((DAYS - 7) * 24);
    }

    /// Percentiles of XCO2 are no background of the air near the ground.
    @Test
    void backgroundsFromObservationsHaveNoneForThem() {
        final Map<String, String> trailing = Map.of(
                "FLUXWATCH_ASSIMILATE_INVERSION_BACKGROUND", "Lati_60",
                "FLUXWATCH_ASSIMILATE_INVERSION_WINDOW", "trailing");
        final Out without = run(settings(false, trailing));
        final Out with = run(settings(true, trailing));
        assertThat(with.fields()).isEqualTo(without.fields());
        assertThat(with.innovations(Sensor::isSatellite)).isEqualTo(without.innovations());
        assertThat(with.innovations(sensor -> sensor == Sensor.STATION))
                .isNotEmpty()
                .allSatisfy(one -> {
                    assertThat(one.status()).isEqualTo(Status.VALIDATION);
                    assertThat(one.simulated()).isEqualTo(Innovation.Simulated.NONE);
                    assertThat(one.ofInversion().unusedBecause()).isEqualTo("no-background");
                });
        assertThat(with.last().scores()).doesNotContainKey("station/prior");
        assertThat(with.last().unused()).isEqualTo(without.last().unused());
    }

    @Test
    void lateDataAndRestartsEndAtTheNumbersOfTheRunInWhichAllWasOnTime() {
        final Settings settings = settings(true, Map.of());
        final Map<LocalDate, List<Object>> onTime;
        try (DrivenStage stage = stage(settings)) {
            for (int n = 0; n < DAYS; n++) {
                stage.granule(TinyDomain.DOMAIN, Sensor.OCO2, START.plusDays(n), n == 3 ? NEW : OLD, 412, 409);
                stage.granule(TinyDomain.DOMAIN, Sensor.GOSAT, START.plusDays(n), OLD);
            }
            stage.work(DAYS + 4);
            onTime = new Products().read(stage).numbers();
        }
        assertThat(onTime).hasSize(DAYS);
        final Products products = new Products();
        final DrivenStage restarted;
        try (DrivenStage stage = stage(settings)) {
            for (int n = 0; n < 7; n++) {
                stage.granule(
                        TinyDomain.DOMAIN,
                        Sensor.OCO2,
                        START.plusDays(n),
                        OLD,
                        n == 3 ? new double[] {410} : new double[] {412, 409});
                stage.granule(TinyDomain.DOMAIN, Sensor.GOSAT, START.plusDays(n), OLD);
            }
            stage.work(11);
            products.read(stage);
            restarted = stage(settings);
            restarted.restore(stage);
        }
        try (restarted) {
            for (int n = 7; n < DAYS; n++) {
                restarted.granule(TinyDomain.DOMAIN, Sensor.OCO2, START.plusDays(n), OLD, 412, 409);
                restarted.granule(TinyDomain.DOMAIN, Sensor.GOSAT, START.plusDays(n), OLD);
            }
            restarted.work(8);
            assertThat(products.read(restarted).numbers()).isNotEqualTo(onTime);
            restarted.granule(TinyDomain.DOMAIN, Sensor.OCO2, START.plusDays(3), NEW, 412, 409);
            restarted.work(DAYS + 8);
            assertThat(products.read(restarted).numbers()).isEqualTo(onTime);
            assertThat(restarted.wentBack(TinyDomain.DOMAIN)).isEqualTo(1);
        }
    }

    /// A satellite's column, and an hour that has none, go without.
    @Test
    void footprintsOfPointsInFilesServeThem() throws IOException {
        final Path footprints = Files.createDirectories(folder.resolve("footprints"));
        for (int n = 0; n < 2; n++) footprint(footprints, START.plusDays(n));
        final Settings settings = settings(
                true,
                Map.of(
                        "FLUXWATCH_ASSIMILATE_INVERSION_ROWS_KIND",
                        "files",
                        "FLUXWATCH_ASSIMILATE_INVERSION_ROWS_FOLDER",
                        footprints.toString()));
        try (DrivenStage stage = stage(settings)) {
            for (int n = 0; n < 2; n++) day(stage, n);
            stage.work(6);
            final List<ObservationRow> rows = stage.rows();
            assertThat(rows).hasSize(2 * (USUAL.length + 2 * PER_DAY));
            final List<ObservationRow> served =
                    rows.stream().filter(row -> row.unusedBecause().isEmpty()).toList();
            assertThat(served).hasSize(2).allSatisfy(row -> {
                assertThat(row.observation().source()).isEqualTo(LOW);
                assertThat(row.observation().position().time().toString()).contains("T06:");
                assertThat(row.values()).isNotEmpty();
            });
            assertThat(rows.stream().filter(row -> !row.ofStation()).map(ObservationRow::unusedBecause))
                    .containsOnly("not-near", "not-a-column");
            assertThat(stage.rejected(TinyDomain.DOMAIN, "not-a-column")).isEqualTo(2);
            assertThat(stage.days()
                            .getLast()
                            .ofInversion()
                            .months()
                            .getLast()
                            .scores()
                            .get("station/prior")
                            .count())
                    .isEqualTo(2);
        }
    }

    /// STILT's, released at the lower station at 6:30, for the two hours before it.
    private static void footprint(Path folder, LocalDate day) throws IOException {
        final double release = TinyDomain.hour(day, 6.5).getEpochSecond();
        final float[] foot = new float[2 * 2 * 2];
        Arrays.fill(foot, 0.5f);
        ClassicWriter.write(
                new ClassicContent(
                        ClassicFormat.CDF_1,
                        Optional.empty(),
                        List.of(
                                axis("lat", "degrees_north", 32.5, 33.5),
                                axis("lon", "degrees_east", 113.5, 114.5),
                                axis("time", "seconds since 1970-01-01 00:00:00Z", release - 7200, release - 3600)
                                        .with("calendar", "standard"),
                                ClassicVariable.of(
                                                "foot",
                                                "time lat lon",
                                                new int[] {2, 2, 2},
                                                new ClassicValues.Floats(foot))
                                        .with("units", "ppm (umol-1 m2 s)")),
                        List.of()),
                folder.resolve(day.toString().replace("-", "") + "0630_113.7_33.2_10_foot.nc"));
    }

    private static ClassicVariable axis(String name, String units, double... values) {
        return ClassicVariable.of(name, name, new int[] {values.length}, new ClassicValues.Doubles(values))
                .with("units", units);
    }

    @Test
    void aDamagedFileIsCountedAndCostsNothingElse() throws IOException {
        final Out sound = run(settings(true, Map.of()));
        Files.writeString(folder.resolve("stations/torn.nc"), "CDF");
        final Out damaged = run(settings(true, Map.of()));
        assertThat(damaged.analyses()).isEqualTo(sound.analyses());
        assertThat(damaged.innovations()).isEqualTo(sound.innovations());
        assertThat(sound.damaged()).isZero();
        assertThat(damaged.damaged()).isPositive();
        assertThat(damaged.impossible()).isZero();
    }
}
