package org.fluxwatch.assimilate.model.transport;

/// The scheme of Colella and Woodward (1984) for one lane of one line, in doubles and with the branches of the paper:
/// the oracle of [PiecewiseParabolic]. Outflow of a cell must not exceed its mass.
final class ScalarParabolic {
    private ScalarParabolic() {}

    /// @param q `[cells]`
    /// @param before value outside the first face; used when air comes in there
    /// @param carried air through the faces, kg `[cells + 1]`
    /// @return q after the step
    static double[] advance(
            double[] q, double before, double after, double[] thickness, double[] mass, double[] carried) {
        final int cells = q.length;
        final double[] padded = new double[cells + 6];
        final double[] width = new double[cells + 6];
        for (int i = -3; i < cells + 3; i++) {
            final int inside = Math.clamp(i, 0, cells - 1);
            padded[i + 3] = q[inside];
            width[i + 3] = thickness[inside];
            if (i < 0 && carried[0] > 0) padded[i + 3] = before;
            if (i >= cells && carried[cells] < 0) padded[i + 3] = after;
        }
        final double[] face = new double[cells + 1];
        for (int f = 0; f <= cells; f++) {
            if (f == 0 && carried[0] > 0) face[f] = before;
            else if (f == cells && carried[cells] < 0) face[f] = after;
            else if (carried[f] > 0) face[f] = outflow(padded, width, f + 2, carried[f] / mass[f - 1], true);
            else if (carried[f] < 0) face[f] = outflow(padded, width, f + 3, -carried[f] / mass[f], false);
        }
        final double[] result = new double[cells];
        for (int i = 0; i < cells; i++)
            result[i] = (mass[i] * q[i] + carried[i] * face[i] - carried[i + 1] * face[i + 1])
                    / (mass[i] + carried[i] - carried[i + 1]);
        return result;
    }

    private static double outflow(double[] q, double[] d, int i, double courant, boolean ahead) {
        double left = edge(q, d, i - 1);
        double right = edge(q, d, i);
        // Eq. 1.10
        if ((right - q[i]) * (q[i] - left) <= 0) {
            left = q[i];
            right = q[i];
        } else {
            final double difference = right - left;
            final double curvature = 6 * (q[i] - 0.5 * (left + right));
            if (difference * curvature > difference * difference) left = 3 * q[i] - 2 * right;
            else if (-difference * difference > difference * curvature) right = 3 * q[i] - 2 * left;
        }
        // Eq. 1.12
        final double difference = right - left;
        final double curvature = 6 * (q[i] - 0.5 * (left + right));
        return ahead
                ? right - courant / 2 * (difference - (1 - 2 * courant / 3) * curvature)
                : left + courant / 2 * (difference + (1 - 2 * courant / 3) * curvature);
    }

    /// Value between cells j and j + 1, Eq. 1.6.
    private static double edge(double[] q, double[] d, int j) {
        final double sum = d[j - 1] + d[j] + d[j + 1] + d[j + 2];
        return q[j]
                + d[j] / (d[j] + d[j + 1]) * (q[j + 1] - q[j])
                + (2
                                        * d[j + 1]
                                        * d[j]
                                        / (d[j] + d[j + 1])
                                        * ((d[j - 1] + d[j]) / (2 * d[j] + d[j + 1])
                                                - (d[j + 2] + d[j + 1]) / (2 * d[j + 1] + d[j]))
                                        * (q[j + 1] - q[j])
                                - d[j] * (d[j - 1] + d[j]) / (2 * d[j] + d[j + 1]) * slope(q, d, j + 1)
                                + d[j + 1] * (d[j + 1] + d[j + 2]) / (d[j] + 2 * d[j + 1]) * slope(q, d, j))
                        / sum;
    }

    /// Eqs. 1.7 and 1.8.
    private static double slope(double[] q, double[] d, int j) {
        if (j == 0 || j == q.length - 1) return 0;
        final double ahead = q[j + 1] - q[j];
        final double behind = q[j] - q[j - 1];
        if (ahead * behind <= 0) return 0;
        final double centred = d[j]
                / (d[j - 1] + d[j] + d[j + 1])
                * ((2 * d[j - 1] + d[j]) / (d[j + 1] + d[j]) * ahead
                        + (d[j] + 2 * d[j + 1]) / (d[j - 1] + d[j]) * behind);
        return Math.min(Math.abs(centred), 2 * Math.min(Math.abs(ahead), Math.abs(behind))) * Math.signum(centred);
    }
}
