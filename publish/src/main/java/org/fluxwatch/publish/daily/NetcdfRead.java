package org.fluxwatch.publish.daily;

import java.util.Arrays;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;

/// Values out of an open product file; what is not there is an error that names it.
final class NetcdfRead {
    private NetcdfRead() {}

    /// The fill value comes back as NaN.
    static double[] doubles(ClassicFile file, String name) {
        return Arrays.stream(file.doubles(name))
                .map(v -> v == CfVariable.DOUBLE_FILL ? Double.NaN : v)
                .toArray();
    }

    static String attribute(ClassicFile file, String name) {
        return file.text(name).orElseThrow(() -> missing(name));
    }

    static int number(ClassicFile file, String name) {
        return (int) file.number(name).orElseThrow(() -> missing(name));
    }

    /// An attribute of either kind as text.
    static String any(ClassicFile file, String name) {
        return file.text(name).orElseGet(() -> Integer.toString(number(file, name)));
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException(
                "there is no global attribute " + name + ", expected a product of fluxwatch");
    }
}
