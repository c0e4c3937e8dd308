package org.fluxwatch.assimilate.filter.cycle;

import java.util.List;
import org.fluxwatch.assimilate.model.operator.ObservationOperator;
import org.fluxwatch.contract.grid.Sphere;

/// Error variances for a filter that takes the errors of observations for independent, where neighbours share a part of
/// theirs: that part counts as often as there are observations that share it, so that many of them together weigh
/// as one. Retrievals share it; stations have an error of their own.
/// ```
/// r_o = σ_o² + e² Σ_p exp(-½ (d_op / L)²)     p: the hour's retrievals, o among them
/// ```
/// As Chevallier (2007), Geophys. Res. Lett. 34, L24804, inflates variances for correlations that are left out; there
/// by a constant. Their own errors, which innovations are held against, stay `√(σ² + e²)`.
///
/// @param sharedPpm e
/// @param lengthKm L; 0: nothing is shared
record SharedErrors(double sharedPpm, double lengthKm) {
    private static final double EARTH_KM = 1e-3 * Sphere.RADIUS_M;

    /// r of each, ppm².
    double[] variances(List<CycleObservation> observations) {
        final int n = observations.size();
        final double[] variances = new double[n];
        for (int o = 0; o < n; o++)
            variances[o] = observations.get(o).errorPpm() * observations.get(o).errorPpm();
        if (lengthKm == 0) return variances;
        final double[] x = new double[n];
        final double[] y = new double[n];
        final double[] z = new double[n];
        for (int o = 0; o < n; o++) {
            final double latitude = Math.toRadians(observations.get(o).latitude());
            final double longitude = Math.toRadians(observations.get(o).longitude());
            x[o] = Math.cos(latitude) * Math.cos(longitude) * EARTH_KM / lengthKm;
            y[o] = Math.cos(latitude) * Math.sin(longitude) * EARTH_KM / lengthKm;
            z[o] = Math.sin(latitude) * EARTH_KM / lengthKm;
        }
        for (int o = 0; o < n; o++)
            for (int p = o + 1; p < n; p++) {
                if (!isRetrieval(observations.get(o)) || !isRetrieval(observations.get(p))) continue;
                final double squared =
                        (x[o] - x[p]) * (x[o] - x[p]) + (y[o] - y[p]) * (y[o] - y[p]) + (z[o] - z[p]) * (z[o] - z[p]);
                final double shared = sharedPpm * sharedPpm * Math.exp(-0.5 * squared);
                variances[o] += shared;
                variances[p] += shared;
            }
        return variances;
    }

    private static boolean isRetrieval(CycleObservation observation) {
        return observation.operator() instanceof ObservationOperator.Column;
    }
}
