package org.fluxwatch.deploy.twin;

import io.jhdf.object.datatype.DataType;
import io.jhdf.storage.HdfBackingStorage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/// HDF5's types of text that become netCDF's `char` and `string` (HDF5 file format 3.0, IV.A.2.d). jHDF writes texts of
/// one fixed length instead, on which the netCDF library (4.9.0) writes past its memory.
final class TextType extends DataType {
    private static final int STRING_CLASS = 3;
    private static final int VARIABLE_LENGTH_CLASS = 9;
    private static final int FIRST_VERSION = 1 << 4;

    /// Length, address of a global heap, index in it.
    private static final int REFERENCE_BYTES = 4 + 8 + 4;

    private static final int LEAST_HEAP_BYTES = 4096;
    private static final int HEAP_HEADER_BYTES = 16;

    /// One ASCII character.
    static final TextType CHARACTER =
            new TextType(STRING_CLASS, 1, new byte[] {FIRST_VERSION | STRING_CLASS, 0, 0, 0, 1, 0, 0, 0});

    /// UTF-8 of any length: a sequence of unsigned integers of 8 bits that is text.
    static final TextType STRING = new TextType(VARIABLE_LENGTH_CLASS, REFERENCE_BYTES, new byte[] {
        FIRST_VERSION | VARIABLE_LENGTH_CLASS,
        1,
        1,
        0,
        REFERENCE_BYTES,
        0,
        0,
        0,
        FIRST_VERSION,
        0,
        0,
        0,
        1,
        0,
        0,
        0,
        0,
        0,
        8,
        0
    });

    private final byte[] message;

    private TextType(int dataClass, int size, byte[] message) {
        super(dataClass, size);
        this.message = message;
    }

    /// Texts as values of [#STRING]: references, then the global heap with the texts (III.E).
    ///
    /// @param address where the bytes will stand
    static ByteBuffer stored(String[] texts, long address) {
        final List<byte[]> encoded = Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        final int used = encoded.stream()
                .mapToInt(text -> HEAP_HEADER_BYTES + padded(text.length))
                .sum();
        final int heap = Math.max(LEAST_HEAP_BYTES, 2 * HEAP_HEADER_BYTES + used);
        final int references = REFERENCE_BYTES * texts.length;
        final ByteBuffer bytes = ByteBuffer.allocate(references + heap).order(ByteOrder.LITTLE_ENDIAN);
        for (int n = 0; n < texts.length; n++)
            bytes.putInt(encoded.get(n).length).putLong(address + references).putInt(n + 1);
        bytes.put("GCOL".getBytes(StandardCharsets.US_ASCII)).putInt(1).putLong(heap);
        for (int n = 0; n < texts.length; n++) {
            final byte[] text = encoded.get(n);
            bytes.putShort((short) (n + 1)).putShort((short) 1).putInt(0).putLong(text.length);
            bytes.put(text).position(bytes.position() + padded(text.length) - text.length);
        }
        bytes.putLong(0).putLong(heap - HEAP_HEADER_BYTES - used); // object 0 is what is free, its header included
        return bytes.clear();
    }

    private static int padded(int length) {
        return (length + 7) / 8 * 8;
    }

    @Override
    public ByteBuffer toBuffer() {
        return ByteBuffer.wrap(message);
    }

    @Override
    public Class<?> getJavaType() {
        return String.class;
    }

    @Override
    public Object fillData(ByteBuffer buffer, int[] dimensions, HdfBackingStorage storage) {
        throw new UnsupportedOperationException("these are only written");
    }
}
