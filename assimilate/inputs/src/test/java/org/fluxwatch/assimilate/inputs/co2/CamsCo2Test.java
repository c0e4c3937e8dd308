package org.fluxwatch.assimilate.inputs.co2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.inputs.co2.TestDomain.profile;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.BoundarySettings;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamsCo2Test {
    private static final Offset<Double> SINGLE = within(1e-4);
    private static final double MASS = 44.0095 / 28.9647;

    @TempDir
    private Path folder;

    private static FileCo2 cams(BoundarySettings settings) {
        return new FileCo2(new CamsCo2(), TestDomain.GRID, settings);
    }

    private static TestFile places(TestFile file) {
        return file.axis("latitude", reversed(TestCarbonTracker.from(-85, 18)), "units", "degrees_north")
                .axis("longitude", TestCarbonTracker.from(-175, 36), "units", "degrees_east");
    }

    private static double[] reversed(double[] values) {
        return DoubleStream.of(values).map(value -> -value).toArray();
    }

    @Test
    void readsConcentrationsOfTheInversions() {
        places(new TestFile()
                        .axis("time", new double[] {0, 3, 6}, "units", "hours since 2019-06-01 00:00:00")
                        .axis("level", new double[] {1, 2, 3})
                        .axis("hlevel", new double[] {1, 2, 3, 4}))
                .doubles("ap", "hlevel", new double[] {0, 5_000, 9_000, 0}, "units", "Pa")
                .doubles("bp", "hlevel", new double[] {1, 0.7, 0.2, 0}, "units", "1")
                .field("Psurf", "time latitude longitude", (t, k, latitude, longitude) -> 97_000, "units", "Pa")
                .field(
                        "CO2",
                        "time level latitude longitude",
                        (t, k, latitude, longitude) -> (400 + 5 * t - k + 0.1 * latitude) * 1e-6,
                        "units",
                        "mol mol-1")
                .write(folder.resolve("cams73_v21r1_co2_conc_surface_inst_201906.nc"));
        final FileCo2 co2 = cams(TestDomain.settings(folder));
        final double[] ppm = profile(co2, "2019-06-01T04:30:00Z");
        assertThat(ppm[0]).isCloseTo(400 + 7.5 + 0.1 * TestDomain.LATITUDE, SINGLE);
        assertThat(ppm[4]).isBetween(ppm[0] - 2, ppm[0] - 1);
        assertThat(co2.description(LocalDate.of(2019, 6, 1)))
                .isEqualTo("CAMS: cams73_v21r1_co2_conc_surface_inst_201906.nc; dry air by the product's convention");
        assertThat(co2.missing(Instant.parse("2019-06-01T06:30:00Z"), Instant.parse("2019-06-01T06:30:00Z")))
                .singleElement()
                .asString()
                .contains("CO2 ends with", "expected cams73_*_co2_conc_*_201907*.nc");
    }

    private TestFile pressureLevels() {
        return places(new TestFile()
                        .axis("valid_time", new double[] {1559347200, 1559358000}, "units", "seconds since 1970-01-01")
                        .axis("level", new double[] {100, 300, 500, 850, 1000}, "units", "millibars"))
                .field(
                        "co2",
                        "valid_time level latitude longitude",
                        (t, k, latitude, longitude) -> 410e-6 * MASS * (1 - humidity(k)),
                        "units",
                        "kg kg**-1",
                        "long_name",
                        "Carbon dioxide mass mixing ratio");
    }

    private static double humidity(int k) {
        return k == 4 ? 0.015 : k == 3 ? 0.008 : 0;
    }

    @Test
    void massMixingRatiosAtPressureLevelsAreMadeDryMoleFractions() {
        pressureLevels()
                .field(
                        "q",
                        "valid_time level latitude longitude",
                        (t, k, latitude, longitude) -> humidity(k),
                        "units",
                        "kg kg**-1")
                .field("sp", "valid_time latitude longitude", (t, k, latitude, longitude) -> 80_000, "units", "Pa")
                .write(folder.resolve("egg4_20190601.nc"));
        final FileCo2 co2 = cams(TestDomain.files(folder, "egg4_{yyyy}{MM}{dd}.nc"));
        assertThat(profile(co2, "2019-06-01T01:00:00Z"))
                .containsExactly(new double[] {410, 410, 410, 410, 410}, SINGLE);
        assertThat(co2.description(LocalDate.of(2019, 6, 1)))
                .contains("moist air, made dry with the file's humidity by the product's convention");
    }

    @Test
    void layersAroundPressureLevelsEndAtTheGround() {
        final double[] pa = Edges.aroundLevels(
                        new double[] {10_000, 30_000, 50_000, 85_000, 100_000}, new double[] {80_000, 101_000})
                .pa();
        assertThat(pa)
                .containsExactly(0, 0, 20_000, 20_000, 40_000, 40_000, 67_500, 67_500, 80_000, 92_500, 80_000, 101_000);
    }

    @Test
    void whatIsNotThereIsNamed() {
        final String time = "2019-06-01T01:00:00Z";
        final BoundarySettings settings = TestDomain.files(folder, "egg4_{yyyy}{MM}{dd}.nc");
        final Path path = folder.resolve("egg4_20190601.nc");
        pressureLevels().write(path);
        assertThatThrownBy(() -> profile(cams(settings), time))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("egg4_20190601.nc: has none of the variables q")
                .hasMessageContaining("co2 is of moist air");
        pressureLevels()
                .field("q", "valid_time level latitude longitude", (t, k, a, b) -> 0.001, "units", "kg kg**-1")
                .write(path);
        assertThatThrownBy(() -> profile(cams(settings), time))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has no surface pressure, expected one of Psurf, psurf, sp, lnsp, ps");
        places(new TestFile()
                        .axis("time", new double[] {0, 3}, "units", "hours since 2019-06-01 00:00:00")
                        .axis("model_level", new double[] {1, 2, 3}, "units", "1"))
                .field("lnsp", "time latitude longitude", (t, k, a, b) -> Math.log(97_000), "units", "~")
                .field("co2", "time model_level latitude longitude", (t, k, a, b) -> 410, "units", "ppm")
                .write(path);
        assertThatThrownBy(() -> profile(cams(settings), time))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("variable co2 is at levels of no known pressure, expected ap and bp");
    }

    /// As the converters of the data stores write forecasts; 400 ppm and the lead in hours, times 10 in the second.
    private TestFile forecast(double[] analyses, double... leads) {
        final int n = 5 * 18 * 36;
        final double[] co2 = new double[leads.length * analyses.length * n];
        for (int at = 0; at < co2.length; at++) {
            final double lead = leads[at / n / analyses.length];
            co2[at] = 400 + lead + 10 * (at / n % analyses.length);
        }
        final TestFile file = new TestFile()
                .axis("forecast_reference_time", analyses, "units", "hours since 2019-06-01")
                .axis("forecast_period", leads, "units", "hours", "standard_name", "forecast_period");
        final double[] pa = new double[co2.length / 5];
        Arrays.fill(pa, 97_000);
        return places(file.axis("level", new double[] {100, 300, 500, 850, 1000}, "units", "hPa"))
                .doubles("sp", "forecast_period forecast_reference_time latitude longitude", pa, "units", "Pa")
                .doubles(
                        "co2",
                        "forecast_period forecast_reference_time level latitude longitude",
                        co2,
                        "units",
                        "ppm",
                        "coordinates",
                        "valid_time");
    }

    /// @param hours analysis after analysis
    private static TestFile valid(TestFile file, double... hours) {
        return file.doubles(
                "valid_time",
                "forecast_reference_time forecast_period",
                hours,
                "units",
                "hours since 2019-06-01",
                "standard_name",
                "time");
    }

    @Test
    void aForecastHoldsAtItsValidTime() {
        valid(forecast(new double[] {0, 12}, 3), 3, 15).write(folder.resolve("egg4_20190601.nc"));
        final FileCo2 co2 = cams(TestDomain.files(folder, "egg4_{yyyy}{MM}{dd}.nc"));
        assertThat(profile(co2, "2019-06-01T03:00:00Z")[0]).isCloseTo(403, SINGLE);
        assertThat(profile(co2, "2019-06-01T09:00:00Z")[0]).isCloseTo(408, SINGLE);
        assertThat(co2.missing(Instant.parse("2019-06-01T00:00:00Z"), Instant.parse("2019-06-01T00:00:00Z")))
                .singleElement()
                .asString()
                .contains("CO2 begins with egg4_20190601.nc at 2019-06-01T03:00:00Z");
    }

    @Test
    void ofSeveralForecastsOfATimeTheNewestCounts() {
        valid(forecast(new double[] {0, 6}, 9, 6, 3, 0), 9, 6, 3, 0, 15, 12, 9, 6)
                .write(folder.resolve("egg4_20190601.nc"));
        final FileCo2 co2 = cams(TestDomain.files(folder, "egg4_{yyyy}{MM}{dd}.nc"));
        for (int h : new int[] {0, 3})
            assertThat(profile(co2, "2019-06-01T0" + h + ":00:00Z")[0]).isCloseTo(400 + h, SINGLE);
        for (int h : new int[] {6, 9, 12, 15})
            assertThat(profile(
                            co2,
                            Instant.parse("2019-06-01T00:00:00Z")
                                    .plusSeconds(h * 3600L)
                                    .toString())[0])
                    .isCloseTo(410 + h - 6, SINGLE);
    }

    @Test
    void withoutValidTimesAnalysisAndLeadAreAddedUp() {
        forecast(new double[] {0, 12}, 3).write(folder.resolve("egg4_20190601.nc"));
        final FileCo2 co2 = cams(TestDomain.files(folder, "egg4_{yyyy}{MM}{dd}.nc"));
        assertThat(profile(co2, "2019-06-01T15:00:00Z")[0]).isCloseTo(413, SINGLE);
    }

    @Test
    void anAnalysisWithoutLeadIsRefused() {
        places(new TestFile()
                        .axis(
                                "time",
                                new double[] {0, 3},
                                "units",
                                "hours since 2019-06-01",
                                "standard_name",
                                "forecast_reference_time")
                        .axis("level", new double[] {100, 300, 500, 850, 1000}, "units", "hPa"))
                .field("sp", "time latitude longitude", (t, k, a, b) -> 97_000, "units", "Pa")
                .field("co2", "time level latitude longitude", (t, k, a, b) -> 400, "units", "ppm")
                .write(folder.resolve("egg4_20190601.nc"));
        assertThatThrownBy(
                        () -> profile(cams(TestDomain.files(folder, "egg4_{yyyy}{MM}{dd}.nc")), "2019-06-01T03:00:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("egg4_20190601.nc: variable co2 has times of analyses without leads")
                .hasMessageContaining("expected a variable valid_time");
    }

    @Test
    void surfacePressureOfOtherTimesIsRefused() {
        pressureLevels()
                .field("q", "valid_time level latitude longitude", (t, k, a, b) -> 0.001, "units", "kg kg**-1")
                .axis("time", new double[] {0, 6}, "units", "hours since 2019-06-01")
                .field("sp", "time latitude longitude", (t, k, a, b) -> 97_000, "units", "Pa")
                .write(folder.resolve("egg4_20190601.nc"));
        assertThatThrownBy(
                        () -> profile(cams(TestDomain.files(folder, "egg4_{yyyy}{MM}{dd}.nc")), "2019-06-01T01:00:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("variable sp has other times than co2, expected the same");
    }

    /// Heights without pressure, and only the edges of Europe: refused by what it lacks; its values can be read.
    @Test
    void aCurtainIsRefused() {
        final Path path = RealFiles.at("data/fields/co2_EUROPE_201407.nc");
        final FileCo2 co2 = cams(TestDomain.files(path.getParent(), "co2_EUROPE_{yyyy}{MM}.nc"));
        assertThatThrownBy(() -> profile(co2, "2014-07-01T00:00:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("co2_EUROPE_201407.nc: has none of the variables CO2, co2, but height")
                .hasMessageContaining("expected CO2 by longitude, latitude and level");
        try (GridFile file = GridFile.open(path)) {
            final GridVariable north = file.variable("vmr_n");
            assertThat(north.shape()).containsExactly(20, 391);
            assertThat(DoubleStream.of(north.doubles()).summaryStatistics().getMin())
                    .isBetween(380e-6, 400e-6);
        }
    }
}
