package org.fluxwatch.assimilate.ensrf;

import java.util.List;

/// The first pass: the observations assimilated one after the other into the simulated values alone.
/// ```
/// total = s² + r                              s² = var(y'_o), of the moment
/// α     = 1 / (1 + √(r / total))              Whitaker and Hamill (2002), Eq. 13
/// d     = y_o - mean of simulated o           of the moment
/// K_p   = ρ_op Σₙ y'_pn y'_on / ((N-1) total)
/// mean_p <- mean_p + K_p d;  y'_p <- y'_p - α K_p y'_o       for every observation p, localized like the state
/// ```
/// Inflated like the rows of the state, before the first observation or after the last.
/// What observation o looked like when its turn came is kept, so that any row of the state can replay it.
final class ObservationPass {
    final int nObs;
    final int nMembers;
    /// y'_o when its turn came `[nObs * N]`.
    final double[] anomalies;
    /// d when its turn came `[nObs]`.
    final double[] innovation;
    /// (N - 1) (s² + r) `[nObs]`.
    final double[] scaledTotal;
    /// α `[nObs]`.
    final double[] alpha;

    final double[] priorMean;
    final double[] priorSpread;
    final double[] posteriorMean;
    final double[] posteriorSpread;

    /// @param simulated H(x) `[nObs * N]`; not changed
    ObservationPass(
            List<Observation> observations,
            double[] simulated,
            int nMembers,
            Localization localization,
            Inflation inflation) {
        this.nObs = observations.size();
        this.nMembers = nMembers;
        this.anomalies = new double[nObs * nMembers];
        this.innovation = new double[nObs];
        this.scaledTotal = new double[nObs];
        this.alpha = new double[nObs];
        final double[] current = simulated.clone();
        final double[] mean = new double[nObs];
        for (int o = 0; o < nObs; o++) {
            mean[o] = Rows.centre(current, o * nMembers, nMembers);
            inflation.beforeUpdate(current, o * nMembers, nMembers);
        }
        final double[] prior = current.clone();
        priorMean = mean.clone();
        priorSpread = spreads(current);
        for (int o = 0; o < nObs; o++) assimilate(o, observations, current, mean, localization);
        for (int o = 0; o < nObs; o++) inflation.afterUpdate(current, o * nMembers, prior, o * nMembers, nMembers);
        posteriorMean = mean;
        posteriorSpread = spreads(current);
    }

    private void assimilate(
            int o, List<Observation> observations, double[] current, double[] mean, Localization localization) {
        final Observation observation = observations.get(o);
        final int own = o * nMembers;
        System.arraycopy(current, own, anomalies, own, nMembers);
        final double scaledVariance = Rows.dot(anomalies, own, anomalies, own, nMembers);
        final double scaledError = (nMembers - 1) * observation.errorVariance();
        innovation[o] = observation.value() - mean[o];
        scaledTotal[o] = scaledVariance + scaledError;
        alpha[o] = 1 / (1 + Math.sqrt(scaledError / scaledTotal[o]));
        for (int p = 0; p < nObs; p++) {
            final Observation other = observations.get(p);
            final double taper = localization.taper(
                    observation.latitude(), observation.longitude(), other.latitude(), other.longitude());
            if (taper != 0) mean[p] += replay(o, taper, current, p * nMembers);
        }
    }

    /// Updates the anomalies of one row with observation o in place.
    ///
    /// @param taper ρ between the observation and the row, 0 to 1
    /// @return what is to be added to the row's mean
    double replay(int o, double taper, double[] rows, int row) {
        final int own = o * nMembers;
        final double gain = taper * Rows.dot(rows, row, anomalies, own, nMembers) / scaledTotal[o];
        Rows.add(-alpha[o] * gain, anomalies, own, rows, row, nMembers);
        return gain * innovation[o];
    }

    private double[] spreads(double[] current) {
        final double[] spreads = new double[nObs];
        for (int o = 0; o < nObs; o++)
            spreads[o] = Math.sqrt(Rows.dot(current, o * nMembers, current, o * nMembers, nMembers) / (nMembers - 1));
        return spreads;
    }
}
