package org.fluxwatch.assimilate.inversion.solve;

/// What all observations up to the end of a month say of that month, the months before marginalised: a quadratic
/// form in the increments s in units of their prior standard deviations, `s'Λs - 2 η's + c`.
///
/// @param deviations of the month, prior, in which s is measured `[columns]`
/// @param precision Λ
/// @param vector η, padded to tiles
/// @param constant c
/// @param minimum the form's least value: the sum of all innovations' squares in units of their covariance
public record Carry(double[] deviations, TiledTriangle precision, double[] vector, double constant, double minimum) {
    /// All of it, in one row.
    public double[] values() {
        final double[] triangle = precision.values();
        final double[] values = new double[2 + deviations.length + vector.length + triangle.length];
        values[0] = constant;
        values[1] = minimum;
        int at = 2;
        for (double[] part : new double[][] {deviations, vector, triangle}) {
            System.arraycopy(part, 0, values, at, part.length);
            at += part.length;
        }
        return values;
    }

    /// What [#values] gave.
    ///
    /// @throws IllegalArgumentException when it is of another layout
    public static Carry of(StateLayout layout, double[] values) {
        final TiledTriangle precision = new TiledTriangle(layout.tiles());
        final double[] deviations = new double[layout.columns()];
        final double[] vector = new double[precision.size()];
        final int expected = 2 + deviations.length + vector.length + precision.values().length;
        if (values.length != expected)
            throw new IllegalArgumentException(
                    "a closed month of " + values.length + " values, expected " + expected + " of " + layout);
        int at = 2;
        for (double[] part : new double[][] {deviations, vector, precision.values()}) {
            System.arraycopy(values, at, part, 0, part.length);
            at += part.length;
        }
        return new Carry(deviations, precision, vector, values[0], values[1]);
    }
}
