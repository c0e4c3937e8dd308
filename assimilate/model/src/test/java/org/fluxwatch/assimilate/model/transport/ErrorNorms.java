package org.fluxwatch.assimilate.model.transport;

/// Global errors of a field against the exact one, weighted with the cells' areas.
/// ```
/// l1 = I|q - qT| / I|qT|;  l2 = √(I(q - qT)² / I(qT²));  l∞ = max|q - qT| / max|qT|
/// ```
/// Source: Williamson et al. (1992), J. Comput. Phys. 102, 211-224, Eqs. 82 to 84.
///
/// @param least of the field's values
/// @param most of the field's values
record ErrorNorms(double l1, double l2, double lInfinity, double least, double most) {

    static ErrorNorms of(double[] field, double[] exact, double[] area) {
        double absolute = 0;
        double squares = 0;
        double exactAbsolute = 0;
        double exactSquares = 0;
        double greatest = 0;
        double exactGreatest = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < field.length; c++) {
            final double error = Math.abs(field[c] - exact[c]);
            absolute += area[c] * error;
            squares += area[c] * error * error;
            exactAbsolute += area[c] * Math.abs(exact[c]);
            exactSquares += area[c] * exact[c] * exact[c];
            greatest = Math.max(greatest, error);
            exactGreatest = Math.max(exactGreatest, Math.abs(exact[c]));
            least = Math.min(least, field[c]);
            most = Math.max(most, field[c]);
        }
        return new ErrorNorms(
                absolute / exactAbsolute, Math.sqrt(squares / exactSquares), greatest / exactGreatest, least, most);
    }

    /// Order of convergence of l1, l2 and l∞ `[3]` from this resolution to one twice as fine.
    double[] orderTo(ErrorNorms finer) {
        return new double[] {
            Math.log(l1 / finer.l1) / Math.log(2),
            Math.log(l2 / finer.l2) / Math.log(2),
            Math.log(lInfinity / finer.lInfinity) / Math.log(2)
        };
    }
}
