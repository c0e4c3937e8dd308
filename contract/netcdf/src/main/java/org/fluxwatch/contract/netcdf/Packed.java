package org.fluxwatch.contract.netcdf;

import java.nio.ByteBuffer;

/// Values as their bytes stand in a file, or come from a reader.
///
/// @param bytes of as many values as there are, in the buffer's order
record Packed(ByteBuffer bytes, Kind kind, boolean unsigned) {
    /// A primitive type.
    enum Kind {
        BYTE(1) {
            @Override
            Object array(int size) {
                return new byte[size];
            }

            @Override
            void copy(ByteBuffer from, Object array, int at, int count) {
                from.get((byte[]) array, at, count);
            }
        },
        SHORT(2) {
            @Override
            Object array(int size) {
                return new short[size];
            }

            @Override
            void copy(ByteBuffer from, Object array, int at, int count) {
                from.asShortBuffer().get((short[]) array, at, count);
            }
        },
        INT(4) {
            @Override
            Object array(int size) {
                return new int[size];
            }

            @Override
            void copy(ByteBuffer from, Object array, int at, int count) {
                from.asIntBuffer().get((int[]) array, at, count);
            }
        },
        LONG(8) {
            @Override
            Object array(int size) {
                return new long[size];
            }

            @Override
            void copy(ByteBuffer from, Object array, int at, int count) {
                from.asLongBuffer().get((long[]) array, at, count);
            }
        },
        FLOAT(4) {
            @Override
            Object array(int size) {
                return new float[size];
            }

            @Override
            void copy(ByteBuffer from, Object array, int at, int count) {
                from.asFloatBuffer().get((float[]) array, at, count);
            }
        },
        DOUBLE(8) {
            @Override
            Object array(int size) {
                return new double[size];
            }

            @Override
            void copy(ByteBuffer from, Object array, int at, int count) {
                from.asDoubleBuffer().get((double[]) array, at, count);
            }
        };

        final int bytes;

        Kind(int bytes) {
            this.bytes = bytes;
        }

        /// An array of this type.
        abstract Object array(int size);

        /// Puts the values that the buffer begins with into an array of this type; the buffer's position is left
        /// anywhere.
        abstract void copy(ByteBuffer from, Object array, int at, int count);

        /// Of integers.
        static Kind integer(int bytes) {
            return switch (bytes) {
                case 1 -> BYTE;
                case 2 -> SHORT;
                case 4 -> INT;
                default -> LONG;
            };
        }
    }

    GridVariable.Raw raw() {
        final int count = bytes.remaining() / kind.bytes;
        final Object values = kind.array(count);
        kind.copy(bytes.duplicate().order(bytes.order()), values, 0, count);
        return new GridVariable.Raw(values, unsigned);
    }
}
