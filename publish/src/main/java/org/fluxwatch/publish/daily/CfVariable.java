package org.fluxwatch.publish.daily;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ucar.ma2.Array;
import ucar.ma2.DataType;
import ucar.nc2.Attribute;

/// A netCDF variable before it is written: definition and values together.
///
/// @param dimensions names, in the order of the values' shape
record CfVariable(String name, List<String> dimensions, Array values, List<Attribute> attributes) {
    /// Stand for NaN in files; netCDF's own defaults.
    static final float FLOAT_FILL = 9.96921e36f;

    static final double DOUBLE_FILL = 9.969209968386869e36;

    CfVariable {
        if (dimensions.size() != values.getRank())
            throw new IllegalArgumentException(name + " has dimensions " + dimensions + " and values of shape "
                    + Arrays.toString(values.getShape()));
    }

    /// @param dimensions names, separated by blanks; empty for a scalar
    static CfVariable of(String name, String dimensions, DataType type, int[] shape, Object storage) {
        return new CfVariable(
                name,
                dimensions.isEmpty() ? List.of() : List.of(dimensions.split(" ")),
                Array.factory(type, shape, storage),
                List.of());
    }

    /// Values that are never missing.
    static CfVariable doubles(String name, String dimension, double[] values) {
        return of(name, dimension, DataType.DOUBLE, new int[] {values.length}, values);
    }

    /// Values of which some may be NaN, which becomes the fill value.
    static CfVariable sparse(String name, String dimension, double[] values) {
        final double[] filled = Arrays.stream(values)
                .map(v -> Double.isNaN(v) ? DOUBLE_FILL : v)
                .toArray();
        return doubles(name, dimension, filled).with("_FillValue", DOUBLE_FILL);
    }

    static CfVariable ints(String name, String dimension, int[] values) {
        return of(name, dimension, DataType.INT, new int[] {values.length}, values);
    }

    static CfVariable bytes(String name, String dimension, byte[] values) {
        return of(name, dimension, DataType.BYTE, new int[] {values.length}, values);
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
        return of(name, dimension + " " + name + "_strlen", DataType.CHAR, new int[] {values.size(), length}, rows);
    }

    CfVariable with(String key, String value) {
        return with(new Attribute(key, value));
    }

    CfVariable with(String key, Number value) {
        return with(new Attribute(key, value));
    }

    CfVariable with(Attribute attribute) {
        final List<Attribute> all = new ArrayList<>(attributes);
        all.add(attribute);
        return new CfVariable(name, dimensions, values, List.copyOf(all));
    }

    CfVariable described(String longName, String units) {
        return with("long_name", longName).with("units", units);
    }

    /// Codes 0 to n - 1 with a meaning each.
    CfVariable flags(List<String> meanings) {
        final byte[] codes = new byte[meanings.size()];
        for (int n = 0; n < codes.length; n++) codes[n] = (byte) n;
        return with(new Attribute("flag_values", Array.factory(DataType.BYTE, new int[] {codes.length}, codes)))
                .with("flag_meanings", String.join(" ", meanings));
    }
}
