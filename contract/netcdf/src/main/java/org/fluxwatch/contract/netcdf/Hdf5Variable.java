package org.fluxwatch.contract.netcdf;

import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ChunkedDataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.dataset.DatasetBase;
import io.jhdf.dataset.DatasetReader;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.EnumDataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dataset of an HDF5 file.
final class Hdf5Variable extends LocalVariable {
    private final Dataset dataset;
    private final HdfBackingStorage storage;
    private final Attributes attributes;
    private @Nullable ChunkWindow chunks;

    Hdf5Variable(Hdf5File file, String name, List<String> dimensions, Attributes attributes, Dataset dataset) {
        super(file, name, dimensions, dataset.getDimensions());
        this.dataset = dataset;
        this.attributes = attributes;
        storage = dataset.getHdfFile().getHdfBackingStorage();
    }

    @Override
    Packed packed(int[] origin, int[] window) {
        return switch (type()) {
            case FloatingPoint type
            when isStandard(type, 4, 23, 127) -> packed(origin, window, Packed.Kind.FLOAT, type, false);
            case FloatingPoint type
            when isStandard(type, 8, 52, 1023) -> packed(origin, window, Packed.Kind.DOUBLE, type, false);
            case FixedPoint type
            when List.of(1, 2, 4, 8).contains(type.getSize()) && type.getBitPrecision() == 8 * type.getSize() ->
                packed(origin, window, Packed.Kind.integer(type.getSize()), type, !type.isSigned());
            case DataType other ->
                throw wrong("is of type " + other.getClass().getSimpleName() + " of " + other.getSize()
                        + " bytes, expected numbers");
        };
    }

    private DataType type() {
        return dataset.getDataType() instanceof EnumDataType coded ? coded.getBaseType() : dataset.getDataType();
    }

    /// Of IEEE 754.
    private static boolean isStandard(FloatingPoint type, int bytes, int mantissaBits, int bias) {
        return type.getSize() == bytes
                && type.getBitPrecision() == 8 * bytes
                && type.getMantissaLocation() == 0
                && type.getMantissaSize() == mantissaBits
                && type.getExponentLocation() == mantissaBits
                && type.getExponentSize() == 8 * bytes - 1 - mantissaBits
                && type.getExponentBias() == bias;
    }

    private Packed packed(int[] origin, int[] window, Packed.Kind kind, OrderedDataType type, boolean unsigned) {
        final ByteBuffer bytes = bytes(origin, window).order(type.getByteOrder());
        final int length = Math.multiplyExact(size(window), kind.bytes);
        if (bytes.remaining() < length)
            throw wrong("is damaged: it has " + bytes.remaining() + " bytes, expected " + length);
        return new Packed(bytes.limit(bytes.position() + length), kind, unsigned);
    }

    private ByteBuffer bytes(int[] origin, int[] window) {
        return Hdf5File.undamaged(place(), () -> read(origin, window));
    }

    private ByteBuffer read(int[] origin, int[] window) {
        if (size(window) == 0) return ByteBuffer.allocate(0);
        return switch (dataset) {
            case ChunkedDataset chunked -> chunks(chunked).read(origin, window);
            case ContiguousDataset contiguous -> contiguous(contiguous, origin, window);
            case DatasetBase compact -> compact(compact, origin, window);
            case Dataset other -> throw wrong("is stored as " + other.getDataLayout() + ", which is not read here");
        };
    }

    private synchronized ChunkWindow chunks(ChunkedDataset chunked) {
        if (chunks == null) chunks = new ChunkWindow(this, chunked, storage);
        return chunks;
    }

    private ByteBuffer contiguous(ContiguousDataset contiguous, int[] origin, int[] window) {
        if (dataset.isEmpty()) throw wrong("was never written");
        final long bytes =
                Math.multiplyExact((long) size(), dataset.getDataType().getSize());
        if (contiguous.getDataAddress() + bytes > storage.size())
            throw wrong("is damaged: its " + bytes + " bytes at " + contiguous.getDataAddress()
                    + " lie beyond the file's " + storage.size());
        return Arrays.equals(window, shape())
                ? storage.readBufferFromAddress(contiguous.getDataAddress(), Math.toIntExact(bytes))
                : ((DatasetBase) dataset)
                        .getSliceDataBuffer(Arrays.stream(origin).asLongStream().toArray(), window);
    }

    private ByteBuffer compact(DatasetBase compact, int[] origin, int[] window) {
        final ByteBuffer buffer = compact.getDataBuffer();
        final byte[] all = new byte[buffer.remaining()];
        buffer.get(all);
        if (window.length == 0) return ByteBuffer.wrap(all);
        final int bytesPerValue = dataset.getDataType().getSize();
        final byte[] out = new byte[Math.multiplyExact(size(window), bytesPerValue)];
        new BlockCopy(shape(), bytesPerValue).copy(all, false, new int[window.length], origin, window, out);
        return ByteBuffer.wrap(out);
    }

    @Override
    Attributes attributes() {
        return attributes;
    }

    @Override
    public List<String> texts() {
        return Hdf5File.undamaged(place(), this::readTexts);
    }

    private List<String> readTexts() {
        final List<String> texts = new ArrayList<>();
        final int[] shape = shape();
        final ByteBuffer bytes = read(new int[shape.length], shape);
        if (dataset.getDataType().getSize() == 1) {
            final byte[] letters = new byte[size()];
            bytes.get(letters);
            final int length = shape.length > 1 ? shape[shape.length - 1] : 1;
            for (int at = 0; at + length <= letters.length; at += length)
                texts.add(trimmed(new String(letters, at, length, StandardCharsets.UTF_8)));
            return texts;
        }
        switch (DatasetReader.readDataset(dataset.getDataType(), bytes, shape, storage)) {
            case String text -> texts.add(trimmed(text));
            case String[] rows -> Arrays.stream(rows).map(GridVariable::trimmed).forEach(texts::add);
            default -> throw wrong("is of type " + dataset.getJavaType().getSimpleName() + ", expected text");
        }
        return texts;
    }
}
