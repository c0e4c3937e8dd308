package org.fluxwatch.contract.netcdf;

import java.util.Arrays;
import java.util.Optional;

/// How numbers are stored.
///
/// @param bits of a number
/// @param unsigned integers from 0 on
record StoredType(int bits, boolean isInteger, boolean unsigned) {
    /// @throws InputException when they are no numbers
    static StoredType of(GridVariable variable, GridVariable.Raw raw) {
        return switch (raw.values()) {
            case byte[] _ -> new StoredType(Byte.SIZE, true, raw.unsigned());
            case short[] _ -> new StoredType(Short.SIZE, true, raw.unsigned());
            case int[] _ -> new StoredType(Integer.SIZE, true, raw.unsigned());
            case long[] _ -> new StoredType(Long.SIZE, true, raw.unsigned());
            case float[] _ -> new StoredType(Float.SIZE, false, false);
            case double[] _ -> new StoredType(Double.SIZE, false, false);
            default ->
                throw variable.wrong("is of type " + raw.values().getClass().getSimpleName() + ", expected numbers");
        };
    }

    StoredType asUnsigned(boolean so) {
        return new StoredType(bits, isInteger, isInteger && so);
    }

    boolean isSingle() {
        return !isInteger && bits == Float.SIZE;
    }

    boolean isDouble() {
        return !isInteger && bits == Double.SIZE;
    }

    private double least() {
        return unsigned ? 0 : -Math.scalb(1.0, bits - 1);
    }

    private double beyond() {
        return Math.scalb(1.0, unsigned ? bits : bits - 1);
    }

    /// Whether a number can be one of these integers.
    boolean holds(double number) {
        // the greatest long is 2^63 in double precision
        return number >= least()
                && (number < beyond() || bits == Long.SIZE && number == beyond())
                && number == Math.rint(number);
    }

    /// A number that was written with the same bits as a signed or unsigned one.
    double wrapped(double number) {
        final double turn = Math.scalb(1.0, bits);
        if (unsigned && number < 0 && number >= -turn / 2) return number + turn;
        return !unsigned && number >= turn / 2 && number < turn ? number - turn : number;
    }

    /// What netCDF fills with where a variable does not say; bytes it does not.
    Optional<Double> netcdfFill() {
        if (!isInteger || bits == Byte.SIZE) return Optional.empty();
        final double reserved = bits == Long.SIZE ? 2 : 1;
        return Optional.of(unsigned ? beyond() - reserved : least() + reserved);
    }

    /// As doubles; an array of these as it is.
    double[] wide(Object array) {
        return switch (array) {
            case double[] values -> values;
            case float[] values -> {
                final double[] wide = new double[values.length];
                for (int i = 0; i < wide.length; i++) wide[i] = values[i];
                yield wide;
            }
            case long[] values -> Arrays.stream(values).mapToDouble(this::wide).toArray();
            case int[] values -> {
                final double[] wide = new double[values.length];
                for (int i = 0; i < wide.length; i++)
                    wide[i] = unsigned ? Integer.toUnsignedLong(values[i]) : values[i];
                yield wide;
            }
            case short[] values -> {
                final double[] wide = new double[values.length];
                for (int i = 0; i < wide.length; i++) wide[i] = unsigned ? Short.toUnsignedInt(values[i]) : values[i];
                yield wide;
            }
            case byte[] values -> {
                final double[] wide = new double[values.length];
                for (int i = 0; i < wide.length; i++) wide[i] = unsigned ? Byte.toUnsignedInt(values[i]) : values[i];
                yield wide;
            }
            default -> throw new IllegalArgumentException(array.getClass() + ", expected an array of numbers");
        };
    }

    /// As longs, unsigned ones of 64 bits as their bits; an array of these as it is.
    long[] whole(Object array) {
        final long mask = unsigned ? -1L >>> Long.SIZE - bits : -1;
        return switch (array) {
            case long[] values -> values;
            case int[] values ->
                Arrays.stream(values).mapToLong(value -> value & mask).toArray();
            case short[] values -> {
                final long[] whole = new long[values.length];
                for (int i = 0; i < whole.length; i++) whole[i] = values[i] & mask;
                yield whole;
            }
            case byte[] values -> {
                final long[] whole = new long[values.length];
                for (int i = 0; i < whole.length; i++) whole[i] = values[i] & mask;
                yield whole;
            }
            default -> throw new IllegalArgumentException(array.getClass() + ", expected an array of integers");
        };
    }

    private double wide(long value) {
        return unsigned && value < 0 ? (value >>> 1) * 2.0 : value;
    }

    @Override
    public String toString() {
        return isInteger
                ? "an integer from " + least() + " to less than " + beyond()
                : "of " + (isSingle() ? "single" : "double") + " precision";
    }
}
