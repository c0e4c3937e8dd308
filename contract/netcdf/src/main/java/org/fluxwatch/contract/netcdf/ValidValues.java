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
