package org.fluxwatch.assimilate.inputs.meteorology;

import java.util.Locale;
import java.util.Set;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.Units;

/// The levels of a field as a file has them.
///
/// @param pressure whether values are pressures in Pa; otherwise they are numbers of model levels
/// @param values by index in the file, rising or falling
record FileLevels(boolean pressure, double[] values) {
    /// Spellings of millibar that udunits takes for something else.
    private static final Set<String> MILLIBAR = Set.of("mb", "mbar", "mbars");

    /// @throws org.fluxwatch.contract.netcdf.InputException when the field has no levels with values
    static FileLevels of(SourceField field) {
        final GridVariable axis = field.variable()
                .levels()
                .orElseThrow(() -> field.wrong("has no levels with values, expected pressure or model levels"));
        final double[] values = axis.doubles();
        final double factor = factor(axis);
        for (int l = 0; l < values.length; l++) {
            if (factor != 0) values[l] *= factor;
            final boolean rises = values.length > 1 && values[1] > values[0];
            if (!(values[l] > 0) || l > 0 && (rises ? values[l] <= values[l - 1] : values[l] >= values[l - 1]))
                throw axis.wrong("is " + values[l] + " at " + l + ", expected values above 0, rising or falling");
        }
        return new FileLevels(factor != 0, values);
    }

    /// To Pa; 0 where the axis has no unit of pressure.
    private static double factor(GridVariable axis) {
        final String units = axis.units().toLowerCase(Locale.ROOT);
        try {
            return Units.factor(MILLIBAR.contains(units) ? "hPa" : axis.units(), "Pa");
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    int count() {
        return values.length;
    }

    /// Value of the level that is the n-th from the ground: pressures and numbers fall with height.
    double fromGround(int n) {
        return values[index(n)];
    }

    private int index(int n) {
        return rises() ? values.length - 1 - n : n;
    }

    private boolean rises() {
        return values[values.length - 1] > values[0];
    }

    /// Means of the lowest levels, the ground's first `[lowest][targets]`.
    float[][] read(SourceField field, int lowest) {
        final float[][] read = field.levels(rises() ? values.length - lowest : 0, lowest);
        final float[][] fromGround = new float[lowest][];
        for (int n = 0; n < lowest; n++) fromGround[n] = read[rises() ? lowest - 1 - n : n];
        return fromGround;
    }
}
