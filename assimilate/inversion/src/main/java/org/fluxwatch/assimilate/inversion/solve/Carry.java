package org.fluxwatch.assimilate.inversion.solve;

import java.nio.ByteBuffer;

/// What all observations up to the end of a month say of that month, the months before marginalised: a quadratic
/// form in the increments s in units of their prior standard deviations, `s'Λs - 2 η's + c`.
///
/// @param deviations of the month, prior, in which s is measured `[columns]`
/// @param precision Λ
/// @param vector η, padded to tiles
/// @param constant c
/// @param minimum the form's least value: the sum of all innovations' squares in units of their covariance
public record Carry(double[] deviations, TiledTriangle precision, double[] vector, double constant, double minimum) {
    /// Every bit of it, big-endian.
    public byte[] bytes() {
        final double[] triangle = precision.values();
        final ByteBuffer bytes =
                ByteBuffer.allocate(Double.BYTES * (2 + deviations.length + vector.length + triangle.length));
        bytes.putDouble(constant).putDouble(minimum);
        for (double[] part : new double[][] {deviations, vector, triangle})
            for (double value : part) bytes.putDouble(value);
        return bytes.array();
    }

    /// What [#bytes] gave.
    ///
    /// @throws IllegalArgumentException when it is of another layout
    public static Carry of(StateLayout layout, byte[] content) {
        final TiledTriangle precision = new TiledTriangle(layout.tiles());
        final double[] deviations = new double[layout.columns()];
        final double[] vector = new double[precision.size()];
        final int expected = Double.BYTES * (2 + deviations.length + vector.length + precision.values().length);
        if (content.length != expected)
            throw new IllegalArgumentException(
                    "a closed month of " + content.length + " bytes, expected " + expected + " of " + layout);
        final ByteBuffer bytes = ByteBuffer.wrap(content);
        final double constant = bytes.getDouble();
        final double minimum = bytes.getDouble();
        for (double[] part : new double[][] {deviations, vector, precision.values()})
            for (int n = 0; n < part.length; n++) part[n] = bytes.getDouble();
        return new Carry(deviations, precision, vector, constant, minimum);
    }
}
