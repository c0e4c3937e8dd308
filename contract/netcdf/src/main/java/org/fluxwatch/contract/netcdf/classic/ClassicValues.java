package org.fluxwatch.contract.netcdf.classic;

/// Numbers or characters as the classic format stores them, row by row; the arrays are not copied.
public sealed interface ClassicValues {
    int length();

    record Bytes(byte[] array) implements ClassicValues {
        @Override
        public int length() {
            return array.length;
        }
    }

    /// One byte each.
    record Characters(char[] array) implements ClassicValues {
        @Override
        public int length() {
            return array.length;
        }
    }

    record Shorts(short[] array) implements ClassicValues {
        @Override
        public int length() {
            return array.length;
        }
    }

    record Ints(int... array) implements ClassicValues {
        @Override
        public int length() {
            return array.length;
        }
    }

    record Floats(float... array) implements ClassicValues {
        @Override
        public int length() {
            return array.length;
        }
    }

    record Doubles(double... array) implements ClassicValues {
        @Override
        public int length() {
            return array.length;
        }
    }
}
