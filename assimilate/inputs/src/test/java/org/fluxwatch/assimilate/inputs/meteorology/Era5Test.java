package org.fluxwatch.assimilate.inputs.meteorology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.inputs.FileMeteorology;
import org.fluxwatch.assimilate.inputs.MeteorologyProduct;
import org.fluxwatch.assimilate.model.Meteorology;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.MeteorologyKind;
import org.fluxwatch.contract.settings.InputSettings.MeteorologySettings;
import org.fluxwatch.contract.testing.RealFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ucar.nc2.NetcdfFile;

class Era5Test {
    private static final double[] LATITUDES =
            IntStream.range(0, 9).mapToDouble(j -> 42 - j).toArray();
    private static final double[] LONGITUDES =
            IntStream.range(0, 9).mapToDouble(i -> 110 + i).toArray();
    private static final double[] HPA = {20, 50, 100, 200, 300, 400, 500, 600, 700, 800, 850, 900, 950, 1000};
    private static final Instant BEGIN = Instant.parse("2019-05-03T00:00:00Z");

    private final Grid grid = new LatLonGrid(112, 36, 1, 4, 4);
    private final SigmaLevels levels = new SigmaLevels(List.of(1.0, 0.9, 0.7, 0.4, 0.1, 0.0), 4000);

    @TempDir
    private Path folder;

    private final NumericsPool pool = new NumericsPool(2);

    private Era5 product(String... files) {
        return new Era5(
                grid,
                levels,
                new MeteorologySettings(MeteorologyKind.ERA5, 0, folder, List.of(files), false, 40),
                pool);
    }

    private static Instant hour(int hour) {
        return BEGIN.plusSeconds(3600L * hour);
    }

    /// Linear in pressure, so that a layer's mean is the value at its middle.
    private static double temperature(double hPa) {
        return 200 + 0.08 * hPa;
    }

    private static double[] hours(int first, int count) {
        return IntStream.range(0, count)
                .mapToDouble(h -> (BEGIN.getEpochSecond()
                                        - Instant.parse("1900-01-01T00:00:00Z").getEpochSecond())
                                / 3600.0
                        + first
                        + h)
                .toArray();
    }

    /// As the old Climate Data Store wrote it: packed shorts, millibars, north first.
    private void oldPressureLevels(int count) {
        new ClassicFileWriter(folder.resolve("pl_20190503.nc"))
                .axis("longitude", "degrees_east", LONGITUDES)
                .axis("latitude", "degrees_north", LATITUDES)
                .axis("level", "millibars", HPA)
                .axis("time", "hours since 1900-01-01 00:00:00.0", hours(0, count))
                .packed(
                        "t",
                        "K",
                        "time level latitude longitude",
                        0.002,
                        250,
                        index -> temperature(HPA[index[1]]) + index[0])
                .packed("u", "m s**-1", "time level latitude longitude", 0.001, 0, index -> 8 + index[0])
                .packed("v", "m s**-1", "time level latitude longitude", 0.001, 0, index -> -4)
                .packed("q", "kg kg**-1", "time level latitude longitude", 1e-7, 0.002, index -> 0.003)
                .write();
    }

    private void surface(double pressurePa, int count) {
        new ClassicFileWriter(folder.resolve("sfc_20190503.nc"))
                .axis("longitude", "degrees_east", LONGITUDES)
                .axis("latitude", "degrees_north", LATITUDES)
                .axis("time", "hours since 1900-01-01 00:00:00.0", hours(0, count))
                .floats("sp", "Pa", "time latitude longitude", index -> pressurePa)
                .floats("blh", "m", "time latitude longitude", index -> 500 + 100 * index[0])
                .floats("zust", "m s**-1", "time latitude longitude", index -> -1e-9)
                .floats("ishf", "W m**-2", "time latitude longitude", index -> -30 * index[0])
                .write();
    }

    @Test
    void layersOfPressureLevelsAreExactIntegralsOfWhatIsLinearBetweenThem() {
        oldPressureLevels(2);
        surface(100_000, 2);
        final Meteorology.Fields fields = new FileMeteorology(product()).at(hour(1));
        for (int k = 0; k < levels.nz(); k++)
            assertThat((double) fields.temperatureK()[5 * levels.nz() + k])
                    .isCloseTo(temperature(levels.middlePa(k, 100_000) / 100) + 1, within(0.002));
        final var winds = (Meteorology.Winds.OnFaces) fields.winds();
        for (float x : winds.x()) assertThat(x).isCloseTo(9, within(1e-5f));
        for (float y : winds.y()) assertThat(y).isCloseTo(-4, within(1e-5f));
        assertThat(fields.specificHumidity()[0]).isCloseTo(0.003f, within(1e-7f));
        assertThat(fields.boundaryLayerHeightM()[0]).isEqualTo(600);
        assertThat(fields.frictionVelocity()[0]).as("rounding of packing").isZero();
        assertThat(fields.sensibleHeatFlux()[0]).as("upwards").isEqualTo(30);
    }

    /// Analyses at 0 and 6 hours, leads of 5 to 7; values count hours of valid time.
    private void forecast(ClassicFileWriter file, boolean valid) {
        final double[] leads = {5, 6, 7};
        final double[] analyses = hours(0, 7);
        final ClassicFileWriter.Values hour = index -> 6 * index[1] + leads[index[0]];
        file.axis("longitude", "degrees_east", LONGITUDES)
                .axis("latitude", "degrees_north", LATITUDES)
                .axis("pressure_level", "hPa", HPA)
                .axis("forecast_reference_time", "hours since 1900-01-01", analyses[0], analyses[6])
                .axis("forecast_period", valid ? "hours" : "", leads);
        if (valid)
            file.doubles(
                    "valid_time",
                    "hours since 1900-01-01",
                    "forecast_reference_time forecast_period",
                    index -> analyses[6 * index[0]] + leads[index[1]]);
        for (String name : List.of("t", "u", "v", "q", "sp"))
            file.floats(
                    name,
                    switch (name) {
                        case "t" -> "K";
                        case "q" -> "kg kg**-1";
                        case "sp" -> "Pa";
                        default -> "m s**-1";
                    },
                    "forecast_period forecast_reference_time " + (name.equals("sp") ? "" : "pressure_level ")
                            + "latitude longitude",
                    switch (name) {
                        case "t" -> index -> 250 + hour.at(index);
                        case "q" -> index -> 0.003;
                        case "sp" -> index -> 100_000;
                        default -> hour;
                    });
        file.write();
    }

    @Test
    void stepsOfAForecastAreItsValidTimes() {
        forecast(new ClassicFileWriter(folder.resolve("pl_20190503.nc")), true);
        assertThat(product().profileSteps(hour(6), hour(12))).containsExactly(hour(6), hour(7), hour(11), hour(12));
        assertThat((double) product().profiles(hour(11)).temperatureK()[0]).isCloseTo(261, within(1e-3));
        assertThat((double) product().profiles(hour(7)).temperatureK()[0]).isCloseTo(257, within(1e-3));
    }

    @Test
    void aForecastWhoseValidTimeIsNotKnownIsRefused() {
        forecast(new ClassicFileWriter(folder.resolve("pl_20190503.nc")), false);
        assertThatThrownBy(() -> product().profileSteps(hour(6), hour(12)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("variable u has times of analyses without leads, expected a variable valid_time");
    }

    @Test
    void columnsFromEastToWestAreReadAsThey() {
        final double[] fromEast = new double[LONGITUDES.length];
        for (int i = 0; i < fromEast.length; i++) fromEast[i] = LONGITUDES[fromEast.length - 1 - i];
        final List<float[]> read = new ArrayList<>();
        for (double[] longitudes : List.of(LONGITUDES, fromEast)) {
            new ClassicFileWriter(folder.resolve("sfc_20190503.nc"))
                    .axis("longitude", "degrees_east", longitudes)
                    .axis("latitude", "degrees_north", LATITUDES)
                    .axis("time", "hours since 1900-01-01 00:00:00.0", hours(0, 1))
                    .floats("blh", "m", "time latitude longitude", index -> 500 + longitudes[index[2]] + 10 * index[1])
                    .floats("zust", "m s**-1", "time longitude latitude", index -> 1e-3 * longitudes[index[1]])
                    .floats("ishf", "W m**-2", "time latitude longitude", index -> -longitudes[index[2]])
                    .write();
            final MeteorologyProduct.Surface surface = product().surface(hour(0));
            read.add(surface.boundaryLayerHeightM());
            read.add(surface.frictionVelocity());
            read.add(surface.sensibleHeatFlux());
        }
        for (int f = 0; f < 3; f++) assertThat(read.get(3 + f)).containsExactly(read.get(f), within(1e-3f));
        assertThat(read.get(5)[1] - read.get(5)[0]).isCloseTo(1, within(1e-3f));
    }

    @Test
    void levelsBelowTheGroundAreLeftOut() {
        oldPressureLevels(1);
        surface(72_000, 1);
        final MeteorologyProduct.Profiles profiles = product().profiles(hour(0));
        final double lowest = levels.middlePa(0, 72_000) / 100; // 686 hPa, between 652 and 720: 700 is the last level
        final double below = levels.edgePa(1, 72_000) / 100;
        final double expected =
                (20 * temperature(700) + (700 - below) * temperature(0.5 * (700 + below))) / (720 - below);
        assertThat(lowest).isLessThan(700);
        assertThat((double) profiles.temperatureK()[0]).isCloseTo(expected, within(0.002));
        surface(40_500, 1);
        assertThat(product().profiles(hour(0)).surfacePressurePa()[0]).isEqualTo(40_500);
    }

    /// As the new one has them; dimensions the other way round, levels falling.
    @Test
    void newAxesAndAnyOrderOfDimensionsGiveTheSame() {
        oldPressureLevels(1);
        surface(100_000, 1);
        final MeteorologyProduct.Profiles old =
                product("pl_{yyyy}{MM}{dd}.nc", "sfc_{yyyy}{MM}{dd}.nc").profiles(hour(0));
        final double[] falling = IntStream.range(0, HPA.length)
                .mapToDouble(l -> HPA[HPA.length - 1 - l])
                .toArray();
        final String dimensions = "longitude latitude pressure_level valid_time";
        new ClassicFileWriter(folder.resolve("new.nc"))
                .axis("valid_time", "seconds since 1970-01-01", BEGIN.getEpochSecond())
                .axis("pressure_level", "hPa", falling)
                .axis("latitude", "degrees_north", LATITUDES)
                .axis("longitude", "degrees_east", LONGITUDES)
                .floats("t", "K", dimensions, index -> temperature(falling[index[2]]))
                .floats("u", "m s**-1", dimensions, index -> 8)
                .floats("v", "m s**-1", dimensions, index -> -4)
                .floats("q", "kg kg**-1", dimensions, index -> 0.003)
                .floats("sp", "Pa", "valid_time latitude longitude", index -> 100_000)
                .write();
        final Era5 product = product("new.nc");
        assertThat(product.profileSteps(hour(0), hour(1))).containsExactly(hour(0));
        final MeteorologyProduct.Profiles same = product.profiles(hour(0));
        for (int i = 0; i < old.temperatureK().length; i++)
            assertThat(same.temperatureK()[i]).isCloseTo(old.temperatureK()[i], within(2e-3f));
        assertThat(same.winds().x()).containsExactly(old.winds().x(), within(1e-5f));
        assertThat(same.winds().y()).containsExactly(old.winds().y(), within(1e-5f));
    }

    @Test
    void halfLevelsAreThoseEcmwfPublishes() {
        oldPressureLevels(1);
        try (GridFile file = GridFile.open(folder.resolve("pl_20190503.nc"))) {
            final HybridLevels l137 = HybridLevels.of(file.variable("t"));
            assertThat(l137.levels()).isEqualTo(137);
            // column ph of the table, hPa for 1013.25 at the ground
            assertThat(l137.halfPa(60, 101_325)).isCloseTo(10_100.47, within(0.06));
            assertThat(l137.halfPa(96, 101_325)).isCloseTo(51_741.98, within(0.06));
            assertThat(l137.halfPa(136, 101_325)).isCloseTo(101_084.87, within(0.06));
            for (int n = 1; n <= 137; n++)
                assertThat(l137.halfPa(n, 101_325)).isGreaterThan(l137.halfPa(n - 1, 101_325));
        }
    }

    private void modelLevels(int first, int last) {
        modelLevels(first, last, file -> file);
    }

    /// @param more of the file with the profiles
    private void modelLevels(int first, int last, UnaryOperator<ClassicFileWriter> more) {
        final double[] numbers =
                IntStream.rangeClosed(first, last).asDoubleStream().toArray();
        final String dimensions = "valid_time model_level latitude longitude";
        more.apply(new ClassicFileWriter(folder.resolve("ml_20190503.nc")))
                .axis("valid_time", "seconds since 1970-01-01", BEGIN.getEpochSecond())
                .axis("model_level", "1", numbers)
                .axis("latitude", "degrees_north", LATITUDES)
                .axis("longitude", "degrees_east", LONGITUDES)
                .floats("t", "K", dimensions, index -> 200 + 0.5 * numbers[index[1]])
                .floats("u", "m s**-1", dimensions, index -> numbers[index[1]] == 110 ? 100 : 0)
                .floats("v", "m s**-1", dimensions, index -> 0)
                .floats("q", "kg kg**-1", dimensions, index -> 0.001)
                .write();
        new ClassicFileWriter(folder.resolve("lnsp_20190503.nc"))
                .axis("valid_time", "seconds since 1970-01-01", BEGIN.getEpochSecond())
                .axis("model_level", "1", 1)
                .axis("latitude", "degrees_north", LATITUDES)
                .axis("longitude", "degrees_east", LONGITUDES)
                .floats("lnsp", "Numeric", "valid_time model_level latitude longitude", index -> Math.log(101_325))
                .write();
    }

    @Test
    void modelLevelsAreLayersBetweenHalfLevels() {
        modelLevels(45, 137);
        final MeteorologyProduct.Profiles profiles = product().profiles(hour(0));
        assertThat(profiles.surfacePressurePa()[0]).isCloseTo(101_325, within(0.2f));
        double momentum = 0;
        for (int k = 0; k < levels.nz(); k++)
            momentum += profiles.winds().x()[k] * levels.thickness(k) * (101_325 - levels.topPa());
        assertThat(momentum)
                .as("of level 110, from 778.4661 to 795.6396 hPa")
                .isCloseTo(100 * (79_563.96 - 77_846.61), within(15.0));
        assertThat(profiles.temperatureK()[0]).isBetween(255f, 268.5f);
    }

    @Test
    void levelsThatDoNotReachGroundOrTopAreNamed() {
        modelLevels(46, 137);
        assertThatThrownBy(() -> product().profiles(hour(0)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("but not level 45, expected all from 137 at the ground");
        modelLevels(45, 136);
        assertThatThrownBy(() -> product().profiles(hour(0))).hasMessageContaining("but not level 137");
    }

    @Test
    void halfLevelsOfTheFileHaveItsUnits() {
        modelLevels(45, 137);
        final MeteorologyProduct.Profiles expected = product().profiles(hour(0));
        final HybridLevels l137;
        try (GridFile file = GridFile.open(folder.resolve("ml_20190503.nc"))) {
            l137 = HybridLevels.of(file.variable("t"));
        }
        final double[] hPa = Arrays.stream(l137.aPa()).map(a -> a / 100).toArray();
        modelLevels(45, 137, file -> file.axis("hyai", "hPa", hPa).axis("hybi", "1", l137.b()));
        assertThat(product().profiles(hour(0)).temperatureK()).containsExactly(expected.temperatureK(), within(1e-4f));
    }

    @Test
    void halfLevelsThatDoNotReachTheGroundAreNamedWithTheirFile() {
        modelLevels(45, 137, file -> file.axis("hyai", "Pa", 0, 0).axis("hybi", "1", 0, 0.99));
        assertThatThrownBy(() -> product().profiles(hour(0)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ml_20190503.nc: variable u lies on levels that cannot be used")
                .hasMessageContaining("the last 0.99, expected");
    }

    @Test
    void heatGatheredOverHoursIsAMeanBetweenThem() {
        oldPressureLevels(1);
        new ClassicFileWriter(folder.resolve("sfc_20190503.nc"))
                .axis("longitude", "degrees_east", LONGITUDES)
                .axis("latitude", "degrees_north", LATITUDES)
                .axis("time", "hours since 1900-01-01 00:00:00.0", hours(0, 4))
                .floats("blh", "m", "time latitude longitude", index -> 500)
                .floats("zust", "m s**-1", "time latitude longitude", index -> 0.3)
                .floats("sshf", "J m**-2", "time latitude longitude", index -> -36_000 * index[0])
                .write();
        final Era5 product = product();
        assertThat(product.surface(hour(1)).sensibleHeatFlux()[0]).isCloseTo(15, within(1e-4f));
        assertThat(product.surfaceSteps(hour(0), hour(3))).containsExactly(hour(0), hour(1), hour(2));
        assertThat(new FileMeteorology(product).missing(hour(0), hour(3)))
                .containsExactly(
                        "2019-05-03T00:00Z to 03:00Z: no profiles; expected *20190503*.nc in " + folder
                                + " with u, v, t, q, and sp or lnsp",
                        "2019-05-03T03:00Z: no surface fields; expected *20190503*.nc in " + folder
                                + " with blh, zust, and ishf, or sshf of this hour and the next");
    }

    /// The last three months of a request came in a second form, the other form missing.
    @Test
    void ofTwoFormsOfATimeTheOneThatIsThereIsTaken() {
        new ClassicFileWriter(folder.resolve("sfc_20190503.nc"))
                .axis("longitude", "degrees_east", LONGITUDES)
                .axis("latitude", "degrees_north", LATITUDES)
                .axis("expver", "", 1, 5)
                .axis("time", "hours since 1900-01-01 00:00:00.0", hours(0, 2))
                .packed(
                        "blh",
                        "m",
                        "time expver latitude longitude",
                        0.1,
                        1000,
                        index -> index[0] == index[1] ? 700 + index[0] : Double.NaN)
                .packed(
                        "zust",
                        "m s**-1",
                        "time expver latitude longitude",
                        1e-4,
                        0.5,
                        index -> index[0] == index[1] ? 0.3 : Double.NaN)
                .packed(
                        "ishf",
                        "W m**-2",
                        "time expver latitude longitude",
                        0.01,
                        0,
                        index -> index[0] == index[1] ? -10 : Double.NaN)
                .write();
        assertThat(product().surface(hour(0)).boundaryLayerHeightM()[3]).isCloseTo(700, within(0.1f));
        assertThat(product().surface(hour(1)).boundaryLayerHeightM()[3]).isCloseTo(701, within(0.1f));
    }

    /// A file of the old Climate Data Store: 100 to 350 hPa, so it is held against a model that lies there.
    @Test
    void aRealFilesLevelsAreIntegratedAsTheyStand() throws Exception {
        final Path real = RealFiles.at("data/meteorology/era5/met-accf-pl.nc");
        Files.copy(real, folder.resolve("pl.nc"));
        final float[] raw;
        final double scale;
        final double offset;
        final double[] latitudes;
        final double[] longitudes;
        final double[] hours;
        try (NetcdfFile file = NetcdfFile.open(real.toString())) {
            final var t = file.findVariable("t");
            raw = (float[]) t.read().get1DJavaArray(float.class);
            scale = t.findAttribute("scale_factor").getNumericValue().doubleValue();
            offset = t.findAttribute("add_offset").getNumericValue().doubleValue();
            latitudes = (double[]) file.findVariable("latitude").read().get1DJavaArray(double.class);
            longitudes = (double[]) file.findVariable("longitude").read().get1DJavaArray(double.class);
            hours = (double[]) file.findVariable("time").read().get1DJavaArray(double.class);
        }
        new ClassicFileWriter(folder.resolve("sp.nc"))
                .axis("longitude", "degrees_east", longitudes)
                .axis("latitude", "degrees_north", latitudes)
                .axis("time", "hours since 1900-01-01 00:00:00.0", hours)
                .floats("sp", "Pa", "time latitude longitude", index -> 43_000)
                .write();
        final SigmaLevels high = new SigmaLevels(List.of(1.0, 0.6, 0.35, 0.1, 0.0), 9000);
        final Grid cells = new LatLonGrid(49.875, 50.875, 0.25, 12, 10); // centres are the file's places
        final Instant step = Instant.parse("1900-01-01T00:00:00Z").plusSeconds(3600L * (long) hours[1]);
        final MeteorologyProduct.Profiles profiles = new Era5(
                        cells,
                        high,
                        new MeteorologySettings(MeteorologyKind.ERA5, 0, folder, List.of("pl.nc", "sp.nc"), false, 40),
                        pool)
                .profiles(step);
        final double[] hPa = {100, 125, 150, 175, 200, 225, 250, 300, 350};
        for (int cell = 0; cell < cells.cells(); cell += 7) {
            final int j = (int) Math.round((latitudes[0] - cells.latitude(cell)) / 0.25);
            final int i = (int) Math.round((cells.longitude(cell) - longitudes[0]) / 0.25);
            final double[] profile = new double[hPa.length];
            for (int l = 0; l < hPa.length; l++)
                profile[l] = raw[((hPa.length + l) * latitudes.length + j) * longitudes.length + i] * scale + offset;
            for (int k = 0; k < high.nz(); k++)
                assertThat((double) profiles.temperatureK()[cell * high.nz() + k])
                        .isCloseTo(
                                mean(hPa, profile, high.edgePa(k + 1, 43_000), high.edgePa(k, 43_000)), within(2e-3));
        }
    }

    /// By ten thousand slices of what is linear between the levels and constant beyond.
    private static double mean(double[] hPa, double[] values, double topPa, double bottomPa) {
        final int slices = 10_000;
        double sum = 0;
        for (int s = 0; s < slices; s++) {
            final double p = (topPa + (s + 0.5) / slices * (bottomPa - topPa)) / 100;
            final int at = Math.abs(Arrays.binarySearch(hPa, p) + 1);
            if (at == 0) sum += values[0];
            else if (at >= hPa.length) sum += values[hPa.length - 1];
            else {
                final double share = (p - hPa[at - 1]) / (hPa[at] - hPa[at - 1]);
                sum += (1 - share) * values[at - 1] + share * values[at];
            }
        }
        return sum / slices;
    }

    @Test
    void realModelLevelsThatAreOnlyAloftAreRefused() throws Exception {
        final Path real = RealFiles.at("data/meteorology/era5/met-ecmwf-ml.nc");
        try (GridFile file = GridFile.open(real)) {
            assertThat(HybridLevels.of(file.variable("t")).levels()).isEqualTo(137);
        }
        Files.copy(real, folder.resolve("ml.nc"));
        Files.copy(RealFiles.at("data/meteorology/era5/met-ecmwf-lnsp.nc"), folder.resolve("lnsp.nc"));
        final Instant step = Instant.ofEpochSecond(1_559_278_800);
        final Era5 product = product("ml.nc", "lnsp.nc");
        assertThat(product.profileSteps(step, step)).as("there are no winds").isEmpty();
        assertThat(new FileMeteorology(product).missing(step, step).getFirst())
                .startsWith("2019-05-31T05:00Z: no profiles; expected ml.nc and lnsp.nc in");
    }
}
