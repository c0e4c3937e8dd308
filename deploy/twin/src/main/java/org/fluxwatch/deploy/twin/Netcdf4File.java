package org.fluxwatch.deploy.twin;

import static org.bytedeco.hdf5.global.hdf5.*;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;

/// A netCDF-4 file in the making, by the HDF5 library itself: dimensions are dimension scales with names, links and
/// attributes keep the order they were made in, data are chunked, shuffled and deflated, and no times are stored,
/// so that the same calls give the same bytes. One dimension may be unlimited, which lets it be empty.
///
/// The library is not thread safe: one file at a time in a process.
public final class Netcdf4File implements AutoCloseable {
    private static final int DEFLATE_LEVEL = 5;
    private static final long CHUNK_ROWS = 8192;
    private static final int TRACKED_AND_INDEXED = 1 | 2; // H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED
    private static final long DEFAULT = 0; // H5P_DEFAULT, H5S_ALL
    private static final long UNLIMITED = -1; // H5S_UNLIMITED
    private static final long VARIABLE_LENGTH = -1; // H5T_VARIABLE

    private final Path path;
    private final String unlimited;
    private final long file;
    private final Map<String, Long> groups = new LinkedHashMap<>();
    private final Map<String, Long> scales = new LinkedHashMap<>();
    private final Map<String, Long> sizes = new LinkedHashMap<>();

    /// @param unlimited name of the dimension that may grow
    public Netcdf4File(Path path, String unlimited) {
        this.path = path;
        this.unlimited = unlimited;
        check("H5open", H5open());
        // Failures come back as numbers and are thrown here; the library need not print them too.
        H5Eset_auto2(0, null, null);
        final long creation = check("H5Pcreate", H5Pcreate(H5P_CLS_FILE_CREATE_ID_g()));
        check("H5Pset_link_creation_order", H5Pset_link_creation_order(creation, TRACKED_AND_INDEXED));
        check("H5Pset_attr_creation_order", H5Pset_attr_creation_order(creation, TRACKED_AND_INDEXED));
        check("H5Pset_obj_track_times", H5Pset_obj_track_times(creation, false));
        file = check("H5Fcreate", H5Fcreate(path.toString(), H5F_ACC_TRUNC, creation, DEFAULT));
        H5Pclose(creation);
    }

    /// A global attribute.
    public void attribute(String name, String text) {
        writeText(file, name, text);
    }

    /// Adds a variable; the coordinates of its dimensions come before it.
    public void add(NetcdfVariable variable) {
        final long[] extent = extentOf(variable);
        final int slash = variable.path().indexOf('/');
        final long place = slash < 0 ? file : group(variable.path().substring(0, slash));
        final String name = variable.path().substring(slash + 1);
        final long type = typeOf(variable.values());
        final long space = space(variable.dimensions(), extent);
        final long layout = layout(extent, variable.values());
        final long dataset =
                check("H5Dcreate2 " + name, H5Dcreate2(place, name, type, space, DEFAULT, layout, DEFAULT));
        write(dataset, type, variable.values());
        if (variable.coordinate()) check("H5DSset_scale", H5DSset_scale(dataset, name));
        else
            for (int d = 0; d < extent.length; d++)
                check(
                        "H5DSattach_scale",
                        H5DSattach_scale(
                                dataset, scales.get(variable.dimensions().get(d)), d));
        variable.attributes().forEach((key, text) -> writeText(dataset, key, text));
        writeMissing(dataset, "missing_value", variable.missing());
        H5Pclose(layout);
        H5Sclose(space);
        closeType(type, variable.values());
        if (variable.coordinate()) {
            scales.put(name, dataset);
            sizes.put(name, extent[0]);
        } else {
            H5Dclose(dataset);
        }
    }

    /// A variable of floats whose values follow part by part, with chunks of its own.
    public final class Parts implements AutoCloseable {
        private final long dataset;

        private Parts(long dataset) {
            this.dataset = dataset;
        }

        /// @param origin first index of each dimension
        /// @param extent length along each dimension
        public void write(long[] origin, long[] extent, float[] values) {
            final long place = check("H5Dget_space", H5Dget_space(dataset));
            check("H5Sselect_hyperslab", H5Sselect_hyperslab(place, H5S_SELECT_SET, origin, null, extent, null));
            final long memory = check("H5Screate_simple", H5Screate_simple(extent.length, extent, extent));
            final Values floats = new Values.Floats(values);
            try (Pointer data = pointerTo(floats, new ArrayDeque<>())) {
                check("H5Dwrite", H5Dwrite(dataset, typeOf(floats), memory, place, DEFAULT, data));
            }
            H5Sclose(memory);
            H5Sclose(place);
        }

        @Override
        public void close() {
            H5Dclose(dataset);
        }
    }

    /// Adds a variable whose values follow; it has `_FillValue` and `missing_value`.
    ///
    /// @param chunk lengths along its dimensions
    /// @param deflateLevel 1 to 9; chunks are shuffled before
    public Parts addInParts(
            String name,
            List<String> dimensions,
            long[] chunk,
            int deflateLevel,
            float fill,
            Map<String, String> attributes) {
        final long[] extent = dimensions.stream().mapToLong(sizes::get).toArray();
        final long space = space(dimensions, extent);
        final long layout = layout();
        chunked(layout, chunk, deflateLevel);
        final long dataset = check(
                "H5Dcreate2 " + name, H5Dcreate2(file, name, H5T_IEEE_F32LE_g(), space, DEFAULT, layout, DEFAULT));
        for (int d = 0; d < extent.length; d++)
            check("H5DSattach_scale", H5DSattach_scale(dataset, scales.get(dimensions.get(d)), d));
        attributes.forEach((key, text) -> writeText(dataset, key, text));
        final Values missing = new Values.Floats(new float[] {fill});
        writeMissing(dataset, "_FillValue", missing);
        writeMissing(dataset, "missing_value", missing);
        H5Pclose(layout);
        H5Sclose(space);
        return new Parts(dataset);
    }

    private long[] extentOf(NetcdfVariable variable) {
        if (variable.coordinate()) return new long[] {lengthOf(variable.values())};
        final long[] extent = new long[variable.dimensions().size()];
        long product = 1;
        for (int d = 0; d < extent.length; d++) {
            final String dimension = variable.dimensions().get(d);
            if (!sizes.containsKey(dimension))
                throw new IllegalStateException(path + ": variable " + variable.path() + " has dimension " + dimension
                        + ", which has no coordinate yet");
            extent[d] = sizes.get(dimension);
            product *= extent[d];
        }
        if (product != lengthOf(variable.values()))
            throw new IllegalStateException(path + ": variable " + variable.path() + " has "
                    + lengthOf(variable.values()) + " values, expected " + product);
        return extent;
    }

    private long group(String name) {
        return groups.computeIfAbsent(name, key -> {
            final long creation = check("H5Pcreate", H5Pcreate(H5P_CLS_GROUP_CREATE_ID_g()));
            check("H5Pset_link_creation_order", H5Pset_link_creation_order(creation, TRACKED_AND_INDEXED));
            check("H5Pset_obj_track_times", H5Pset_obj_track_times(creation, false));
            final long group = check("H5Gcreate2 " + key, H5Gcreate2(file, key, DEFAULT, creation, DEFAULT));
            H5Pclose(creation);
            return group;
        });
    }

    private long space(List<String> dimensions, long[] extent) {
        final long[] greatest = extent.clone();
        for (int d = 0; d < greatest.length; d++) if (dimensions.get(d).equals(unlimited)) greatest[d] = UNLIMITED;
        return check("H5Screate_simple", H5Screate_simple(extent.length, extent, greatest));
    }

    private long layout() {
        final long layout = check("H5Pcreate", H5Pcreate(H5P_CLS_DATASET_CREATE_ID_g()));
        check("H5Pset_obj_track_times", H5Pset_obj_track_times(layout, false));
        check("H5Pset_attr_creation_order", H5Pset_attr_creation_order(layout, TRACKED_AND_INDEXED));
        return layout;
    }

    private void chunked(long layout, long[] chunk, int deflateLevel) {
        check("H5Pset_chunk", H5Pset_chunk(layout, chunk.length, chunk));
        check("H5Pset_shuffle", H5Pset_shuffle(layout));
        check("H5Pset_deflate", H5Pset_deflate(layout, deflateLevel));
    }

    private long layout(long[] extent, Values values) {
        final long layout = layout();
        // The library deflates the places of texts, not the texts; the netCDF library leaves them alone, too.
        if (values instanceof Values.Strings) return layout;
        final long[] chunk = extent.clone();
        chunk[0] = Math.clamp(extent[0], 1, CHUNK_ROWS);
        chunked(layout, chunk, DEFLATE_LEVEL);
        return layout;
    }

    private void write(long dataset, long type, Values values) {
        if (lengthOf(values) == 0) return;
        final Deque<Pointer> parts = new ArrayDeque<>();
        final Pointer data = pointerTo(values, parts);
        check("H5Dwrite", H5Dwrite(dataset, type, DEFAULT, DEFAULT, DEFAULT, data));
        data.close();
        parts.forEach(Pointer::close);
    }

    private void writeMissing(long dataset, String name, Values missing) {
        final Deque<Pointer> parts = new ArrayDeque<>();
        final Pointer data = pointerTo(missing, parts);
        final long type = typeOf(missing);
        final long space = check("H5Screate_simple", H5Screate_simple(1, new long[] {1}, new long[] {1}));
        writeAttribute(dataset, name, type, space, data);
        H5Sclose(space);
        closeType(type, missing);
        data.close();
        parts.forEach(Pointer::close);
    }

    private void writeText(long object, String name, String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        final long type = check("H5Tcopy", H5Tcopy(H5T_C_S1_g()));
        check("H5Tset_size", H5Tset_size(type, Math.max(1, bytes.length)));
        final long space = check("H5Screate", H5Screate(H5S_SCALAR));
        try (BytePointer data = new BytePointer(Math.max(1, bytes.length))) {
            data.put(bytes.length == 0 ? new byte[1] : bytes);
            writeAttribute(object, name, type, space, data);
        }
        H5Sclose(space);
        H5Tclose(type);
    }

    private void writeAttribute(long object, String name, long type, long space, Pointer data) {
        final long attribute = check("H5Acreate2 " + name, H5Acreate2(object, name, type, space, DEFAULT, DEFAULT));
        check("H5Awrite " + name, H5Awrite(attribute, type, data));
        H5Aclose(attribute);
    }

    private static int lengthOf(Values values) {
        return switch (values) {
            case Values.Floats v -> v.array().length;
            case Values.Doubles v -> v.array().length;
            case Values.UnsignedLongs v -> v.array().length;
            case Values.Ints v -> v.array().length;
            case Values.Shorts v -> v.array().length;
            case Values.Bytes v -> v.array().length;
            case Values.UnsignedBytes v -> v.array().length;
            case Values.Characters v -> v.array().length;
            case Values.Strings v -> v.array().length;
        };
    }

    /// HDF5 type, the same in memory (a little-endian buffer) and in the file; of texts a copy, to be closed.
    private long typeOf(Values values) {
        return switch (values) {
            case Values.Floats v -> H5T_IEEE_F32LE_g();
            case Values.Doubles v -> H5T_IEEE_F64LE_g();
            case Values.UnsignedLongs v -> H5T_STD_U64LE_g();
            case Values.Ints v -> H5T_STD_I32LE_g();
            case Values.Shorts v -> H5T_STD_I16LE_g();
            case Values.Bytes v -> H5T_STD_I8LE_g();
            case Values.UnsignedBytes v -> H5T_STD_U8LE_g();
            case Values.Characters v -> text(1);
            case Values.Strings v -> text(VARIABLE_LENGTH);
        };
    }

    private long text(long size) {
        final long type = check("H5Tcopy", H5Tcopy(H5T_C_S1_g()));
        check("H5Tset_size", H5Tset_size(type, size));
        return type;
    }

    private static void closeType(long type, Values values) {
        switch (values) {
            case Values.Characters v -> H5Tclose(type);
            case Values.Strings v -> H5Tclose(type);
            case Values.Floats v -> {}
            case Values.Doubles v -> {}
            case Values.UnsignedLongs v -> {}
            case Values.Ints v -> {}
            case Values.Shorts v -> {}
            case Values.Bytes v -> {}
            case Values.UnsignedBytes v -> {}
        }
    }

    /// @param parts receives what must live as long as the pointer
    private static Pointer pointerTo(Values values, Deque<Pointer> parts) {
        return switch (values) {
            case Values.Floats v -> {
                final ByteBuffer buffer = buffer(4 * v.array().length);
                buffer.asFloatBuffer().put(v.array());
                yield new BytePointer(buffer);
            }
            case Values.Doubles v -> {
                final ByteBuffer buffer = buffer(8 * v.array().length);
                buffer.asDoubleBuffer().put(v.array());
                yield new BytePointer(buffer);
            }
            case Values.UnsignedLongs v -> {
                final ByteBuffer buffer = buffer(8 * v.array().length);
                buffer.asLongBuffer().put(v.array());
                yield new BytePointer(buffer);
            }
            case Values.Ints v -> {
                final ByteBuffer buffer = buffer(4 * v.array().length);
                buffer.asIntBuffer().put(v.array());
                yield new BytePointer(buffer);
            }
            case Values.Shorts v -> {
                final ByteBuffer buffer = buffer(2 * v.array().length);
                buffer.asShortBuffer().put(v.array());
                yield new BytePointer(buffer);
            }
            case Values.Bytes v ->
                new BytePointer(buffer(v.array().length).put(v.array()).flip());
            case Values.UnsignedBytes v ->
                new BytePointer(buffer(v.array().length).put(v.array()).flip());
            case Values.Characters v ->
                new BytePointer(buffer(v.array().length).put(v.array()).flip());
            case Values.Strings v -> {
                final List<BytePointer> texts = new ArrayList<>();
                for (String text : v.array()) texts.add(new BytePointer(text, StandardCharsets.UTF_8));
                parts.addAll(texts);
                yield new PointerPointer<BytePointer>(texts.toArray(BytePointer[]::new));
            }
        };
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private long check(String call, long result) {
        if (result < 0) throw new IllegalStateException(path + ": " + call + " failed with " + result);
        return result;
    }

    @Override
    public void close() {
        scales.values().forEach(scale -> H5Dclose(scale));
        groups.values().forEach(group -> H5Gclose(group));
        check("H5Fclose", H5Fclose(file));
    }
}
