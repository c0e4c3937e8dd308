package org.fluxwatch.assimilate.filter.ensrf;

import java.util.List;

/// Whitaker and Hamill (2002) straight from the page, without haste: state and simulated values are one long vector of
/// whole members, which every observation updates in turn. What the filter in two passes must equal.
///
/// @param ofState ρ of the columns
/// @param ofSimulated ρ of the simulated values; anything but the same is a mistake
record JointEnsrf(int nMembers, Places columns, int rows, Localization ofState, Localization ofSimulated) {
    /// @param state row r of column c has member n at `(c * rows + r) * N + n`, in place
    /// @param simulated member n of observation o at `o * N + n`, in place
    void analyse(List<Observation> observations, double[] state, double[] simulated) {
        final Places observed = Places.of(observations);
        final Neighbours near = new Neighbours(ofState, columns, observed);
        final Neighbours others = new Neighbours(ofSimulated, observed, observed);
        final int most = Math.max(columns.size(), observed.size());
        final int[] places = new int[most];
        final double[] taper = new double[most];
        final double[] own = new double[nMembers];
        for (int o = 0; o < observations.size(); o++) {
            System.arraycopy(simulated, o * nMembers, own, 0, nMembers);
            final double mean = mean(own, 0);
            double variance = 0;
            for (int n = 0; n < nMembers; n++) {
                own[n] -= mean;
                variance += own[n] * own[n] / (nMembers - 1);
            }
            final double innovation = observations.get(o).value() - mean;
            final double error = observations.get(o).errorVariance();
            for (int c = 0, nNear = near.near(o, places, taper); c < nNear; c++)
                for (int row = 0; row < rows; row++)
                    update(state, (places[c] * rows + row) * nMembers, own, innovation, variance, error, taper[c]);
            for (int p = 0, nNear = others.near(o, places, taper); p < nNear; p++)
                update(simulated, places[p] * nMembers, own, innovation, variance, error, taper[p]);
        }
    }

    private double mean(double[] values, int row) {
        double sum = 0;
        for (int n = 0; n < nMembers; n++) sum += values[row + n];
        return sum / nMembers;
    }

    private void update(
            double[] values, int row, double[] own, double innovation, double variance, double error, double taper) {
        final double mean = mean(values, row);
        double covariance = 0;
        for (int n = 0; n < nMembers; n++) covariance += (values[row + n] - mean) * own[n] / (nMembers - 1);
        final double gain = taper * covariance / (variance + error);
        final double alpha = 1 / (1 + Math.sqrt(error / (variance + error)));
        for (int n = 0; n < nMembers; n++) values[row + n] += gain * (innovation - alpha * own[n]);
    }

    static double largestDifference(double[] one, double[] other) {
        double largest = 0;
        for (int at = 0; at < one.length; at++) largest = Math.max(largest, Math.abs(one[at] - other[at]));
        return largest;
    }
}
