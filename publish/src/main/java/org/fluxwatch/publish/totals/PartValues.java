package org.fluxwatch.publish.totals;

import java.io.IOException;
import org.fluxwatch.contract.netcdf.classic.ClassicParts;
import org.fluxwatch.publish.daily.CfVariable;

/// Numbers out of a product file, NaN for the fill value.
final class PartValues {
    private PartValues() {}

    static double[] of(ClassicParts file, String name) throws IOException {
        final double[] values = file.doubles(name);
        for (int n = 0; n < values.length; n++) if (values[n] == CfVariable.DOUBLE_FILL) values[n] = Double.NaN;
        return values;
    }

    /// @throws IllegalArgumentException when there are not as many
    static double[] of(ClassicParts file, String name, int count) throws IOException {
        final double[] values = of(file, name);
        if (values.length != count)
            throw new IllegalArgumentException(
                    "its variable " + name + " has " + values.length + " values, expected " + count);
        return values;
    }
}
