package org.fluxwatch.publish.daily;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.contract.netcdf.classic.ClassicVariable;

/// A variable of a file in CF's terms.
///
/// @param stored as it is written
public record CfVariable(ClassicVariable stored) {
    /// Stand for NaN in files; netCDF's own defaults.
    public static final float FLOAT_FILL = 9.96921e36f;

    public static final double DOUBLE_FILL = 9.969209968386869e36;

    /// @param dimensions names, separated by blanks; empty for a scalar
    public static CfVariable of(String name, String dimensions, int[] shape, ClassicValues values) {
        return new CfVariable(ClassicVariable.of(name, dimensions, shape, values));
    }

    private static CfVariable along(String name, String dimension, ClassicValues values) {
        return of(name, dimension, new int[] {values.length()}, values);
    }

    /// Values that are never missing.
    public static CfVariable doubles(String name, String dimension, double[] values) {
        return along(name, dimension, new ClassicValues.Doubles(values));
    }

    /// Values of which some may be NaN, which becomes the fill value.
    static CfVariable sparse(String name, String dimension, double[] values) {
        return doubles(name, dimension, filled(values)).with("_FillValue", DOUBLE_FILL);
    }

    /// Of one period, NaN as the fill value.
    static CfVariable ofPeriod(String name, double value) {
        return sparse(name, ProductFile.TIME, new double[] {value});
    }

    /// Of one period, along a further dimension; NaN as the fill value.
    static CfVariable ofPeriod(String name, String dimension, double[] values) {
        return of(
                        name,
                        ProductFile.TIME + " " + dimension,
                        new int[] {1, values.length},
                        new ClassicValues.Doubles(filled(values)))
                .with("_FillValue", DOUBLE_FILL);
    }

    /// Of one period, along a further dimension.
    static CfVariable ofPeriod(String name, String dimension, int[] values) {
        return of(
                name, ProductFile.TIME + " " + dimension, new int[] {1, values.length}, new ClassicValues.Ints(values));
    }

    private static double[] filled(double[] values) {
        return Arrays.stream(values).map(v -> Double.isNaN(v) ? DOUBLE_FILL : v).toArray();
    }

    static CfVariable ints(String name, String dimension, int[] values) {
        return along(name, dimension, new ClassicValues.Ints(values));
    }

    public static CfVariable bytes(String name, String dimension, byte[] values) {
        return along(name, dimension, new ClassicValues.Bytes(values));
    }

    /// Texts as rows of characters, padded with NUL; the second dimension is `<name>_strlen`.
    static CfVariable texts(String name, String dimension, List<String> values) {
        final List<byte[]> encoded = values.stream()
                .map(value -> value.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
        final int length =
                Math.max(1, encoded.stream().mapToInt(row -> row.length).max().orElse(1));
        final char[] rows = new char[values.size() * length];
        for (int n = 0; n < encoded.size(); n++)
            for (int c = 0; c < encoded.get(n).length; c++) rows[n * length + c] = (char) (encoded.get(n)[c] & 0xff);
        final int[] shape = {values.size(), length};
        return of(name, dimension + " " + name + "_strlen", shape, new ClassicValues.Characters(rows));
    }

    public CfVariable with(String key, String text) {
        return new CfVariable(stored.with(key, text));
    }

    public CfVariable with(String key, double number) {
        return with(key, new ClassicValues.Doubles(number));
    }

    public CfVariable with(String key, ClassicValues numbers) {
        return new CfVariable(stored.with(key, numbers));
    }

    public CfVariable described(String longName, String units) {
        return with("long_name", longName).with("units", units);
    }

    /// Codes 0 to n - 1 with a meaning each.
    public CfVariable flags(List<String> meanings) {
        final byte[] codes = new byte[meanings.size()];
        for (int n = 0; n < codes.length; n++) codes[n] = (byte) n;
        return with("flag_values", new ClassicValues.Bytes(codes)).with("flag_meanings", String.join(" ", meanings));
    }
}
