package org.fluxwatch.contract.netcdf;

import java.util.Arrays;

/// Which values are none that are missing.
///
/// @param low the least
/// @param high the greatest
/// @param fills that are missing, to the bit
/// @param roughFills that are missing in single precision
record ValidValues(double low, double high, double[] fills, float[] roughFills) {
    private static final double BEYOND_NUMBERS = 9e35;

    static final ValidValues ANYTHING =
            new ValidValues(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, new double[0], new float[0]);

    /// But the fills of netCDF and I/O API.
    static final ValidValues ALL = ANYTHING.within(Math.nextUp(-BEYOND_NUMBERS), Math.nextDown(BEYOND_NUMBERS));

    boolean has(double value) {
        if (!(value >= low && value <= high)) return false;
        for (double fill : fills) if (value == fill) return false;
        for (float fill : roughFills) if ((float) value == fill) return false;
        return true;
    }

    /// Makes NaN of the values that are missing.
    void blank(float[] values) {
        final float[] exact = exactFills();
        if (exact.length > 1) {
            for (int i = 0; i < values.length; i++) if (!has(values[i])) values[i] = Float.NaN;
            return;
        }
        final float least = (float) low < low ? Math.nextUp((float) low) : (float) low;
        final float most = (float) high > high ? Math.nextDown((float) high) : (float) high;
        final float fill = exact.length == 1 ? exact[0] : Float.NaN; // which nothing equals
        for (int i = 0; i < values.length; i++) {
            final float value = values[i];
            if (!(value >= least && value <= most) || value == fill) values[i] = Float.NaN;
        }
    }

    /// Those that a value in single precision can be.
    private float[] exactFills() {
        final float[] exact = Arrays.copyOf(roughFills, roughFills.length + fills.length);
        int count = roughFills.length;
        for (double fill : fills) if ((float) fill == fill) exact[count++] = (float) fill;
        return Arrays.copyOf(exact, count);
    }

    ValidValues within(double least, double greatest) {
        return new ValidValues(Math.max(low, least), Math.min(high, greatest), fills, roughFills);
    }

    ValidValues without(double fill) {
        final double[] more = Arrays.copyOf(fills, fills.length + 1);
        more[fills.length] = fill;
        return new ValidValues(low, high, more, roughFills);
    }

    ValidValues withoutRough(float fill) {
        final float[] more = Arrays.copyOf(roughFills, roughFills.length + 1);
        more[roughFills.length] = fill;
        return new ValidValues(low, high, fills, more);
    }
}
