package org.fluxwatch.deploy.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.inputs.SyntheticCo2;
import org.fluxwatch.contract.grid.SigmaLevels;
import org.fluxwatch.deploy.twin.Netcdf4File;
import org.fluxwatch.deploy.twin.NetcdfVariable;
import org.fluxwatch.deploy.twin.Values;

/// Writes invented days of CarbonTracker mole fractions (CT2022, glb3x2) in the real size and layout: names,
/// dimensions, units, fills, shuffle and deflate. Chunks are not known; netCDF's own choice is a step of a variable.
///
/// Values keep all bits of a noise, so that a day deflates as little as a real one (97 MB) does.
final class CarbonTrackerDay {
    static final int TIMES = 8;
    private static final int LAYERS = 34;
    private static final int NY = 90;
    private static final int NX = 120;
    private static final int COLUMNS = NY * NX;
    private static final int DEFLATE_LEVEL = 2;
    private static final float FILL = -1e34f;
    private static final double TOP_PA = 10;

    private final Path folder;
    private final int timesPerChunk;
    private final SigmaLevels levels = new SigmaLevels(
            IntStream.rangeClosed(0, LAYERS)
                    .mapToObj(e -> 1 - Math.pow(e / (double) LAYERS, 1.5))
                    .toList(),
            TOP_PA);
    private final SplittableRandom random = new SplittableRandom(2022);

    /// A value by time, layer and column.
    @FunctionalInterface
    private interface Field {
        double at(int time, int level, int column);
    }

    CarbonTrackerDay(Path folder, int timesPerChunk) {
        this.folder = folder;
        this.timesPerChunk = timesPerChunk;
    }

    private static double latitude(int column) {
        final int row = column / NX;
        return -89 + 2.0 * row;
    }

    private static double longitude(int column) {
        return -178.5 + 3.0 * (column % NX);
    }

    private static double surfacePa(int column) {
        return 101_000
                - 35_000
                        * Math.exp(
                                -Math.pow((latitude(column) - 33) / 8, 2) - Math.pow((longitude(column) - 88) / 14, 2));
    }

    Path write(LocalDate day) throws IOException {
        final Path path = folder.resolve("CT2022.molefrac_glb3x2_" + day + ".nc");
        final float[] co2 = co2(day);
        final Netcdf4File file = new Netcdf4File();
        axes(file, day);
        layers(
                file,
                "co2",
                "level",
                "micromol mol-1",
                "mole_fraction_of_carbon_dioxide_in_air",
                (t, k, c) -> co2[(t * LAYERS + k) * COLUMNS + c]);
        layers(
                file,
                "pressure",
                "boundary",
                "Pa",
                "air_pressure_at_level_boundaries",
                (t, e, c) -> levels.edgePa(e, surfacePa(c)));
        layers(
                file,
                "gph",
                "boundary",
                "m",
                "geopotential_height_at_level_boundaries",
                (t, e, c) -> noisy(7_000 * Math.log(SigmaLevels.STANDARD_PA / levels.edgePa(e, surfacePa(c)))));
        layers(file, "temperature", "level", "K", "air_temperature", (t, k, c) -> noisy(285 - 2.2 * k));
        layers(
                file,
                "specific_humidity",
                "level",
                "kg kg-1",
                "specific_humidity",
                (t, k, c) -> noisy(0.01 * Math.exp(-k / 6.0)));
        layers(file, "u", "level", "m s-1", "eastward_wind", (t, k, c) -> noisy(8 + k));
        layers(file, "v", "level", "m s-1", "northward_wind", (t, k, c) -> noisy(3));
        layers(
                file,
                "air_mass",
                "level",
                "kg",
                "mass_of_air_in_layer",
                (t, k, c) -> noisy(levels.thickness(k) * 7e14 * Math.cos(Math.toRadians(latitude(c)))));
        places(file, "blh", "m", List.of("time", "latitude", "longitude"), TIMES, 800);
        places(file, "orography", "m2 s-2", List.of("latitude", "longitude"), 1, 3_000);
        file.write(path);
        return path;
    }

    private float[] co2(LocalDate day) {
        final SyntheticCo2 global = new SyntheticCo2(2019);
        final float[] co2 = new float[TIMES * LAYERS * COLUMNS];
        final double[] ppm = new double[LAYERS];
        for (int t = 0; t < TIMES; t++) {
            final Instant time = day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(5_400 + 10_800L * t);
            for (int c = 0; c < COLUMNS; c++) {
                global.profile(time, latitude(c), longitude(c), levels, surfacePa(c), ppm);
                for (int k = 0; k < LAYERS; k++)
                    co2[(t * LAYERS + k) * COLUMNS + c] = (float) (ppm[k] + 0.2 * (random.nextDouble() - 0.5));
            }
        }
        return co2;
    }

    private double noisy(double value) {
        return value * (1 + 0.02 * (random.nextDouble() - 0.5));
    }

    private static void axes(Netcdf4File file, LocalDate day) {
        final double begin = day.toEpochDay() - LocalDate.of(2000, 1, 1).toEpochDay();
        file.attribute("Conventions", "CF-1.5");
        axis(file, "time", "days since 2000-01-01 00:00:00 UTC", TIMES, t -> begin + (1.5 + 3 * t) / 24);
        axis(file, "level", "1", LAYERS, k -> k + 1);
        axis(file, "boundary", "1", LAYERS + 1, e -> e + 1);
        axis(file, "latitude", "degrees_north", NY, j -> -89 + 2.0 * j);
        axis(file, "longitude", "degrees_east", NX, i -> -178.5 + 3.0 * i);
        axis(file, "calendar_components", "1", 6, n -> n + 1);
        final double[] decimal = IntStream.range(0, TIMES)
                .mapToDouble(t -> day.getYear() + (day.getDayOfYear() - 1 + (1.5 + 3 * t) / 24) / day.lengthOfYear())
                .toArray();
        file.add(new NetcdfVariable(
                "decimal_date",
                List.of("time"),
                new Values.Doubles(decimal),
                new Values.Doubles(new double[] {FILL}),
                Map.of("units", "years")));
        file.add(new NetcdfVariable(
                "time_components",
                List.of("time", "calendar_components"),
                new Values.Ints(components(day)),
                new Values.Ints(new int[] {-9}),
                Map.of("units", "NA")));
    }

    private static int[] components(LocalDate day) {
        return IntStream.range(0, TIMES)
                .mapToObj(t -> day.atTime(1, 30).plusHours(3L * t))
                .flatMapToInt(CarbonTrackerDay::components)
                .toArray();
    }

    private static IntStream components(LocalDateTime time) {
        return IntStream.of(
                time.getYear(), time.getMonthValue(), time.getDayOfMonth(), time.getHour(), time.getMinute(), 0);
    }

    private static void axis(
            Netcdf4File file, String name, String units, int n, java.util.function.IntToDoubleFunction value) {
        file.add(new NetcdfVariable(
                name,
                List.of(name),
                new Values.Doubles(IntStream.range(0, n).mapToDouble(value).toArray()),
                new Values.Doubles(new double[] {FILL}),
                Map.of("units", units)));
    }

    private void layers(Netcdf4File file, String name, String vertical, String units, String longName, Field field) {
        final int n = vertical.equals("level") ? LAYERS : LAYERS + 1;
        final float[] values = new float[TIMES * n * COLUMNS];
        for (int t = 0; t < TIMES; t++)
            for (int k = 0; k < n; k++)
                for (int c = 0; c < COLUMNS; c++) values[(t * n + k) * COLUMNS + c] = (float) field.at(t, k, c);
        file.add(
                new NetcdfVariable(
                        name,
                        List.of("time", vertical, "latitude", "longitude"),
                        new Values.Floats(values),
                        new Values.Floats(new float[] {FILL}),
                        Map.of("units", units, "long_name", longName)),
                new int[] {timesPerChunk, n, NY, NX},
                DEFLATE_LEVEL);
    }

    private void places(Netcdf4File file, String name, String units, List<String> dimensions, int times, double mean) {
        final float[] values = new float[times * COLUMNS];
        for (int i = 0; i < values.length; i++) values[i] = (float) noisy(mean);
        file.add(new NetcdfVariable(
                name,
                dimensions,
                new Values.Floats(values),
                new Values.Floats(new float[] {FILL}),
                Map.of("units", units)));
    }
}
