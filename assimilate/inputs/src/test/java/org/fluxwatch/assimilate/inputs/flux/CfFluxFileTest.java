package org.fluxwatch.assimilate.inputs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.inputs.flux.TestFile.even;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.FluxCategory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Axes, times and missing values as conventions allow them.
class CfFluxFileTest {
    private static final Grid GRID = new LatLonGrid(100, 20, 10, 3, 3);
    private static final int NY = 18;
    private static final int NX = 36;
    private static final int CELLS = NY * NX;

    @TempDir
    Path folder;

    private static TestFile globe() {
        return new TestFile().globe(10);
    }

    private static double[] all(int n, double value) {
        final double[] values = new double[n];
        Arrays.fill(values, value);
        return values;
    }

    private double[] flux(String time) {
        return TestSource.cf(FluxCategory.BIOSPHERE, folder)
                .on(GRID)
                .at(Instant.parse(time))
                .getFirst();
    }

    @Test
    void aFileWithoutAnyTimeIsNamedAsOneThatHasNoFlux() throws IOException {
        globe().axis("time", new double[0], "days since 2019-01-01")
                .variable("flux", "time lat lon", new double[0], "units", "umol m-2 s-1")
                .write(folder.resolve("flux.nc"));
        final FilePriorFlux prior =
                TestSource.cf(FluxCategory.BIOSPHERE, folder).files("flux.nc").prior(GRID);
        assertThat(prior.missing(Instant.parse("2019-05-01T00:00:00Z"), Instant.parse("2019-05-02T00:00:00Z")))
                .singleElement()
                .asString()
                .contains("flux.nc");
    }

    /// Two months, 5 and 6, whose bounds were computed with cftime: `date2num(..., "days since ...", calendar)`.
    @ParameterizedTest
    @CsvSource({
        "days since 0001-01-01, standard, 737181, 737212, 737242",
        "days since 0001-01-01, gregorian, 737181, 737212, 737242",
        "days since 0001-01-01, proleptic_gregorian, 737179, 737210, 737240",
        "days since 1750-01-01 0:0:0, 365_day, 98305, 98336, 98366",
        "days since 1850-01-01, 360_day, 60960, 60990, 61020"
    })
    void monthsBeginAndEndByTheCalendarOfTheFile(String units, String calendar, double may, double june, double july)
            throws IOException {
        final double[] values = all(2 * CELLS, 5);
        Arrays.fill(values, CELLS, 2 * CELLS, 6);
        globe().dimension("time", 2)
                .dimension("bnds", 2)
                .variable(
                        "time",
                        "time",
                        new double[] {0.5 * (may + june), 0.5 * (june + july)},
                        "units",
                        units,
                        "calendar",
                        calendar,
                        "bounds",
                        "time_bnds")
                .variable("time_bnds", "time bnds", new double[] {may, june, june, july})
                .variable("flux", "time lat lon", values, "units", "umol m-2 s-1")
                .write(folder.resolve("flux_2019.nc"));
        assertThat(flux("2019-05-01T00:00:00Z")[0]).isCloseTo(5, within(1e-6));
        assertThat(flux("2019-05-31T23:00:00Z")[0]).isCloseTo(5, within(1e-6));
        assertThat(flux("2019-06-01T00:00:00Z")[0]).isCloseTo(6, within(1e-6));
        assertThatThrownBy(() -> flux("2019-04-30T23:00:00Z")).hasMessageContaining("has no flux");
        assertThatThrownBy(() -> flux("2019-07-01T00:00:00Z")).hasMessageContaining("has no flux");
    }

    @Test
    void whatTheFileCallsInvalidIsMissing() throws IOException {
        globe().variable("flux", "lat lon", all(CELLS, -999), "units", "nmol m-2 s-1", "valid_min", 0)
                .write(folder.resolve("flux_2019.nc"));
        assertThatThrownBy(() -> flux("2019-05-01T00:00:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is missing at latitude 25.00, longitude 105.00");
    }

    @Test
    void aMissingValueAsTextIsNamed() throws IOException {
        globe().variable("flux", "lat lon", all(CELLS, -9999), "units", "nmol m-2 s-1", "missing_value", "-9999.")
                .write(folder.resolve("flux_2019.nc"));
        assertThatThrownBy(() -> flux("2019-05-01T00:00:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("flux_2019.nc: variable flux has the attribute missing_value '-9999.', expected")
                .hasMessageContaining("not text");
    }

    /// The flux is the longitude, 100 to 180 degrees east, in cells of 10 degrees.
    @ParameterizedTest
    @CsvSource({"175, -10", "-175, 10", "5, 10", "355, -10", "95, 10", "105, -10", "-245, -10"})
    void columnsMayStandInAnyOrderRoundTheEarth(double first, double step) throws IOException {
        final double[] longitudes = even(first, step, NX);
        if (first == 95) for (int i = 0; i < NX; i++) longitudes[i] = (longitudes[i] + 180) % 360 - 180;
        if (first == 105) for (int i = 0; i < NX; i++) longitudes[i] = (longitudes[i] + 360) % 360;
        final double[] values = IntStream.range(0, CELLS)
                .mapToDouble(at -> (longitudes[at % NX] % 360 + 360) % 360)
                .toArray();
        new TestFile()
                .axis("lat", even(85, -10, NY), "degrees_north")
                .axis("lon", longitudes, "degrees_east")
                .variable("flux", "lat lon", values, "units", "umol m-2 s-1")
                .write(folder.resolve("flux_2019.nc"));
        final double[] flux = flux("2019-05-01T00:00:00Z");
        for (int cell = 0; cell < flux.length; cell++)
            assertThat(flux[cell]).isCloseTo(GRID.longitude(cell), within(1e-4));
    }

    /// Analyses at 0 and 12 hours, leads of 0 to 15 hours: at 12 hours and 15 the second counts.
    @Test
    void aForecastIsAMeanAtItsValidTime() throws IOException {
        final double[] leads = even(0, 3, 6);
        final double[] valid = new double[12];
        final double[] values = new double[12 * CELLS];
        for (int n = 0; n < 12; n++) {
            valid[n] = 12 * (n / 6) + leads[n % 6];
            Arrays.fill(values, n * CELLS, (n + 1) * CELLS, 100 * (n / 6) + leads[n % 6]);
        }
        globe().axis("forecast_reference_time", new double[] {0, 12}, "hours since 2019-05-01")
                .axis("forecast_period", leads, "hours")
                .variable(
                        "valid_time",
                        "forecast_reference_time forecast_period",
                        valid,
                        "units",
                        "hours since 2019-05-01")
                .variable("flux", "forecast_reference_time forecast_period lat lon", values, "units", "umol m-2 s-1")
                .write(folder.resolve("flux_2019.nc"));
        assertThat(flux("2019-05-01T04:00:00Z")[0]).isCloseTo(3, within(1e-6));
        assertThat(flux("2019-05-01T11:00:00Z")[0]).isCloseTo(9, within(1e-6));
        assertThat(flux("2019-05-01T12:00:00Z")[0]).isCloseTo(100, within(1e-6));
        assertThat(flux("2019-05-02T05:00:00Z")[0]).isCloseTo(115, within(1e-6));
    }
}
