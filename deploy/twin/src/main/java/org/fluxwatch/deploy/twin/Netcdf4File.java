package org.fluxwatch.deploy.twin;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import io.jhdf.api.Group;
import io.jhdf.api.WritableDataset;
import io.jhdf.api.WritableGroup;
import io.jhdf.object.datatype.DataType;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.IntFunction;
import java.util.function.LongFunction;

/// A netCDF-4 file in the making, by jHDF: data are chunked, shuffled and deflated, and no times are stored, so that
/// the same calls give the same bytes.
///
/// jHDF writes no references, so a variable has no DIMENSION_LIST; it names its dimensions by `_Netcdf4Coordinates`, as
/// the netCDF library itself writes and reads them. Nor does it keep the order of links, so that the library meets the
/// dimensions by name, which is how they are numbered here. No dimension is unlimited; one of length 0 looks so.
public final class Netcdf4File {
    private static final int DEFLATE_LEVEL = 5;
    private static final int CHUNK_ROWS = 8192;

    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final Map<String, Integer> sizes = new TreeMap<>();
    private final List<Planned> planned = new ArrayList<>();

    /// @param dataset of a name in a group
    private record Planned(
            NetcdfVariable variable, boolean hasFill, BiFunction<String, Group, WritableDataset> dataset) {}

    /// A global attribute.
    public void attribute(String name, String text) {
        attributes.put(name, text);
    }

    /// Adds a variable; the coordinates of its dimensions come before it. Chunks have up to 8192 rows.
    public void add(NetcdfVariable variable) {
        final int[] extent = extentOf(variable);
        final int[] chunk = extent.clone();
        chunk[0] = Math.clamp(extent[0], 1, CHUNK_ROWS);
        add(variable, extent, chunk, DEFLATE_LEVEL);
        if (variable.coordinate()) sizes.put(variable.path(), extent[0]);
    }

    /// Adds a variable with chunks of its own.
    ///
    /// @param chunk lengths along its dimensions
    /// @param deflateLevel 1 to 9; chunks are shuffled before
    public void add(NetcdfVariable variable, int[] chunk, int deflateLevel) {
        add(variable, extentOf(variable), chunk, deflateLevel);
    }

    private void add(NetcdfVariable variable, int[] extent, int[] chunk, int deflateLevel) {
        final Values values = variable.values();
        final BiFunction<String, Group, WritableDataset> dataset =
                switch (values) {
                    case Values.Characters v ->
                        plain(TextType.CHARACTER, extent, address -> ByteBuffer.wrap(v.array()));
                    case Values.Strings v ->
                        plain(TextType.STRING, extent, address -> TextType.stored(v.array(), address));
                    case Values.Floats v -> numbers(v, extent, chunk, deflateLevel);
                    case Values.Doubles v -> numbers(v, extent, chunk, deflateLevel);
                    case Values.UnsignedLongs v -> numbers(v, extent, chunk, deflateLevel);
                    case Values.Ints v -> numbers(v, extent, chunk, deflateLevel);
                    case Values.Shorts v -> numbers(v, extent, chunk, deflateLevel);
                    case Values.Bytes v -> numbers(v, extent, chunk, deflateLevel);
                    case Values.UnsignedBytes v -> numbers(v, extent, chunk, deflateLevel);
                };
        planned.add(new Planned(variable, false, dataset));
    }

    private static BiFunction<String, Group, WritableDataset> plain(
            DataType type, int[] extent, LongFunction<ByteBuffer> stored) {
        return (name, group) -> new PlainDataset(name, group, type, extent, stored);
    }

    private static BiFunction<String, Group, WritableDataset> numbers(
            Values values, int[] extent, int[] chunk, int deflateLevel) {
        final Object flat = Hdf5Arrays.of(values);
        if (Array.getLength(flat) == 0) {
            final Object one = Array.newInstance(flat.getClass().getComponentType(), 1);
            final DataType type = DataType.fromObject(one, Hdf5Arrays.unsigned(values));
            return plain(type, extent, address -> ByteBuffer.allocate(0));
        }
        final DatasetCreationOptions options = chunked(values, chunk, deflateLevel);
        return (name, group) -> new LateDataset(name, group, options, () -> Hdf5Arrays.nested(flat, extent));
    }

    /// Adds a variable of floats that are made when they are written; it has `_FillValue` and `missing_value`.
    ///
    /// @param chunk lengths along its dimensions
    /// @param deflateLevel 1 to 9; chunks are shuffled before
    /// @param slab all values at an index of the first dimension; the array may be the same each time
    public void addSlabs(
            String name,
            List<String> dimensions,
            int[] chunk,
            int deflateLevel,
            float fill,
            Map<String, String> attributes,
            IntFunction<float[]> slab) {
        final Values missing = new Values.Floats(new float[] {fill});
        final int[] extent = dimensions.stream().mapToInt(sizes::get).toArray();
        final DatasetCreationOptions options = chunked(missing, chunk, deflateLevel);
        planned.add(new Planned(
                new NetcdfVariable(name, dimensions, missing, missing, attributes),
                true,
                (own, group) -> new LateDataset(own, group, options, () -> Hdf5Arrays.stacked(slab, extent))));
    }

    private static DatasetCreationOptions chunked(Values values, int[] chunk, int deflateLevel) {
        final var options = DatasetCreationOptions.builder()
                .chunkDimensions(chunk)
                .shuffle()
                .deflate(deflateLevel);
        return (Hdf5Arrays.unsigned(values) ? options.unsigned() : options).build();
    }

    private int[] extentOf(NetcdfVariable variable) {
        final int length = Array.getLength(Hdf5Arrays.of(variable.values()));
        if (variable.coordinate()) return new int[] {length};
        final int[] extent = new int[variable.dimensions().size()];
        long product = 1;
        for (int d = 0; d < extent.length; d++) {
            final String dimension = variable.dimensions().get(d);
            if (!sizes.containsKey(dimension))
                throw new IllegalStateException("variable " + variable.path() + " has dimension " + dimension
                        + ", which has no coordinate yet");
            extent[d] = sizes.get(dimension);
            product *= extent[d];
        }
        if (product != length)
            throw new IllegalStateException(
                    "variable " + variable.path() + " has " + length + " values, expected " + product);
        return extent;
    }

    /// Writes the file; one that is there is replaced.
    public void write(Path path) throws IOException {
        Files.deleteIfExists(path);
        try (WritableHdfFile file = HdfFile.write(path)) {
            file.removeAttribute("_jHDF");
            attributes.forEach(file::putAttribute);
            final Map<String, WritableGroup> groups = new HashMap<>();
            groups.put("", file);
            for (Planned one : planned) {
                final String variable = one.variable().path();
                final int slash = variable.indexOf('/');
                final WritableGroup group =
                        groups.computeIfAbsent(variable.substring(0, Math.max(0, slash)), file::putGroup);
                final String name = variable.substring(slash + 1);
                describe(one, group.putDataset(name, one.dataset().apply(name, group)));
            }
        }
    }

    private void describe(Planned one, WritableDataset dataset) {
        final NetcdfVariable variable = one.variable();
        final List<String> numbered = List.copyOf(sizes.keySet());
        if (variable.coordinate()) {
            dataset.putAttribute("CLASS", "DIMENSION_SCALE");
            dataset.putAttribute("NAME", variable.path());
            dataset.putAttribute("_Netcdf4Dimid", numbered.indexOf(variable.path()));
        } else {
            dataset.putAttribute(
                    "_Netcdf4Coordinates",
                    variable.dimensions().stream().mapToInt(numbered::indexOf).toArray());
        }
        variable.attributes().forEach(dataset::putAttribute);
        final Object missing = variable.missing() instanceof Values.Characters letters
                ? new String(letters.array(), StandardCharsets.US_ASCII)
                : Hdf5Arrays.of(variable.missing());
        final boolean unsigned = Hdf5Arrays.unsigned(variable.missing());
        dataset.putAttribute("missing_value", missing, unsigned);
        if (one.hasFill()) dataset.putAttribute("_FillValue", missing, unsigned);
    }
}
