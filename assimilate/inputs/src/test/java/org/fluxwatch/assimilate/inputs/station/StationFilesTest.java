package org.fluxwatch.assimilate.inputs.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.assimilate.model.operator.StationObservation;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.record.Sensor;
import org.fluxwatch.contract.settings.InputSettings.StationKind;
import org.fluxwatch.contract.settings.InputSettings.StationSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StationFilesTest {
    private static final LocalDate DAY = LocalDate.of(2019, 6, 1);
    private static final int MIDNIGHT = (int) (DAY.toEpochDay() * 86_400);
    private static final Grid GRID = new LatLonGrid(106, 26, 2, 8, 7);

    @TempDir
    Path folder;

    private StationFiles files() {
        return files(StationKind.FILES);
    }

    private StationFiles files(StationKind kind) {
        return StationFiles.of(new StationSettings(kind, folder, false, 2), GRID, 1);
    }

    /// What was left out, without the zeros.
    private static Map<String, Integer> faults(StationFiles files) {
        return files.takeFaults().entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String line(String time, double ppm) {
        return StationTexts.line(time, ppm, 33.2, 113.7, 10);
    }

    @Test
    void noStationsWereAskedFor() throws IOException {
        StationTexts.write(folder, "tst_hourly", "hourly", List.of(line("2019 06 01 05 00 00", 410)));
        final StationFiles none = files(StationKind.NONE);
        assertThat(none.ofDay(DAY)).isEmpty();
        assertThat(none.takeFaults()).isEmpty();
        assertThat(none.areThere()).isFalse();
    }

    @Test
    void wdcggOfTwentySixColumnsIsReadByPlace() throws IOException {
        StationTexts.write(
                folder,
                "co2_tst_hourly",
                "hourly",
                List.of(
                        line("2019 06 01 05 00 00", 410.25),
                        line("2019 06 01 24 00 00", 411), // midnight after
                        line("2019 05 31 23 00 00", 412)));
        final List<StationObservation> day = files().ofDay(DAY);
        assertThat(day).hasSize(1);
        final StationObservation first = day.getFirst();
        assertThat(first.sensor()).isEqualTo(Sensor.STATION);
        assertThat(first.station()).isEqualTo("co2_tst_hourly");
        assertThat(first.scale()).isEqualTo("WMO CO2 X2019");
        assertThat(first.time()).isEqualTo("2019-06-01T05:30:00Z");
        assertThat(first.id()).isEqualTo("co2_tst_hourly~2019-06-01T05:30:00Z");
        assertThat(first.latitude()).isEqualTo(33.2);
        assertThat(first.longitude()).isEqualTo(113.7);
        assertThat(first.ppm()).isEqualTo(410.25);
        assertThat(first.ownErrorPpm()).isEqualTo(0.12);
        assertThat(first.samples()).isEqualTo(55);
        assertThat(first.operator()).isEqualTo(new ObservationOperator.Point(10));
        assertThat(files().ofDay(DAY.plusDays(1))).hasSize(1);
    }

    @Test
    void wdcggOfThirtySevenColumnsToo() throws IOException {
        final String begin = "TST0001 2019 6 1 14 0 0 2019 6 1 15 0 0 410.5 410.6 0.4 0.05 1 10 -999999.999 -9 -9"
                + " -999999.999 -9 -9 60 33.2 113.7 30.0 20.0 ";
        StationTexts.write(
                folder,
                "co2_tst",
                "hourly",
                "UTC+09:00",
                "CO2",
                StationTexts.COLUMNS_2023,
                List.of(
                        begin + "-999999.999 -9 U 1 1 16 21", // height from altitude and elevation
                        begin + "12.5 -9 U 2 1 16 21", // not background
                        begin + "12.5 -9 U 3 1 16 21"));
        final StationFiles files = files();
        assertThat(files.ofDay(DAY)).singleElement().satisfies(observation -> {
            assertThat(observation.time()).isEqualTo("2019-06-01T05:30:00Z");
            assertThat(observation.ppm()).isEqualTo(410.5);
            assertThat(observation.ownErrorPpm()).isEqualTo(0.4);
            assertThat(observation.operator()).isEqualTo(new ObservationOperator.Point(10));
        });
        assertThat(faults(files)).isEmpty();
    }

    @Test
    void eventsAreReadAtTheirTimeAndPairsAreToldApart() throws IOException {
        StationTexts.write(
                folder,
                "co2_tst_event",
                "event",
                List.of(line("2019 06 01 05 10 00", 410), line("2019 06 01 05 10 00", 410.5)));
        assertThat(files().ofDay(DAY))
                .extracting(StationObservation::id)
                .containsExactly("co2_tst_event~2019-06-01T05:10:00Z", "co2_tst_event~2019-06-01T05:10:00Z~2");
    }

    @Test
    void whatCannotBeUsedIsCountedAndCostsNothingElse() throws IOException {
        StationTexts.write(
                folder,
                "good_hourly",
                "hourly",
                List.of(
                        line("2019 06 01 05 00 00", 410),
                        line("2019 06 01 06 00 00", 4100),
                        line("2019 06 01 07 00 00", -999.999), // missing: no fault
                        line("2019 06 01 08 00 00", 410) + " one-too-many",
                        line("2019 06 01 08 00 00", 410).replace("410.0", "x"),
                        line("2019 13 01 08 00 00", 410),
                        line("2019 06 01 -9 -9 -9", 410),
                        line("2019 06 01 09 00 00", 410).replace("30.0 20.0 10.0", "-999.999 20.0 -999.999"),
                        StationTexts.line("2019 06 01 10 00 00", 410, 10, 113.7, 10), // outside
                        StationTexts.line("2019 06 01 10 00 00", 410, 27, 107, 10))); // near the boundary
        StationTexts.write(folder, "m", "monthly", List.of(line("2019 06 01 00 00 00", 410)));
        StationTexts.write(folder, "ch4", "hourly", "UTC", "ch4", StationTexts.COLUMNS_2021, List.of());
        StationTexts.write(folder, "local", "hourly", "JST", "co2", StationTexts.COLUMNS_2021, List.of());
        Files.writeString(
                folder.resolve("mnm224n0.dat"),
                "REM01  EXPLANATORY 25-LINE FOR THE MONTHLY DATA\nREM25\n1993 02  361.160 -99 85 0.683 3\n");
        Files.writeString(folder.resolve("readme.txt"), "Please cite.\n");
        Files.writeString(folder.resolve("broken.nc"), "no netCDF");
        Files.write(folder.resolve("torn.nc"), new byte[] {'C', 'D', 'F', 1, 0, 0, 0, 1, 0, 0});
        final StationFiles files = files();
        assertThat(files.ofDay(DAY)).hasSize(1);
        assertThat(faults(files))
                .isEqualTo(Map.of(
                        "station-impossible-value", 4,
                        "station-not-hourly", 3,
                        "station-no-height", 1,
                        "station-unknown-format", 3,
                        "station-damaged-file", 2));
        assertThat(files.ofDay(DAY)).hasSize(1);
        assertThat(faults(files)).as("a file is looked at once").isEmpty();
    }

    @Test
    void obsPackOfNoaaFollowsItsFlags() throws IOException {
        final List<ObsPackWriter.Row> rows = new ArrayList<>();
        rows.add(ObsPackWriter.Row.of(MIDNIGHT + 5 * 3600, 410.5));
        rows.add(new ObsPackWriter.Row(MIDNIGHT + 6 * 3600, 1800, 411e-6, -1e34, 1, "..P", -1e34));
        rows.add(new ObsPackWriter.Row(MIDNIGHT + 7 * 3600, 0, 411e-6, 0, 0, "...", 396)); // not representative
        rows.add(new ObsPackWriter.Row(MIDNIGHT + 8 * 3600, 0, 411e-6, 0, 1, "*..", 396)); // rejected
        rows.add(new ObsPackWriter.Row(MIDNIGHT + 9 * 3600, 0, -1e34, 0, 1, "...", 396)); // missing
        rows.add(new ObsPackWriter.Row(MIDNIGHT + 9 * 3600, 43_200, 411e-6, 0, 1, "...", 396)); // a day's mean
        rows.add(new ObsPackWriter.Row(MIDNIGHT + 9 * 3600, 0, 411, 0, 1, "...", 396)); // in ppm, says mol mol-1
        ObsPackWriter.write(folder.resolve("tst.nc"), "co2", rows);
        ObsPackWriter.write(folder.resolve("tst-ch4.nc"), "ch4", rows);
        final StationFiles files = files();
        final List<StationObservation> day = files.ofDay(DAY);
        assertThat(day)
                .extracting(StationObservation::time)
                .containsExactly(Instant.parse("2019-06-01T05:00:00Z"), Instant.parse("2019-06-01T06:00:00Z"));
        assertThat(day.getFirst().station()).isEqualTo("co2_tst_tower-insitu_1_allvalid-396magl");
        assertThat(day.getFirst().ppm()).isCloseTo(410.5, within(1e-4));
        assertThat(day.getFirst().ownErrorPpm()).isCloseTo(0.3, within(1e-6));
        assertThat(day.getFirst().scale()).isEqualTo("WMO CO2 X2019");
        assertThat(day.getLast().ownErrorPpm()).isZero();
        assertThat(day.getLast().operator()).isEqualTo(new ObservationOperator.Point(396)); // 868 - 472 m
        assertThat(faults(files))
                .isEqualTo(Map.of("station-not-hourly", 1, "station-impossible-value", 1, "station-unknown-format", 1));
    }

    @Test
    void aFileThatChangesIsReadAnew() throws IOException {
        final StationFiles files = files();
        StationTexts.write(folder, "tst", "hourly", List.of(line("2019 06 01 05 00 00", 410)));
        assertThat(files.ofDay(DAY)).hasSize(1);
        final Path file = StationTexts.write(
                folder, "tst", "hourly", List.of(line("2019 06 01 05 00 00", 410), line("2019 06 01 06 00 00", 410)));
        assertThat(files.ofDay(DAY)).hasSize(2);
        StationTexts.write(
                folder, "tst", "hourly", List.of(line("2019 06 01 05 00 00", 420), line("2019 06 01 06 00 00", 420)));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        assertThat(files.ofDay(DAY).getFirst().ppm()).isEqualTo(420);
        Files.delete(file);
        assertThat(files.ofDay(DAY)).isEmpty();
    }

    /// Only some weeks are in memory; going on and going back reads others.
    @Test
    void daysFarApartAreAllThere() throws IOException {
        final List<String> lines = new ArrayList<>();
        for (int n = 0; n < 400; n++) {
            final LocalDate day = DAY.plusDays(n);
            lines.add(line(
                    day.getYear() + " " + day.getMonthValue() + " " + day.getDayOfMonth() + " 12 00 00",
                    400 + n * 0.01));
        }
        StationTexts.write(folder, "tst", "hourly", lines);
        final StationFiles files = files();
        for (int n : new int[] {0, 1, 52, 53, 399, 400, 200, 0})
            assertThat(files.ofDay(DAY.plusDays(n)))
                    .as("day " + n)
                    .extracting(StationObservation::ppm)
                    .isEqualTo(n < 400 ? List.of(400 + n * 0.01) : List.of());
    }

    @Test
    void twoFilesOfOneDataSetCountOnce() throws IOException {
        StationTexts.write(folder, "tst", "hourly", List.of(line("2019 06 01 05 00 00", 410)));
        Files.createDirectory(folder.resolve("again"));
        StationTexts.write(folder.resolve("again"), "tst", "hourly", List.of(line("2019 06 01 05 00 00", 410)));
        final StationFiles files = files();
        assertThat(files.ofDay(DAY)).hasSize(1);
        assertThat(faults(files)).isEqualTo(Map.of("station-duplicate", 1));
    }

    @Test
    void aFolderThatIsNotThereIsAFaultToo() throws IOException {
        Files.delete(folder);
        final StationFiles files = files();
        assertThat(files.ofDay(DAY)).isEmpty();
        assertThat(faults(files)).isEqualTo(Map.of("station-no-folder", 1));
        assertThat(files.description(List.of())).isEqualTo("validation: none on this day");
    }

    @Test
    void theDescriptionNamesStationsAndTheirScales() throws IOException {
        StationTexts.write(folder, "co2_tst_hourly", "hourly", List.of(line("2019 06 01 05 00 00", 410)));
        final StationFiles files = files();
        assertThat(files.description(files.ofDay(DAY))).isEqualTo("validation: co2_tst_hourly (WMO CO2 X2019)");
    }
}
