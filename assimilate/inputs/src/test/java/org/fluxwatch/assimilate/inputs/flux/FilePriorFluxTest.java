package org.fluxwatch.assimilate.inputs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.inputs.flux.TestFile.even;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.model.PriorFlux;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.FluxCategory;
import org.fluxwatch.contract.settings.InputSettings.FluxFormat;
import org.fluxwatch.contract.settings.InputSettings.PriorKind;
import org.fluxwatch.contract.settings.InputSettings.PriorSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePriorFluxTest {
    private static final Grid GRID = new StereographicGrid(35, 116, 64, 12, 10);
    private static final int CELLS = 648; // of a globe of 10 degrees

    @TempDir
    Path folder;

    private static double[] all(int n, double value) {
        final double[] values = new double[n];
        Arrays.fill(values, value);
        return values;
    }

    private static Instant at(String time) {
        return Instant.parse(time);
    }

    /// Monthly values 1 to 12 µmol m-2 s-1 times a factor, the same everywhere.
    private Path months(int year, double factor) throws IOException {
        final double[] values = new double[12 * CELLS];
        for (int i = 0; i < values.length; i++) values[i] = factor * (1 + i / CELLS);
        return new TestFile()
                .globe(10)
                .dimension("month", 12)
                .variable("flux", "month lat lon", values, "units", "umol m-2 s-1")
                .write(folder.resolve("flux_" + year + ".nc"));
    }

    private Path year(int year, String units, double value, Object... attributes) throws IOException {
        final Object[] more = Arrays.copyOf(attributes, attributes.length + 2);
        more[attributes.length] = "units";
        more[attributes.length + 1] = units;
        return new TestFile()
                .globe(10)
                .variable("flux", "lat lon", all(CELLS, value), more)
                .write(folder.resolve("flux_" + year + ".nc"));
    }

    @Test
    void sumsByCategoryAndPartsNaturalFluxesBySign() throws IOException {
        year(2019, "umol m-2 s-1", -3);
        final var settings = Map.of(
                "gpp", TestSource.cf(FluxCategory.BIOSPHERE, folder).settings(),
                "respiration",
                        TestSource.cf(FluxCategory.BIOSPHERE, folder)
                                .scale(-0.5)
                                .settings(),
                "sea", TestSource.cf(FluxCategory.OCEAN, folder).scale(0.1).settings(),
                "towns", TestSource.cf(FluxCategory.FOSSIL, folder).scale(-2).settings(),
                "more", TestSource.cf(FluxCategory.FOSSIL, folder).scale(-1).settings(),
                "burning", TestSource.cf(FluxCategory.FIRE, folder).scale(-0.25).settings());
        final PriorFlux.Fields fields =
                new FilePriorFlux(GRID, new PriorSettings(PriorKind.FILES, 0, settings)).at(at("2019-05-01T07:00:00Z"));
        assertThat(fields.release()[5]).isCloseTo(1.5f, within(1e-6f));
        assertThat(fields.uptake()[5]).isCloseTo(-3.3f, within(1e-6f));
        assertThat(fields.fossil()[5]).isCloseTo(9f, within(1e-6f));
        assertThat(fields.fire()[5]).isCloseTo(0.75f, within(1e-6f));
    }

    @Test
    void anHourTakesTheIntervalThatHoldsIt() throws IOException {
        months(2019, 1);
        final FluxSource source = TestSource.cf(FluxCategory.FOSSIL, folder).on(GRID);
        assertThat(source.at(at("2019-02-01T00:00:00Z")).getFirst()[0]).isCloseTo(2, within(1e-8));
        assertThat(source.at(at("2019-01-31T23:00:00Z")).getFirst()[0]).isCloseTo(1, within(1e-8));
        assertThat(source.at(at("2019-12-31T23:00:00Z")).getFirst()[0]).isCloseTo(12, within(1e-8));
    }

    @Test
    void anHourThatMeetsTwoMeansTakesBoth() throws IOException {
        final double[] values = new double[8 * CELLS];
        for (int i = 0; i < values.length; i++) values[i] = i / CELLS;
        for (String day : List.of("01", "02"))
            new TestFile()
                    .globe(10)
                    .axis("date", even(0, 3, 8), "hours since 2019-05-" + day)
                    .variable(
                            "bio_flux_opt",
                            "date lat lon",
                            values,
                            "units",
                            "umol m-2 s-1",
                            "comment",
                            "time-interval average, centered on times in the date axis")
                    .write(folder.resolve("CT2019B.flux1x1.201905" + day + ".nc"));
        final FluxSource source = TestSource.of(FluxCategory.BIOSPHERE, FluxFormat.CARBONTRACKER, folder)
                .on(GRID);
        assertThat(source.at(at("2019-05-01T01:00:00Z")).getFirst()[0]).isCloseTo(0.5, within(1e-8));
        assertThat(source.at(at("2019-05-01T02:00:00Z")).getFirst()[0]).isCloseTo(1, within(1e-8));
        assertThat(source.at(at("2019-05-01T23:00:00Z")).getFirst()[0]).isCloseTo(0, within(1e-8));
        assertThat(source.at(at("2019-05-01T22:00:00Z")).getFirst()[0]).isCloseTo(3.5, within(1e-8));
        assertThat(source.missing(at("2019-05-01T00:00:00Z"), at("2019-05-03T00:00:00Z")))
                .singleElement()
                .asString()
                .startsWith(
                        "source (CarbonTracker): no flux from 2019-05-02T22:00:00Z to 2019-05-03T00:00:00Z, expected "
                                + "*flux1x1.20190502.nc or *flux1x1.201905.nc or *flux1x1-monthly.nc in " + folder);
    }

    @Test
    void laterDaysTakeTheLastYearThereIs() throws IOException {
        months(2018, 10);
        months(2019, 1);
        final TestSource settings = TestSource.cf(FluxCategory.FOSSIL, folder).lastYear();
        final FilePriorFlux prior = settings.prior(GRID);
        assertThat(prior.at(at("2022-03-05T06:00:00Z")).fossil()[0]).isEqualTo(3f);
        assertThat(prior.at(at("2024-02-29T06:00:00Z")).fossil()[0]).isEqualTo(2f);
        assertThat(prior.at(at("2018-03-05T06:00:00Z")).fossil()[0]).isEqualTo(30f);
        assertThat(prior.description(LocalDate.of(2022, 3, 5)))
                .isEqualTo("source: CF 2019 for 2022 (flux_2019.nc: flux)");
        assertThat(prior.description(LocalDate.of(2019, 3, 5))).isEqualTo("source: CF (flux_2019.nc: flux)");
        assertThat(prior.missing(at("2022-03-05T00:00:00Z"), at("2022-03-06T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void waitingNamesTheFileAndTheOtherChoice() throws IOException {
        months(2019, 1);
        final FilePriorFlux prior = TestSource.cf(FluxCategory.FOSSIL, folder).prior(GRID);
        assertThat(prior.missing(at("2019-12-31T00:00:00Z"), at("2020-01-01T00:00:00Z")))
                .isEmpty();
        assertThat(prior.missing(at("2020-03-05T00:00:00Z"), at("2020-03-06T00:00:00Z")))
                .containsExactly("source (CF): no flux from 2020-03-05T00:00:00Z to 2020-03-06T00:00:00Z, expected "
                        + "flux_2020.nc in " + folder + ", or later-years: last-year, which is 2019");
        assertThatThrownBy(() -> prior.at(at("2020-03-05T04:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("source (CF): has no flux for 2020-03-05T04:00:00Z, expected flux_2020.nc");
    }

    @Test
    void gapsWithinAreMissingWhateverTheRule() throws IOException {
        months(2017, 1);
        months(2019, 1);
        final FilePriorFlux prior =
                TestSource.cf(FluxCategory.FOSSIL, folder).lastYear().prior(GRID);
        assertThat(prior.missing(at("2018-03-05T00:00:00Z"), at("2018-03-06T00:00:00Z")))
                .containsExactly("source (CF): no flux from 2018-03-05T00:00:00Z to 2018-03-06T00:00:00Z, expected "
                        + "flux_2018.nc in " + folder);
    }

    @Test
    void weightsSpreadAMonthAndKeepItsMean() throws IOException {
        months(2019, 1);
        final List<Double> hours =
                IntStream.range(0, 24).mapToObj(hour -> 1.0 + hour % 7).toList();
        final List<Double> weekdays = List.of(1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.25);
        final double[] february = TestSource.cf(FluxCategory.FOSSIL, folder)
                .on(GRID)
                .at(at("2019-02-01T00:00:00Z"))
                .getFirst();
        final FluxSource source = TestSource.cf(FluxCategory.FOSSIL, folder)
                .weights(hours, weekdays)
                .lastYear()
                .on(GRID);
        for (String month : List.of("2019-02", "2020-02")) {
            final Interval interval = Interval.monthOf(at(month + "-01T00:00:00Z"));
            final double[] sum = new double[GRID.cells()];
            for (Instant t = interval.begin(); t.isBefore(interval.end()); t = t.plusSeconds(3600)) {
                final double[] field = source.at(t).getFirst();
                for (int cell = 0; cell < sum.length; cell++) sum[cell] += field[cell] * 3600 / interval.seconds();
            }
            assertThat(sum).containsExactly(february, within(1e-12));
        }
        assertThat(source.at(at("2019-02-03T04:00:00Z")).getFirst()[0])
                .isLessThan(0.5 * source.at(at("2019-02-04T04:00:00Z")).getFirst()[0]);
        assertThat(source.description(LocalDate.of(2019, 2, 3)))
                .isEqualTo("source: CF (flux_2019.nc: flux; hour weights; weekday weights)");
    }

    @Test
    void weightsNeedMeansOfADayOrAWeek() throws IOException {
        new TestFile()
                .globe(10)
                .axis("time", even(0, 1, 365), "days since 2019-01-01")
                .variable("flux", "time lat lon", all(365 * CELLS, 1), "units", "umol m-2 s-1")
                .write(folder.resolve("flux_2019.nc"));
        final List<Double> weekdays = List.of(1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.25);
        final FluxSource source = TestSource.cf(FluxCategory.FOSSIL, folder)
                .weights(List.of(), weekdays)
                .on(GRID);
        assertThatThrownBy(() -> source.at(at("2019-02-03T04:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("flux_2019.nc: has a mean over 2019-02-03T00:00:00Z to 2019-02-04T00:00:00Z, "
                        + "expected 7 whole days or more to spread by the weights of source");
    }

    @Test
    void unitsOfTheSettingsGoBeforeTheFile() throws IOException {
        year(2019, "kg m-2 s-1", 1e-8);
        assertThatThrownBy(() ->
                        TestSource.cf(FluxCategory.FOSSIL, folder).on(GRID).at(at("2019-02-03T04:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "flux_2019.nc: variable flux has the units 'kg m-2 s-1', which do not say whether "
                                + "carbon or CO2 is weighed, expected that the setting 'units' does");
        final double[] field = TestSource.cf(FluxCategory.FOSSIL, folder)
                .units("kgCO2 m-2 s-1")
                .on(GRID)
                .at(at("2019-02-03T04:00:00Z"))
                .getFirst();
        assertThat(field[3]).isCloseTo(1e-8f * 1e9 / 44.0095, within(1e-9));
    }

    @Test
    void whatIsMissingInTheDomainIsNamedOrZero() throws IOException {
        final double[] values = all(CELLS, 1);
        values[12 * 36 + 29] = -1e34; // 30 to 40 degrees north, 110 to 120 degrees east
        new TestFile()
                .globe(10)
                .variable("flux", "lat lon", values, "units", "umol m-2 s-1", "_FillValue", -1e34f)
                .write(folder.resolve("flux_2019.nc"));
        assertThatThrownBy(() ->
                        TestSource.cf(FluxCategory.FOSSIL, folder).on(GRID).at(at("2019-02-03T04:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessageMatching(
                        ".*flux_2019.nc: variable flux, 2019-01-01T00:00:00Z to 2020-01-01T00:00:00Z: is "
                                + "missing at latitude 3\\d.\\d\\d, longitude 11\\d.\\d\\d, expected a value in the whole domain.*");
        final double[] field = TestSource.cf(FluxCategory.FOSSIL, folder)
                .missingIsZero()
                .on(GRID)
                .at(at("2019-02-03T04:00:00Z"))
                .getFirst();
        assertThat(field[GRID.cellAt(35, 116)]).isZero();
    }

    @Test
    void insaneValuesAreNamed() throws IOException {
        year(2019, "mol m-2 s-1", 3);
        assertThatThrownBy(() ->
                        TestSource.cf(FluxCategory.FOSSIL, folder).on(GRID).at(at("2019-02-03T04:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(
                        "flux_2019.nc: variable flux, 2019-01-01T00:00:00Z to 2020-01-01T00:00:00Z: the CO2 "
                                + "flux is ")
                .hasMessageContaining("expected -200.0 to 100000.0 umol m-2 s-1");
    }

    @Test
    void aDownwardFluxNeedsASignFromSettings() throws IOException {
        year(2019, "umol m-2 s-1", 3, "positive", "down");
        assertThatThrownBy(() ->
                        TestSource.cf(FluxCategory.BIOSPHERE, folder).on(GRID).at(at("2019-02-03T04:00:00Z")))
                .hasMessageContaining("variable flux counts the flux to the ground positive, expected a scale below 0");
        assertThat(TestSource.cf(FluxCategory.BIOSPHERE, folder)
                        .scale(-1)
                        .prior(GRID)
                        .at(at("2019-02-03T04:00:00Z"))
                        .uptake()[0])
                .isEqualTo(-3f);
    }

    @Test
    void aRegionalSourceThatEndsWithinTheDomainIsRefused() throws IOException {
        new TestFile()
                .axis("lat", even(30.5, 1, 30), "degrees_north")
                .axis("lon", even(100.5, 1, 40), "degrees_east")
                .variable("flux", "lat lon", all(1200, 1), "units", "umol m-2 s-1")
                .write(folder.resolve("flux_2019.nc"));
        final FluxSource source = TestSource.cf(FluxCategory.FOSSIL, folder).on(new LatLonGrid(105, 29, 1, 10, 10));
        assertThatThrownBy(() -> source.at(at("2019-02-03T04:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("flux_2019.nc: covers latitude 30.0 to 60.0, longitude 100.0 to 140.0, which is "
                        + "0.0000 of the model cell at latitude 29.500, longitude 105.500, expected the whole domain");
    }

    @Test
    void filesOfOneTimeThatMayBeOfDifferentThingsAreRefused() throws IOException {
        final TestFile file =
                new TestFile().globe(10).variable("emi_co2", "lat lon", all(CELLS, 1e-9), "units", "kg m-2 s-1");
        file.write(folder.resolve("v6.0_CO2_excl_2019_TOTALS.nc"));
        file.write(folder.resolve("v8.0_CO2_2019_TOTALS.nc"));
        assertThatThrownBy(() -> TestSource.of(FluxCategory.FOSSIL, FluxFormat.EDGAR, folder)
                        .on(GRID)
                        .at(at("2019-02-03T04:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("v6.0_CO2_excl_2019_TOTALS.nc and ")
                .hasMessageContaining("v8.0_CO2_2019_TOTALS.nc: both hold a mean over 2019-01-01T00:00:00Z to")
                .hasMessageContaining("expected one of them");
    }

    @Test
    void ofTwoVersionsOfAYearTheHigherCounts() throws IOException {
        for (int version : new int[] {10, 9})
            new TestFile()
                    .globe(10)
                    .variable("flux", "lat lon", all(CELLS, version), "units", "umol m-2 s-1")
                    .write(folder.resolve("flux_v" + version + "_2019.nc"));
        final FluxSource source = TestSource.cf(FluxCategory.FOSSIL, folder)
                .files("flux_v*_{yyyy}.nc")
                .on(GRID);
        assertThat(source.at(at("2019-02-03T04:00:00Z")).getFirst()[0]).isCloseTo(10, within(1e-9));
        assertThat(source.description(java.time.LocalDate.of(2019, 2, 3))).contains("flux_v10_2019.nc");
    }

    @Test
    void meansOverDifferentTimesThatOverlapAreRefused() throws IOException {
        final TestFile file =
                new TestFile().globe(10).variable("flux", "lat lon", all(CELLS, 1), "units", "umol m-2 s-1");
        file.write(folder.resolve("flux_2019.nc"));
        new TestFile()
                .globe(10)
                .axis("time", new double[] {0, 31, 59}, "days since 2019-01-01")
                .variable("flux", "time lat lon", all(3 * CELLS, 1), "units", "umol m-2 s-1")
                .write(folder.resolve("flux2_2019.nc"));
        assertThatThrownBy(() -> TestSource.cf(FluxCategory.FOSSIL, folder)
                        .files("flux*_{yyyy}.nc")
                        .on(GRID)
                        .at(at("2019-02-03T04:00:00Z")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has a mean over 2019-02-01T00:00:00Z to 2019-03-01T00:00:00Z, and so has")
                .hasMessageContaining("over 2019-01-01T00:00:00Z to 2020-01-01T00:00:00Z, expected one file");
    }

    @Test
    void aFileThatWasReplacedIsReadAgain() throws IOException {
        final Path file = year(2019, "umol m-2 s-1", 1);
        final FilePriorFlux prior = TestSource.cf(FluxCategory.FOSSIL, folder).prior(GRID);
        assertThat(prior.at(at("2019-02-03T04:00:00Z")).fossil()[0]).isEqualTo(1f);
        year(2019, "umol m-2 s-1", 2);
        Files.setLastModifiedTime(file, java.nio.file.attribute.FileTime.from(at("2030-01-01T00:00:00Z")));
        assertThat(prior.at(at("2019-02-03T05:00:00Z")).fossil()[0]).isEqualTo(2f);
    }

    @Test
    void timesMayLieInTheLastDimension() throws IOException {
        final double[] values = new double[3 * CELLS];
        for (int i = 0; i < values.length; i++) values[i] = i % 3;
        new TestFile()
                .globe(10)
                .axis("time", new double[] {0, 31, 59}, "days since 2019-01-01")
                .variable("flux", "lat lon time", values, "units", "umol m-2 s-1")
                .write(folder.resolve("flux_2019.nc"));
        final FluxSource source = TestSource.cf(FluxCategory.FOSSIL, folder).on(GRID);
        assertThat(source.at(at("2019-03-04T00:00:00Z")).getFirst()[7]).isCloseTo(2, within(1e-8));
        assertThat(source.missing(at("2019-03-31T00:00:00Z"), at("2019-04-02T00:00:00Z")))
                .singleElement()
                .asString()
                .contains("no flux from 2019-04-01T00:00:00Z to 2019-04-02T00:00:00Z");
    }
}
