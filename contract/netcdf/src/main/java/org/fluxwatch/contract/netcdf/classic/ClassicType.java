package org.fluxwatch.contract.netcdf.classic;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Types of the classic format, big-endian; the number that a header has for each is one more than its place here.
public enum ClassicType {
    BYTE(1),
    CHAR(1),
    SHORT(2),
    INT(4),
    FLOAT(4),
    DOUBLE(8);

    private final int bytes;

    ClassicType(int bytes) {
        this.bytes = bytes;
    }

    /// Of one value.
    public int bytes() {
        return bytes;
    }

    static ClassicType of(int number) {
        if (number < 1 || number > values().length)
            throw new IllegalArgumentException("its header has type " + number + ", expected 1 to " + values().length);
        return values()[number - 1];
    }

    /// Characters are one a byte.
    ///
    /// @param stored `length` values
    ClassicValues values(ByteBuffer stored, int length) {
        return switch (this) {
            case BYTE -> {
                final byte[] values = new byte[length];
                stored.get(values);
                yield new ClassicValues.Bytes(values);
            }
            case CHAR -> {
                final byte[] letters = new byte[length];
                stored.get(letters);
                yield new ClassicValues.Characters(new String(letters, StandardCharsets.ISO_8859_1).toCharArray());
            }
            case SHORT -> {
                final short[] values = new short[length];
                stored.asShortBuffer().get(values);
                yield new ClassicValues.Shorts(values);
            }
            case INT -> {
                final int[] values = new int[length];
                stored.asIntBuffer().get(values);
                yield new ClassicValues.Ints(values);
            }
            case FLOAT -> {
                final float[] values = new float[length];
                stored.asFloatBuffer().get(values);
                yield new ClassicValues.Floats(values);
            }
            case DOUBLE -> {
                final double[] values = new double[length];
                stored.asDoubleBuffer().get(values);
                yield new ClassicValues.Doubles(values);
            }
        };
    }
}
