package org.fluxwatch.assimilate.inputs.co2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.inputs.co2.TestDomain.carbonTracker;
import static org.fluxwatch.assimilate.inputs.co2.TestDomain.profile;
import static org.fluxwatch.assimilate.inputs.co2.TestDomain.settings;
import static org.fluxwatch.assimilate.inputs.co2.TestFile.at;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.Air;
import org.fluxwatch.contract.testing.Law;
import org.fluxwatch.contract.testing.Range;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileCo2Test {
    private static final LocalDate DAY = LocalDate.of(2019, 6, 3);
    private static final Offset<Double> SINGLE = within(1e-4);

    /// Layers differ, columns differ, steps differ.
    private static final TestFile.Field UNEVEN = (t, k, latitude, longitude) ->
            400 + 3 * Math.sin(k + longitude / 7) + 2 * Math.cos(2 * k + latitude / 5) + 0.1 * t;

    @TempDir
    private static Path uneven;

    @TempDir
    private Path folder;

    @BeforeAll
    static void writeUneven() {
        TestCarbonTracker.of(UNEVEN).write(uneven, DAY);
    }

    private static double[] all(double ppm) {
        final double[] all = new double[TestDomain.LEVELS.nz()];
        Arrays.fill(all, ppm);
        return all;
    }

    @Test
    void aConstantStaysConstant() {
        TestCarbonTracker.of((t, k, latitude, longitude) -> 410).write(folder, DAY);
        final FileCo2 co2 = carbonTracker(settings(folder));
        for (int c = 0; c < TestDomain.GRID.cells(); c++)
            assertThat(profile(
                            co2,
                            at("2019-06-03T11:00:00Z"),
                            TestDomain.GRID.latitude(c),
                            TestDomain.GRID.longitude(c),
                            60_000 + 3_000 * c))
                    .containsExactly(all(410), within(1e-9));
    }

    @Test
    void aFieldThatIsLinearInPlaceAndTimeIsReproduced() {
        TestCarbonTracker.of((t, k, latitude, longitude) -> 400 + 0.1 * latitude + 0.05 * longitude + 0.7 * t)
                .write(folder, DAY);
        final double expected = 400 + 0.1 * TestDomain.LATITUDE + 0.05 * TestDomain.LONGITUDE + 0.7 * 4 / 3;
        assertThat(profile(carbonTracker(settings(folder)), "2019-06-03T05:30:00Z"))
                .containsExactly(all(expected), SINGLE);
    }

    /// The source's column, stretched to the model's surface, has the model's mean below its top.
    @Law(tries = 200)
    void keepsTheMeanOfTheColumn(
            @Range(min = 45_000, max = 108_000) double surfacePa,
            @Range(min = 22, max = 38) double latitude,
            @Range(min = 98, max = 118) double longitude) {
        final double[] ppm =
                profile(carbonTracker(settings(uneven)), at("2019-06-03T07:30:00Z"), latitude, longitude, surfacePa);
        final double[] edges = bilinear(TestCarbonTracker.HILLS, 6, latitude, longitude);
        final double[] values = bilinear(UNEVEN, 5, latitude, longitude);
        final double top = TestDomain.LEVELS.topPa();
        double column = 0;
        for (int k = 0; k < values.length; k++) column += (edges[k] - Math.max(top, edges[k + 1])) * values[k];
        assertThat(TestDomain.mean(ppm)).isCloseTo(column / (edges[0] - top), SINGLE);
    }

    private static double[] bilinear(TestFile.Field field, int levels, double latitude, double longitude) {
        final double x = (longitude + 175) / 10;
        final double y = (latitude + 85) / 10;
        final double west = 10 * Math.floor(x) - 175;
        final double south = 10 * Math.floor(y) - 85;
        final double dx = x - Math.floor(x);
        final double dy = y - Math.floor(y);
        return IntStream.range(0, levels)
                .mapToDouble(k -> (1 - dx) * (1 - dy) * field.at(2, k, south, west)
                        + dx * (1 - dy) * field.at(2, k, south, west + 10)
                        + (1 - dx) * dy * field.at(2, k, south + 10, west)
                        + dx * dy * field.at(2, k, south + 10, west + 10))
                .toArray();
    }

    @Test
    void timeIsLinearAcrossTwoFiles() {
        TestCarbonTracker.of((t, k, latitude, longitude) -> 400 + t).write(folder, DAY);
        TestCarbonTracker.of((t, k, latitude, longitude) -> 413 + t).write(folder, DAY.plusDays(1));
        final FileCo2 co2 = carbonTracker(settings(folder));
        assertThat(profile(co2, "2019-06-03T22:30:00Z")[0]).isCloseTo(407, SINGLE);
        assertThat(profile(co2, "2019-06-04T00:00:00Z")[0]).isCloseTo(410, SINGLE);
        assertThat(profile(co2, "2019-06-04T01:00:00Z")[0]).isCloseTo(412, SINGLE);
        assertThat(co2.missing(at("2019-06-03T01:30:00Z"), at("2019-06-04T22:30:00Z")))
                .isEmpty();
    }

    @Test
    void meansStandAtTheMiddleOfTheirBounds() {
        final TestCarbonTracker ends =
                TestCarbonTracker.of((t, k, latitude, longitude) -> 400 + t).hours(3, 6);
        final double[] bounds = TestFile.daysSince2000(DAY, 0, 3, 3, 6);
        final TestFile file = new TestFile()
                .axis(
                        "time",
                        TestFile.daysSince2000(DAY, 3, 6),
                        "units",
                        "days since 2000-01-01",
                        "bounds",
                        "time_bnds")
                .size("nv", 2)
                .doubles("time_bnds", "time nv", bounds)
                .axis("level", new double[] {1, 2, 3, 4, 5})
                .axis("boundary", new double[] {1, 2, 3, 4, 5, 6})
                .axis("lat", TestCarbonTracker.from(-85, 18))
                .axis("lon", TestCarbonTracker.from(-175, 36))
                .field("co2", "time level lat lon", ends.ppm(), "units", "ppm")
                .field("press", "time boundary lat lon", TestCarbonTracker.HILLS, "units", "Pa");
        file.write(folder.resolve("CT2013.molefrac_glb3x2_2019-06-03.nc"));
        final FileCo2 co2 = carbonTracker(settings(folder));
        assertThat(profile(co2, "2019-06-03T01:30:00Z")[0]).isEqualTo(400);
        assertThat(profile(co2, "2019-06-03T03:00:00Z")[0]).isCloseTo(400.5, SINGLE);
    }

    @Test
    void layersMayComeTopFirst() {
        TestCarbonTracker.of(UNEVEN).write(folder.resolve("up"), DAY);
        TestCarbonTracker.of((t, k, latitude, longitude) -> UNEVEN.at(t, 4 - k, latitude, longitude))
                .edges((t, e, latitude, longitude) -> TestCarbonTracker.HILLS.at(t, 5 - e, latitude, longitude))
                .write(folder.resolve("down"), DAY);
        assertThat(profile(carbonTracker(settings(folder.resolve("down"))), "2019-06-03T09:00:00Z"))
                .containsExactly(profile(carbonTracker(settings(folder.resolve("up"))), "2019-06-03T09:00:00Z"));
    }

    @Test
    void aDomainMayCrossTheFilesSeam() {
        TestCarbonTracker.of((t, k, latitude, longitude) -> 400 + Math.abs(longitude) / 10)
                .write(folder, DAY);
        final FileCo2 co2 = new FileCo2(new CarbonTrackerCo2(), new LatLonGrid(170, 24, 4, 5, 3), settings(folder));
        assertThat(profile(co2, at("2019-06-03T09:00:00Z"), 30, -180, 96_000)[0])
                .isCloseTo(417.5, SINGLE);
        assertThat(profile(co2, at("2019-06-03T09:00:00Z"), 30, 172, 96_000)[0]).isCloseTo(417.2, SINGLE);
    }

    @Test
    void aPlaceOutsideTheDomainIsRefused() {
        TestCarbonTracker.of(UNEVEN).write(folder, DAY);
        assertThatThrownBy(() -> profile(carbonTracker(settings(folder)), at("2019-06-03T09:00:00Z"), -40, 20, 96_000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("latitude -40.0, longitude 20.0");
    }

    @Test
    void aFileThatDoesNotCoverTheDomainIsRefused() {
        new TestFile()
                .axis("time", TestFile.daysSince2000(DAY, 1.5, 4.5), "units", "days since 2000-01-01")
                .axis("level", new double[] {1, 2, 3, 4, 5})
                .axis("boundary", new double[] {1, 2, 3, 4, 5, 6})
                .axis("latitude", new double[] {10.5, 11.5}, "units", "degrees_north")
                .axis("longitude", new double[] {-169.5, -168.5, -167.5}, "units", "degrees_east")
                .field("co2", "time level latitude longitude", UNEVEN, "units", "ppm")
                .field("pressure", "time boundary latitude longitude", TestCarbonTracker.HILLS, "units", "Pa")
                .write(folder.resolve("CT2022.molefrac_nam1x1_2019-06-03.nc"));
        assertThatThrownBy(() -> profile(carbonTracker(settings(folder)), "2019-06-03T02:00:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("molefrac_nam1x1_2019-06-03.nc: variable co2 does not cover the domain");
    }

    @Test
    void wrongUnitsAreNamed() {
        TestCarbonTracker.of((t, k, latitude, longitude) -> 4.1e-4).write(folder, DAY);
        assertThatThrownBy(() -> profile(carbonTracker(settings(folder)), "2019-06-03T07:30:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("glb3x2_2019-06-03.nc: variable co2 (micromol mol-1) at 2019-06-03T07:30:00Z")
                .hasMessageContaining("the CO2 is 4.1")
                .hasMessageContaining("expected 250.0 to 1000.0 ppm");
        TestCarbonTracker.of((t, k, latitude, longitude) -> 400)
                .units("furlongs")
                .write(folder, DAY);
        assertThatThrownBy(() -> profile(carbonTracker(settings(folder)), "2019-06-03T07:30:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has the units 'furlongs', expected such as 'micromol mol-1' or 'kg kg-1'");
    }

    @Test
    void pressuresThatCannotBeAreNamed() {
        TestCarbonTracker.of(UNEVEN)
                .edges((t, e, latitude, longitude) -> 980 * TestCarbonTracker.SIGMA[e])
                .write(folder, DAY);
        assertThatThrownBy(() -> profile(carbonTracker(settings(folder)), "2019-06-03T07:30:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the surface pressure is 980.0 Pa");
        TestCarbonTracker.of(UNEVEN)
                .edges((t, e, latitude, longitude) -> e == 2 ? 97_000 : 98_000 * TestCarbonTracker.SIGMA[e])
                .write(folder, DAY);
        assertThatThrownBy(() -> profile(carbonTracker(settings(folder)), "2019-06-03T07:30:00Z"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("edge 2 of a column is at 97000.0 Pa above one at 88200");
    }

    @Test
    void airIsWhatFileOrSettingsSay() {
        TestCarbonTracker.of((t, k, latitude, longitude) -> 400)
                .longName("mole fraction of carbon dioxide in dry air")
                .write(folder.resolve("dry"), DAY);
        final TestCarbonTracker moist = TestCarbonTracker.of((t, k, latitude, longitude) -> 400)
                .longName("mole fraction of carbon dioxide in moist air");
        moist.write(folder.resolve("moist"), DAY);
        moist.file(DAY)
                .field("specific_humidity", "time level latitude longitude", (t, k, a, b) -> 0.01, "units", "kg kg-1")
                .write(folder.resolve("humid/CT2022.molefrac_glb3x2_2019-06-03.nc"));
        final String time = "2019-06-03T07:30:00Z";
        final double water = (0.01 / 18.01528) / (0.01 / 18.01528 + 0.99 / 28.9647);

        final FileCo2 dry = carbonTracker(settings(folder.resolve("dry")));
        assertThat(profile(dry, time)[0]).isCloseTo(400, SINGLE);
        assertThat(dry.description(DAY)).contains("dry air by the file's words");

        final FileCo2 humid = carbonTracker(settings(folder.resolve("humid")));
        assertThat(profile(humid, time)[0]).isCloseTo(400 / (1 - water), SINGLE);
        assertThat(humid.description(DAY)).contains("moist air, made dry with the file's humidity by the file's words");

        assertThatThrownBy(() -> profile(carbonTracker(settings(folder.resolve("moist"))), time))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has none of the variables specific_humidity, shum")
                .hasMessageContaining("co2 is of moist air, unless domains.*.inputs.boundary.air says dry");

        assertThat(profile(carbonTracker(TestDomain.air(folder.resolve("moist"), Air.DRY)), time)[0])
                .isCloseTo(400, SINGLE);
    }

    @Test
    void withoutAWordOnTheAirTheProductsConventionHolds() {
        TestCarbonTracker.of((t, k, latitude, longitude) -> 400).write(folder, DAY);
        assertThat(carbonTracker(settings(folder)).description(DAY))
                .isEqualTo("CarbonTracker: CT2022.molefrac_glb3x2_2019-06-03.nc; dry air by the product's convention");
    }

    @Test
    void aFileThatChangedIsReadAnew() throws IOException {
        final Path path = TestCarbonTracker.of((t, k, latitude, longitude) -> 400)
                .hours(0, 3)
                .write(folder, DAY);
        final FileCo2 co2 = carbonTracker(settings(folder));
        assertThat(co2.missing(at("2019-06-03T06:00:00Z"), at("2019-06-03T06:00:00Z")))
                .hasSize(1);
        TestCarbonTracker.of((t, k, latitude, longitude) -> 400).hours(0, 3, 6).write(folder, DAY);
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2030-01-01T00:00:00Z")));
        assertThat(co2.missing(at("2019-06-03T06:00:00Z"), at("2019-06-03T06:00:00Z")))
                .isEmpty();
    }
}
