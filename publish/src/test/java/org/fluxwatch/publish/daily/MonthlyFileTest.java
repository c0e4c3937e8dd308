package org.fluxwatch.publish.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;
import org.fluxwatch.contract.record.AnalysisField;
import org.fluxwatch.contract.record.DailyAnalysis;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.publish.Days;
import org.fluxwatch.publish.Months;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonthlyFileTest {
    private static final LocalDate OPEN = LocalDate.of(2019, 5, 23);
    private static final LocalDate LAST_OF_APRIL = LocalDate.of(2019, 5, 20);

    @TempDir
    Path folder;

    private static List<MonthProduct> months(DayProduct day) {
        return day.products().stream().map(MonthProduct.class::cast).toList();
    }

    private Path write(MonthProduct month, String name) throws IOException {
        final Path file = folder.resolve(name);
        MonthlyFile.write(month, Months.grid(), Map.of(), file);
        return file;
    }

    @ParameterizedTest
    @CsvSource({"2019-05-23, 9", "2019-05-23, 1", "2019-05-23, 0", "2019-05-20, 9", "2019-05-01, 9", "2019-01-03, 2"})
    void givesBackWhatWasWritten(LocalDate day, int perDay) throws IOException {
        for (MonthProduct month : months(Months.day(day, 2, perDay)))
            assertThat(MonthlyFile.read(write(month, "a_" + month.month() + ".nc")))
                    .isEqualTo(month);
    }

    @Test
    void writesTheSameBytesTwice() throws Exception {
        final MonthProduct month = months(Months.day(OPEN, 0, 9)).getFirst();
        final byte[] first = Files.readAllBytes(write(month, "a_first.nc"));
        Thread.sleep(1100); // a second on the clock must not show
        assertThat(Files.readAllBytes(write(month, "a_second.nc"))).isEqualTo(first);
    }

    @Test
    void anAnalysisOfTwoMonthsIsTwoProductsWithTheirOwnFieldsAndObservations() {
        final List<MonthProduct> months = months(Months.day(LAST_OF_APRIL, 0, 9));
        assertThat(months).extracting(month -> month.month().toString()).containsExactly("2019-04", "2019-05");
        assertThat(months).extracting(month -> month.innovations().size()).containsExactly(30 * 9, 20 * 9);
        for (MonthProduct month : months) {
            assertThat(month.fields())
                    .extracting(AnalysisField::name)
                    .containsExactly("flux_natural_prior", "flux_natural_posterior", "observation_count");
            assertThat(month.innovations()).allMatch(o -> o.observation()
                    .position()
                    .time()
                    .toString()
                    .startsWith(month.month().toString()));
        }
        assertThat(months.getFirst().fields().getFirst().values())
                .isNotEqualTo(months.getLast().fields().getFirst().values());
        assertThat(months)
                .extracting(month -> month.edition().status())
                .containsExactly("final", "open, 20 of 31 days");
    }

    @Test
    void saysHowFarTheMonthIsAndWhatItWasMadeOf() throws IOException {
        final MonthProduct month = months(Months.day(OPEN, 3, 9)).getFirst();
        try (ClassicFile file = ClassicFile.open(write(month, "a_month.nc"))) {
            assertThat(file.text("status")).contains("open, 23 of 31 days");
            assertThat(file.text("as_of")).contains("2019-05-23");
            assertThat(file.text("month")).contains("2019-05");
            assertThat(file.text("background")).contains("Reference");
            assertThat(file.text("method")).contains("particles: 20000 back 20 days");
            assertThat(file.text("missing_days")).contains("oco2 2019-05-01 2019-05-02");
            assertThat(file.text("inputs")).contains("meteorology synthetic weather, seed 2019");
            assertThat(file.text("stand_ins")).contains("column-operator\ninvented-meteorology");
            assertThat(file.text("comment").orElseThrow()).contains("INVENTED: winds");
            assertThat(file.doubles("time_bnds")).containsExactly(1556668800.0, 1559347200.0);
            assertThat(file.dimensions("flux_natural_prior")).containsExactly("time", "lat", "lon");
            assertThat(file.doubles("region_flux_natural_posterior")).containsExactly(-1.5, -0.5);
            assertThat(file.doubles("region_flux_covariance")).containsExactly(0.25, -0.0625, -0.0625, 0.0625);
            assertThat(file.has("obs_spread")).isFalse();
        }
        try (ClassicFile file = ClassicFile.open(folder.resolve("a_obs_month.nc"))) {
            assertThat(file.text("obs_status", "flag_meanings").orElseThrow()).endsWith("validation unusable");
            assertThat(file.texts("obs_unused_because")).contains("no-background", "");
            assertThat(file.has("obs_spread")).isFalse();
        }
    }

    @Test
    void givesBackAMonthThatVersion020HasWritten() throws IOException {
        final Path file = folder.resolve("a_month.nc");
        try (InputStream in =
                Objects.requireNonNull(MonthProduct.class.getResourceAsStream("version-0.2.0-month.nc"))) {
            Files.copy(in, file);
        }
        final DayProduct day = Months.day(OPEN, 1, 1);
        final DayProduct unsaid =
                new DayProduct(day.analysis().madeBy(DailyAnalysis.Making.UNKNOWN), day.fields(), day.innovations());
        assertThat(MonthlyFile.read(file)).isEqualTo(months(unsaid).getFirst());
    }

    @Test
    void hasWhatStationsSawAndTheModelInTheirPlace() throws IOException {
        final MonthProduct month =
                months(Months.withStations(Months.day(OPEN, 0, 9))).getFirst();
        final Path written = write(month, "a_month.nc");
        assertThat(MonthlyFile.read(written)).isEqualTo(month);
        try (ClassicFile file = ClassicFile.open(Companion.OBSERVATIONS.beside(written))) {
            final int station = file.texts("obs_id").indexOf("co2_gsn_hourly~2019-05-02T04:30:00Z");
            assertThat(file.texts("obs_granule").get(station)).isEqualTo("co2_gsn_hourly");
            assertThat(file.doubles("obs_xco2")[station]).isEqualTo(421.5);
            assertThat(file.doubles("obs_background")[station]).isEqualTo(415.25);
            assertThat(file.doubles("obs_prior")[station]).isEqualTo(418.5);
            assertThat(file.doubles("obs_posterior")[station]).isEqualTo(420.75);
            assertThat(file.ints("obs_status")[station]).isEqualTo(Innovation.Status.VALIDATION.ordinal());
            assertThat(file.text("obs_sensor", "flag_meanings").orElseThrow()).endsWith("station");
            for (String name : List.of("obs_xco2", "obs_background", "obs_prior", "obs_posterior"))
                assertThat(file.text(name, "long_name").orElseThrow()).contains("of sensor station: mole fraction");
            assertThat(file.texts("score_name")).contains("station/prior", "station:co2_gsn_hourly/posterior");
        }
    }

    @Test
    void knowsItsEditionWithoutReadingTheMonth() throws IOException {
        final Edition open =
                MonthlyFile.readEdition(write(months(Months.day(OPEN, 3, 9)).getFirst(), "an_open.nc"));
        assertThat(open).hasToString("2019-05-23 revision 3 (open, 23 of 31 days)");
        assertThat(open.isFinal()).isFalse();
        final Edition ended = MonthlyFile.readEdition(
                write(months(Months.day(LAST_OF_APRIL, 0, 9)).getFirst(), "a_final.nc"));
        assertThat(ended.isFinal()).isTrue();
    }

    @Test
    void tellsADamagedFileAndOneOfAnotherKind() throws IOException {
        final Path file = write(months(Months.day(OPEN, 0, 9)).getFirst(), "a_month.nc");
        final byte[] bytes = Files.readAllBytes(file);
        for (int length : new int[] {0, 3, 4, 100, 2000, bytes.length / 2}) {
            Files.write(file, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> MonthlyFile.read(file)).isInstanceOf(DamagedProductException.class);
        }
        Files.write(file, bytes);
        assertThatThrownBy(() -> DailyFile.read(file)).isInstanceOf(DamagedProductException.class);
        final Plane plane = new Plane(folder);
        DailyFile.write(plane.day(), plane.grid(), Map.of(), true, Map.of(), file);
        assertThatThrownBy(() -> MonthlyFile.read(file)).isInstanceOf(DamagedProductException.class);
    }

    private record Plane(Path folder) {
        Grid grid() {
            return Days.settings(folder).domain("plane").modelGrid();
        }

        DayProduct day() {
            return Days.product("plane", grid(), Days.FIRST, 0, 3);
        }
    }

    @Test
    void aDayOfTheInversionHasNoDailyFileAndRefusesMonthsAndFieldsThatAreNotItsOwn() {
        final DayProduct day = Months.day(OPEN, 0, 1);
        assertThatThrownBy(
                        () -> DailyFile.write(day, Months.grid(), Map.of(), true, Map.of(), folder.resolve("a_day.nc")))
                .hasMessageContaining("months/inversion 2019-05-23 revision 0 is of no filter");
        final DailyAnalysis.Inversion of =
                (DailyAnalysis.Inversion) day.analysis().diagnostics();
        final DayProduct early = Months.day(LAST_OF_APRIL, 0, 1);
        assertThatThrownBy(() -> MonthProduct.of(early, of))
                .hasMessageContaining("has field")
                .hasMessageContaining("1 months");
        final DailyAnalysis.Inversion two =
                (DailyAnalysis.Inversion) early.analysis().diagnostics();
        final DayProduct later = Months.day(LocalDate.of(2019, 7, 23), 0, 1);
        assertThatThrownBy(() -> MonthProduct.of(later, two))
                .hasMessageContaining("has month 2019-04, expected its own, the one before, or these two");
        assertThat(MonthProduct.of(
                        new DayProduct(empty(day.analysis()), List.of(), List.of()),
                        new DailyAnalysis.Inversion("", "", List.of())))
                .isEmpty();
    }

    private static DailyAnalysis empty(DailyAnalysis day) {
        return new DailyAnalysis(
                day.identity(),
                day.sources(),
                new DailyAnalysis.Counts(0, Map.of()),
                List.of(),
                List.of(),
                new DailyAnalysis.Inversion("", "", List.of()));
    }

    @Test
    void refusesAFieldThatDoesNotFitTheGrid() {
        final MonthProduct month = months(Months.day(OPEN, 0, 0)).getFirst();
        assertThatThrownBy(() ->
                        MonthlyFile.write(month, new Plane(folder).grid(), Map.of(), folder.resolve("a_month.nc")))
                .hasMessageContaining("flux_natural_prior");
    }
}
