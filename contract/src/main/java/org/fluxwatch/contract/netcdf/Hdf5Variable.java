package org.fluxwatch.contract.netcdf;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A dataset of an HDF5 file.
final class Hdf5Variable extends GridVariable {
    private final Dataset dataset;

    Hdf5Variable(Hdf5File file, String name, List<String> dimensions, Dataset dataset) {
        super(file, name, dimensions, dataset.getDimensions());
        this.dataset = dataset;
    }

    @Override
    Raw raw(int[] origin, int[] window) {
        final ByteBuffer bytes = bytes(origin, window);
        final int size = size(window);
        return switch (dataset.getDataType()) {
            case FloatingPoint type
            when type.getSize() == 4 -> {
                final float[] values = new float[size];
                bytes.order(type.getByteOrder()).asFloatBuffer().get(values);
                yield new Raw(values, false);
            }
            case FloatingPoint type
            when type.getSize() == 8 -> {
                final double[] values = new double[size];
                bytes.order(type.getByteOrder()).asDoubleBuffer().get(values);
                yield new Raw(values, false);
            }
            case FixedPoint type -> integers(type, bytes.order(type.getByteOrder()), size);
            default -> throw notNumbers();
        };
    }

    private Raw integers(FixedPoint type, ByteBuffer bytes, int size) {
        switch (type.getSize()) {
            case 1 -> {
                final byte[] values = new byte[size];
                bytes.get(values);
                return new Raw(values, !type.isSigned());
            }
            case 2 -> {
                final short[] values = new short[size];
                bytes.asShortBuffer().get(values);
                return new Raw(values, !type.isSigned());
            }
            case 4 -> {
                final int[] values = new int[size];
                bytes.asIntBuffer().get(values);
                return new Raw(values, !type.isSigned());
            }
            case 8 -> {
                final long[] values = new long[size];
                bytes.asLongBuffer().get(values);
                return new Raw(values, !type.isSigned());
            }
            default -> throw notNumbers();
        }
    }

    private InputException notNumbers() {
        return wrong("is of type " + dataset.getDataType().getClass().getSimpleName() + " of "
                + dataset.getDataType().getSize() + " bytes, expected numbers");
    }

    /// jHDF takes chunks that were never written for zeros.
    private ByteBuffer bytes(int[] origin, int[] window) {
        try {
            if (dataset.isEmpty() || !(dataset instanceof DatasetBase base)) throw wrong("was never written");
            if (window.length == 0) return base.getDataBuffer();
            if (dataset instanceof ChunkedDataset chunked) {
                final Optional<ChunkWindow> reader = ChunkWindow.of(this, chunked);
                if (reader.isPresent()) return reader.get().read(origin, window);
                requireChunks(chunked, origin, window);
            }
            return base.getSliceDataBuffer(Arrays.stream(origin).asLongStream().toArray(), window);
        } catch (InputException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new InputException(
                    file().path() + ": variable " + name() + " cannot be read, is the file damaged? " + e.getMessage(),
                    e);
        }
    }

    private void requireChunks(ChunkedDataset chunked, int[] origin, int[] window) {
        final int[] chunk = chunked.getChunkDimensions();
        final int[] at = new int[chunk.length];
        for (int d = 0; d < at.length; d++) at[d] = origin[d] / chunk[d] * chunk[d];
        int d = at.length;
        while (d != 0) {
            ChunkWindow.stored(this, chunked, at);
            for (d = at.length; d > 0; d--) {
                at[d - 1] += chunk[d - 1];
                if (at[d - 1] < origin[d - 1] + window[d - 1]) break;
                at[d - 1] = origin[d - 1] / chunk[d - 1] * chunk[d - 1];
            }
        }
    }

    @Override
    public AttributeType type(String attribute) {
        return Hdf5File.undamaged(file().path(), () -> Hdf5File.type(dataset, attribute));
    }

    @Override
    public Optional<String> text(String attribute) {
        return Hdf5File.undamaged(file().path(), () -> Hdf5File.text(dataset, attribute));
    }

    @Override
    public Optional<double[]> numbers(String attribute) {
        return Hdf5File.undamaged(file().path(), () -> Hdf5File.numbers(dataset, attribute));
    }

    @Override
    public List<String> texts() {
        return Hdf5File.undamaged(file().path(), this::readTexts);
    }

    private List<String> readTexts() {
        final List<String> texts = new ArrayList<>();
        if (dataset.getDataType().getSize() == 1 && dataset instanceof DatasetBase base) {
            final byte[] letters = new byte[size()];
            base.getDataBuffer().get(letters);
            final int[] shape = shape();
            final int length = shape.length > 1 ? shape[shape.length - 1] : 1;
            for (int at = 0; at + length <= letters.length; at += length)
                texts.add(trimmed(new String(letters, at, length, StandardCharsets.UTF_8)));
            return texts;
        }
        switch (dataset.getData()) {
            case String text -> texts.add(trimmed(text));
            case String[] rows -> Arrays.stream(rows).map(GridVariable::trimmed).forEach(texts::add);
            default -> throw wrong("is of type " + dataset.getJavaType().getSimpleName() + ", expected text");
        }
        return texts;
    }
}
