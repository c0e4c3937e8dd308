package org.fluxwatch.assimilate.inputs.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.fluxwatch.assimilate.inputs.flux.TestFile.even;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.settings.InputSettings.FluxCategory;
import org.fluxwatch.contract.settings.InputSettings.FluxFormat;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each format on its own grid, from a file in its layout to the model: what the file emits within the domain is what
/// the model gets.
class MassOfFilesTest {
    private static final double SOUTH = 29;
    private static final double NORTH = 41;
    private static final double WEST = 108;
    private static final double EAST = 124;
    private static final double CARBON = 1e6 / 12.011;
    private static final double CARBON_DIOXIDE = 1e6 / 44.0095;

    @TempDir
    Path folder;

    static Stream<Grid> grids() {
        return Stream.of(new StereographicGrid(35, 116, 64, 40, 34), new LatLonGrid(100, 25, 0.7, 45, 30));
    }

    /// Values within the blob, which lies inside both domains, and 0 elsewhere; as the file holds them.
    private static float value(double latitude, double longitude) {
        final boolean inside = latitude > SOUTH && latitude < NORTH && longitude > WEST && longitude < EAST;
        return inside ? (float) (1 + Math.sin(3 * latitude) * Math.cos(2 * longitude)) : 0;
    }

    private static double[] values(double[] latitudes, double[] longitudes, double factor) {
        final double[] values = new double[latitudes.length * longitudes.length];
        for (int j = 0; j < latitudes.length; j++)
            for (int i = 0; i < longitudes.length; i++)
                values[j * longitudes.length + i] = (float) (factor * value(latitudes[j], longitudes[i]));
        return values;
    }

    private static double areaM2(double latitude, double degrees) {
        return Sphere.RADIUS_M
                * Sphere.RADIUS_M
                * Math.toRadians(degrees)
                * (Math.sin(Math.toRadians(latitude + degrees / 2)) - Math.sin(Math.toRadians(latitude - degrees / 2)));
    }

    /// Σ value x area over the file's cells.
    private static double total(double[] values, double[] latitudes, double[] longitudes) {
        double sum = 0;
        for (int j = 0; j < latitudes.length; j++)
            for (int i = 0; i < longitudes.length; i++)
                sum += values[j * longitudes.length + i] * areaM2(latitudes[j], Math.abs(latitudes[1] - latitudes[0]));
        return sum;
    }

    private static double total(Grid grid, double[] field) {
        double sum = 0;
        for (int cell = 0; cell < field.length; cell++) sum += field[cell] * grid.areaM2(cell);
        return sum;
    }

    private static void requireSame(double model, double file) {
        assertThat(model / file).isCloseTo(1, within(1e-10));
    }

    private static double[] repeated(double[] values, int times) {
        final double[] all = new double[values.length * times];
        for (int t = 0; t < times; t++) System.arraycopy(values, 0, all, t * values.length, values.length);
        return all;
    }

    @ParameterizedTest
    @MethodSource("grids")
    void carbonTracker(Grid grid) throws IOException {
        final double[] latitudes = even(-89.5, 1, 180);
        final double[] longitudes = even(-179.5, 1, 360);
        final double[] values = values(latitudes, longitudes, 1e-6);
        new TestFile()
                .axis("latitude", latitudes, "degrees_north")
                .axis("longitude", longitudes, "degrees_east")
                .axis("time", even(1.5 / 24, 0.125, 8), "days since 2019-05-01 00:00:00 UTC")
                .variable(
                        "bio_flux_opt",
                        "time latitude longitude",
                        repeated(values, 8),
                        "units",
                        "mol m-2 s-1",
                        "_FillValue",
                        -1e34,
                        "comment",
                        "time-interval average, centered on times in the time axis")
                .write(folder.resolve("CT2022.flux1x1.20190501.nc"));
        final double[] field = TestSource.of(FluxCategory.BIOSPHERE, FluxFormat.CARBONTRACKER, folder)
                .on(grid)
                .at(Instant.parse("2019-05-01T10:00:00Z"))
                .getFirst();
        requireSame(total(grid, field), 1e6 * total(values, latitudes, longitudes));
    }

    @ParameterizedTest
    @MethodSource("grids")
    void odiac(Grid grid) throws IOException {
        final double[] latitudes = even(-89.5, 1, 180);
        final double[] longitudes = even(-179.5, 1, 360);
        final double[] land = values(latitudes, longitudes, 1);
        final double[] bunker = values(latitudes, longitudes, 0.25);
        new TestFile()
                .axis("lat", latitudes, "degrees_north")
                .axis("lon", longitudes, "degrees_east")
                .dimension("month", 12)
                .variable("month", "month", even(1, 1, 12))
                .variable("land", "month lat lon", repeated(land, 12), "units", "gC/m2/d")
                .variable("intl_bunker", "month lat lon", repeated(bunker, 12), "units", "gC/m2/d")
                .write(folder.resolve("odiac2022_1x1d_2019.nc"));
        final List<double[]> fields = TestSource.of(FluxCategory.FOSSIL, FluxFormat.ODIAC, folder)
                .on(grid)
                .at(Instant.parse("2019-05-01T10:00:00Z"));
        assertThat(fields).hasSize(2);
        requireSame(
                total(grid, fields.get(0)) + total(grid, fields.get(1)),
                CARBON / 86_400 * (total(land, latitudes, longitudes) + total(bunker, latitudes, longitudes)));
    }

    @ParameterizedTest
    @MethodSource("grids")
    void edgar(Grid grid) throws IOException {
        final double[] latitudes = even(-89.95, 0.1, 1800);
        final double[] longitudes = even(0.05, 0.1, 3600);
        final double[] values = values(latitudes, longitudes, 1e-8);
        new TestFile()
                .axis("lat", latitudes, "degrees_north")
                .axis("lon", longitudes, "degrees_east")
                .variable(
                        "emi_co2",
                        "lat lon",
                        values,
                        "units",
                        "kg m-2 s-1",
                        "standard_name",
                        "tendency_of_atmosphere_mass_content_of_carbon_dioxide_due_to_emission")
                .write(folder.resolve("v6.0_CO2_excl_short-cycle_org_C_2019_TOTALS.0.1x0.1.nc"));
        final double[] field = TestSource.of(FluxCategory.FOSSIL, FluxFormat.EDGAR, folder)
                .on(grid)
                .at(Instant.parse("2019-05-01T10:00:00Z"))
                .getFirst();
        requireSame(total(grid, field), 1e3 * CARBON_DIOXIDE * total(values, latitudes, longitudes));
    }

    @ParameterizedTest
    @MethodSource("grids")
    void tonnesInEachCell(Grid grid) throws IOException {
        final double[] latitudes = even(59.875, -0.25, 200);
        final double[] longitudes = even(70.125, 0.25, 320);
        final double[] values = values(latitudes, longitudes, 1000);
        new TestFile()
                .axis("lat", latitudes, "degrees_north")
                .axis("lon", longitudes, "degrees_east")
                .variable("co2", "lat lon", values, "units", "Mg month-1")
                .write(folder.resolve("meic_201905.nc"));
        final double[] field = TestSource.cf(FluxCategory.FOSSIL, folder)
                .files("meic_{yyyy}{MM}.nc")
                .variable("co2")
                .units("MgCO2 month-1")
                .on(grid)
                .at(Instant.parse("2019-05-31T23:00:00Z"))
                .getFirst();
        requireSame(
                total(grid, field),
                1e6 * CARBON_DIOXIDE / (31 * 86_400.0) * Arrays.stream(values).sum());
    }

    /// Two plant functional types; the second has no area at sea, where its values are missing.
    @ParameterizedTest
    @MethodSource("grids")
    void sib4(Grid grid) throws IOException {
        final double[] latitudes = even(-89.75, 0.5, 360);
        final double[] longitudes = even(-179.75, 0.5, 720);
        final int size = latitudes.length * longitudes.length;
        final double[] blob = values(latitudes, longitudes, 4);
        final double[] respiration = new double[2 * size];
        final double[] assimilation = new double[2 * size];
        final double[] area = new double[2 * size];
        final double[] mean = new double[size];
        for (int at = 0; at < size; at++) {
            final boolean land = blob[at] != 0;
            area[at] = land ? 0.25 : 0;
            area[size + at] = land ? 0.75 : 0;
            respiration[at] = land ? (float) blob[at] : -1e30;
            respiration[size + at] = land ? (float) (0.5 * blob[at]) : -1e30;
            for (int p = 0; p < 2; p++) assimilation[p * size + at] = land ? 2 * respiration[p * size + at] : -1e30;
            mean[at] = land ? 0.25 * respiration[at] + 0.75 * respiration[size + at] : 0;
        }
        new TestFile()
                .axis("lat", latitudes, "degrees_north")
                .axis("lon", longitudes, "degrees_east")
                .dimension("npft", 2)
                .axis("time", new double[] {0.5, 1.5}, "hours since 2019-05-01")
                .variable("pft_area", "npft lat lon", area)
                .variable(
                        "resp_tot",
                        "time npft lat lon",
                        repeated(respiration, 2),
                        "units",
                        "umol m-2 s-1",
                        "_FillValue",
                        -1e30)
                .variable(
                        "assim",
                        "time npft lat lon",
                        repeated(assimilation, 2),
                        "units",
                        "micromol m-2 s-1",
                        "_FillValue",
                        -1e30)
                .write(folder.resolve("sib4-hourly-2019-05-01.nc"));
        final TestSource settings = TestSource.of(FluxCategory.BIOSPHERE, FluxFormat.SIB4, folder);
        final List<double[]> fields = settings.on(grid).at(Instant.parse("2019-05-01T01:00:00Z"));
        final double total = total(mean, latitudes, longitudes);
        requireSame(total(grid, fields.get(0)), total);
        requireSame(total(grid, fields.get(1)), -2 * total);
        final var parts = settings.prior(grid).at(Instant.parse("2019-05-01T01:00:00Z"));
        final int middle = grid.cellAt(35, 116);
        assertThat(parts.release()[middle])
                .isEqualTo((float) fields.get(0)[middle])
                .isPositive();
        assertThat(parts.uptake()[middle])
                .isEqualTo((float) fields.get(1)[middle])
                .isNegative();
    }

    @ParameterizedTest
    @MethodSource("grids")
    void gfed4(Grid grid) {
        final double[] latitudes = even(89.875, -0.25, 720);
        final double[] longitudes = even(-179.875, 0.25, 1440);
        final double[] carbon = values(latitudes, longitudes, 50);
        try (WritableHdfFile file = HdfFile.write(folder.resolve("GFED4.1s_2019.hdf5"))) {
            writeGrid(file, latitudes, longitudes);
            final WritableGroup emissions = file.putGroup("emissions");
            for (String month : List.of("05", "06")) {
                final WritableGroup group = emissions.putGroup(month);
                group.putDataset("C", table(carbon, latitudes.length)).putAttribute("units", "g C m-2 month-1");
                if (month.equals("06")) continue;
                final WritableGroup days = group.putGroup("daily_fraction");
                for (int day = 1; day <= 31; day++)
                    days.putDataset("day_" + day, table(share(day / 496.0, carbon.length), latitudes.length));
                final WritableGroup eighths = group.putGroup("diurnal_cycle");
                for (int e = 0; e < 8; e++)
                    eighths.putDataset(
                            "UTC_" + 3 * e + "-" + 3 * (e + 1) + "h",
                            table(share((e + 1) / 36.0, carbon.length), latitudes.length));
            }
        }
        final FluxSource source =
                TestSource.of(FluxCategory.FIRE, FluxFormat.GFED4, folder).on(grid);
        final double total = CARBON * total(carbon, latitudes, longitudes);
        final double[] fifthEighth =
                source.at(Instant.parse("2019-05-17T13:00:00Z")).getFirst();
        requireSame(total(grid, fifthEighth), total * (float) (17 / 496.0) * (float) (5 / 36.0) / 10_800);
        final double[] june = source.at(Instant.parse("2019-06-17T13:00:00Z")).getFirst();
        requireSame(total(grid, june), total / (30 * 86_400.0));
        assertThat(source.missing(Instant.parse("2019-05-31T00:00:00Z"), Instant.parse("2019-07-02T00:00:00Z")))
                .singleElement()
                .asString()
                .contains("no flux from 2019-07-01T00:00:00Z to 2019-07-02T00:00:00Z, expected GFED4.1s_2019.hdf5");
    }

    private static void writeGrid(WritableHdfFile file, double[] latitudes, double[] longitudes) {
        final float[][] latitude = new float[latitudes.length][longitudes.length];
        final float[][] longitude = new float[latitudes.length][longitudes.length];
        for (int j = 0; j < latitudes.length; j++)
            for (int i = 0; i < longitudes.length; i++) {
                latitude[j][i] = (float) latitudes[j];
                longitude[j][i] = (float) longitudes[i];
            }
        file.putDataset("lat", latitude);
        file.putDataset("lon", longitude);
    }

    private static double[] share(double value, int size) {
        final double[] shares = new double[size];
        Arrays.fill(shares, value);
        return shares;
    }

    private static float[][] table(double[] values, int rows) {
        final float[][] table = new float[rows][values.length / rows];
        for (int at = 0; at < values.length; at++)
            table[at / table[0].length][at % table[0].length] = (float) values[at];
        return table;
    }

    @ParameterizedTest
    @MethodSource("grids")
    void gfed5(Grid grid) throws IOException {
        final double[] latitudes = even(89.875, -0.25, 720);
        final double[] longitudes = even(-179.875, 0.25, 1440);
        final double[] values = values(latitudes, longitudes, 20);
        new TestFile()
                .axis("lat", latitudes, "degrees_north")
                .axis("lon", longitudes, "degrees_east")
                .dimension("time", 12)
                .variable("CO2", "time lat lon", repeated(values, 12), "units", "g m-2 month-1")
                .write(folder.resolve("GFED5_Beta_monthly_2019.nc"));
        final double[] field = TestSource.of(FluxCategory.FIRE, FluxFormat.GFED5, folder)
                .on(grid)
                .at(Instant.parse("2019-02-17T13:00:00Z"))
                .getFirst();
        requireSame(total(grid, field), CARBON_DIOXIDE * total(values, latitudes, longitudes) / (28 * 86_400.0));
    }
}
