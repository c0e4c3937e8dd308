package org.fluxwatch.deploy.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.fluxwatch.assimilate.model.parallel.NumericsPool;
import org.fluxwatch.deploy.twin.Netcdf4File;
import org.fluxwatch.deploy.twin.NetcdfVariable;
import org.fluxwatch.deploy.twin.Values;

/// Writes invented global MERRA-2 files in the real layout: names, dimensions, fills, chunks, shuffle and deflate.
///
/// Values are waves and a noise of thousandths of them, of which 10 bits of the mantissa are kept, so that files
/// deflate to about what real ones do: five variables of layers to some 100 MB each.
final class Merra2Day {
    private static final int NX = 576;
    private static final int NY = 361;
    private static final int PLACES = NX * NY;
    private static final int LAYERS = 72;
    private static final int LAYERS_OF_EQUAL_PRESSURE = 28;
    private static final double TOP_PA = 1;
    private static final double LOWEST_OF_EQUAL_PRESSURE_PA = 3380;
    private static final float FILL = 1e15f;
    private static final int DEFLATE_LEVEL = 1;
    private static final int DROPPED_BITS = 13;
    private static final int WAVES = 10;
    private static final double NOISE = 0.002;

    private final Path folder;
    private final int[] tile;
    private final Random random = new Random(2019);
    private final double[][] cosines = new double[WAVES][NX];
    private final double[][] sines = new double[WAVES][NX];
    private final double[][] shapes = new double[WAVES][NY];

    /// A value where the waves are so high, -3 to 3 or so, and the sine of latitude is that.
    @FunctionalInterface
    private interface Shape {
        double at(double wave, double sine);
    }

    /// The shape in one layer, 0 at the top.
    @FunctionalInterface
    private interface Layered {
        Shape layer(int layer);
    }

    /// @param tile rows and columns of a chunk
    Merra2Day(Path folder, int... tile) {
        this.folder = folder;
        this.tile = tile.clone();
        for (int k = 0; k < WAVES; k++) {
            for (int i = 0; i < NX; i++) {
                cosines[k][i] = Math.cos(2 * Math.PI * (k + 1) * (k + 1) * i / NX);
                sines[k][i] = Math.sin(2 * Math.PI * (k + 1) * (k + 1) * i / NX);
            }
            final double phase = 2 * Math.PI * random.nextDouble();
            for (int j = 0; j < NY; j++)
                shapes[k][j] = Math.sin(Math.PI * (k + 2) * (k + 2) * j / NY + phase) * 1.2 / (k + 1);
        }
    }

    /// @param times how many, every three hours from 00:00 on
    /// @return the file; one that is there is left as it is
    Path writeProfiles(LocalDate day, int times) throws IOException {
        final Path path = path("inst3_3d_asm_Nv", day);
        if (Files.exists(path)) return path;
        final Path part = path.resolveSibling(path.getFileName() + ".part");
        final Netcdf4File file = new Netcdf4File();
        axes(file, day + " 00:00:00", times, 180);
        file.add(new NetcdfVariable(
                "lev",
                List.of("lev"),
                new Values.Doubles(
                        IntStream.rangeClosed(1, LAYERS).asDoubleStream().toArray()),
                new Values.Doubles(new double[] {FILL}),
                Map.of("long_name", "vertical level", "units", "layer", "positive", "down")));
        layers(file, "U", "m s-1", false, layer -> {
            final double aloft = aloft(layer);
            return (wave, sine) -> aloft * (25 * (1 - sine * sine) + 15 * wave);
        });
        layers(file, "V", "m s-1", false, layer -> {
            final double aloft = aloft(layer);
            return (wave, sine) -> aloft * 15 * wave;
        });
        layers(file, "T", "K", false, layer -> {
            final double mean = Math.max(225, 298 * Math.pow(edge(layer + 1, 1e5) / 1e5, 0.19));
            return (wave, sine) -> mean - 20 * sine * sine + 4 * wave;
        });
        layers(file, "QV", "kg kg-1", false, layer -> {
            final double mean = 3e-6 + 0.012 * Math.pow(edge(layer + 1, 1e5) / 1e5, 3);
            return (wave, sine) -> mean * (1.1 - sine * sine) * Math.max(0.05, 1 + 0.3 * wave);
        });
        layers(
                file,
                "DELP",
                "Pa",
                true,
                layer -> (wave, sine) -> edge(layer + 1, surface(wave)) - edge(layer, surface(wave)));
        places(file, "PS", "Pa", (wave, sine) -> surface(wave));
        file.write(part);
        return Files.move(part, path);
    }

    /// @param firstHour of the means
    /// @param times how many, every hour
    Path writeSurface(LocalDate day, int firstHour, int times) throws IOException {
        final Path path = path("tavg1_2d_flx_Nx", day);
        if (Files.exists(path)) return path;
        final Path part = path.resolveSibling(path.getFileName() + ".part");
        final Netcdf4File file = new Netcdf4File();
        axes(file, String.format(Locale.ROOT, "%s %02d:30:00", day, firstHour), times, 60);
        places(file, "PBLH", "m", (wave, sine) -> Math.max(60, 900 + 300 * wave));
        places(file, "USTAR", "m s-1", (wave, sine) -> Math.max(0.02, 0.3 + 0.1 * wave));
        places(file, "HFLUX", "W m-2", (wave, sine) -> 20 + 40 * wave);
        file.write(part);
        return Files.move(part, path);
    }

    private Path path(String collection, LocalDate day) {
        return folder.resolve("MERRA2_400." + collection + "." + day.format(DateTimeFormatter.BASIC_ISO_DATE) + ".nc4");
    }

    private static void axes(Netcdf4File file, String since, int times, int minutes) {
        final Values.Doubles none = new Values.Doubles(new double[] {FILL});
        file.add(new NetcdfVariable(
                "lon",
                List.of("lon"),
                new Values.Doubles(IntStream.range(0, NX)
                        .mapToDouble(i -> -180 + 0.625 * i)
                        .toArray()),
                none,
                Map.of("long_name", "longitude", "units", "degrees_east")));
        file.add(new NetcdfVariable(
                "lat",
                List.of("lat"),
                new Values.Doubles(
                        IntStream.range(0, NY).mapToDouble(j -> -90 + 0.5 * j).toArray()),
                none,
                Map.of("long_name", "latitude", "units", "degrees_north")));
        file.add(new NetcdfVariable(
                "time",
                List.of("time"),
                new Values.Ints(IntStream.range(0, times).map(t -> t * minutes).toArray()),
                new Values.Ints(new int[] {Integer.MIN_VALUE}),
                Map.of("long_name", "time", "units", "minutes since " + since)));
    }

    /// @param alike whether all layers have the waves of the ground
    private void layers(Netcdf4File file, String name, String units, boolean alike, Layered field) {
        final int[] chunk = {1, 1, tile[0], tile[1]};
        file.addSlabs(
                name,
                List.of("time", "lev", "lat", "lon"),
                chunk,
                DEFLATE_LEVEL,
                FILL,
                Map.of("units", units),
                time -> {
                    final float[] values = new float[LAYERS * PLACES];
                    try (NumericsPool pool = new NumericsPool(NumericsPool.orOnePerCore(0))) {
                        pool.forEach(
                                LAYERS,
                                (layer, _) ->
                                        fill(values, layer * PLACES, time, alike ? 0 : layer, field.layer(layer)));
                    }
                    return values;
                });
    }

    private void places(Netcdf4File file, String name, String units, Shape field) {
        final int[] chunk = {1, tile[0], tile[1]};
        file.addSlabs(name, List.of("time", "lat", "lon"), chunk, DEFLATE_LEVEL, FILL, Map.of("units", units), time -> {
            final float[] values = new float[PLACES];
            fill(values, 0, time, 0, field);
            return values;
        });
    }

    private void fill(float[] values, int at, int time, int layer, Shape shape) {
        final double[] row = new double[NX];
        for (int j = 0; j < NY; j++) {
            Arrays.fill(row, 0);
            for (int k = 0; k < WAVES; k++) {
                final double phase = 0.3 * time + 0.05 * layer * (k + 1);
                final double cosine = shapes[k][j] * Math.cos(phase);
                final double sine = shapes[k][j] * Math.sin(phase);
                for (int i = 0; i < NX; i++) row[i] += cosine * cosines[k][i] - sine * sines[k][i];
            }
            final double sine = Math.sin(Math.toRadians(-90 + 0.5 * j));
            for (int i = 0; i < NX; i++) {
                final int place = at + j * NX + i;
                values[place] = rounded(
                        (float) shape.at(row[i] + NOISE * noise(j * NX + i + PLACES * (layer + LAYERS * time)), sine));
            }
        }
    }

    private static float rounded(float value) {
        return Float.intBitsToFloat(
                Float.floatToRawIntBits(value) + (1 << DROPPED_BITS - 1) >> DROPPED_BITS << DROPPED_BITS);
    }

    /// -1 to 1, as if by chance.
    private static double noise(int seed) {
        int bits = seed * 0x9E37_79B9;
        bits = (bits ^ bits >>> 15) * 0x85EB_CA6B;
        return (bits ^ bits >>> 13) * 0x1p-31;
    }

    private static double surface(double wave) {
        return 97_000 + 1500 * wave;
    }

    /// Edge above layer k; the layers above 33.8 hPa lie at the same pressures everywhere.
    private static double edge(int k, double surfacePa) {
        if (k <= LAYERS_OF_EQUAL_PRESSURE)
            return TOP_PA * Math.pow(LOWEST_OF_EQUAL_PRESSURE_PA / TOP_PA, (double) k / LAYERS_OF_EQUAL_PRESSURE);
        final double share = (double) (k - LAYERS_OF_EQUAL_PRESSURE) / (LAYERS - LAYERS_OF_EQUAL_PRESSURE);
        return LOWEST_OF_EQUAL_PRESSURE_PA + share * (surfacePa - LOWEST_OF_EQUAL_PRESSURE_PA);
    }

    private static double aloft(int layer) {
        return Math.max(0.3, 1 - Math.abs(edge(layer, 1e5) - 25_000) / 75_000);
    }
}
