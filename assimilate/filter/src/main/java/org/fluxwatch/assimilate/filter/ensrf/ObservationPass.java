package org.fluxwatch.assimilate.filter.ensrf;

import java.util.List;
import org.fluxwatch.assimilate.filter.ensrf.UpdateMethod.PerturbedObservations;
import org.fluxwatch.assimilate.filter.ensrf.UpdateMethod.SquareRoot;

/// The first pass: the observations assimilated one after the other into the simulated values alone.
/// ```
/// total = s² + r                              s² = var(y'_o), of the moment
/// α, v                                        by the update method; v is y'_o or y'_o - ε
/// d     = y_o - mean of simulated o           of the moment
/// K_p   = ρ_op Σₙ y'_pn y'_on / ((N-1) total)
/// mean_p <- mean_p + K_p d;  y'_p <- y'_p - α K_p v          for every observation p, localized like the state
/// ```
/// Inflated like the rows of the state, before the first observation or after the last.
/// What observation o looked like when its turn came is kept, so that any row of the state can replay it.
final class ObservationPass {
    final int nObs;
    final int nMembers;
    /// From one observation's anomalies to the next.
    final int stride;
    /// y'_o when its turn came `[nObs * stride]`; zero beyond the members.
    final double[] anomalies;
    /// v `[nObs * stride]`; zero beyond the members.
    final double[] directions;
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

    private final UpdateMethod update;

    /// @param simulated H(x) `[nObs * N]`; not changed
    ObservationPass(
            List<Observation> observations,
            double[] simulated,
            int nMembers,
            Localization localization,
            UpdateMethod update,
            Inflation inflation) {
        this.nObs = observations.size();
        this.nMembers = nMembers;
        this.stride = stride(nMembers);
        this.update = update;
        this.anomalies = new double[nObs * stride];
        this.directions = switch (update) {
            case SquareRoot _ -> anomalies;
            case PerturbedObservations _ -> new double[nObs * stride];
        };
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
        final Places places = Places.of(observations);
        final Neighbours neighbours = new Neighbours(localization, places, places);
        final int[] near = new int[nObs];
        final double[] taper = new double[nObs];
        for (int o = 0; o < nObs; o++) {
            keep(o, observations.get(o), current, mean[o]);
            final int nNear = neighbours.near(o, near, taper);
            for (int k = 0; k < nNear; k++) mean[near[k]] += replay(o, taper[k], current, near[k] * nMembers);
        }
        for (int o = 0; o < nObs; o++) inflation.afterUpdate(current, o * nMembers, prior, o * nMembers, nMembers);
        posteriorMean = mean;
        posteriorSpread = spreads(current);
    }

    /// Even, so that kernels take members two by two.
    static int stride(int nMembers) {
        return nMembers + nMembers % 2;
    }

    private void keep(int o, Observation observation, double[] current, double mean) {
        final int own = o * stride;
        System.arraycopy(current, o * nMembers, anomalies, own, nMembers);
        final double scaledVariance = Rows.dot(anomalies, own, anomalies, own, nMembers);
        final double scaledError = (nMembers - 1) * observation.errorVariance();
        innovation[o] = observation.value() - mean;
        scaledTotal[o] = scaledVariance + scaledError;
        switch (update) {
            case SquareRoot _ -> alpha[o] = 1 / (1 + Math.sqrt(scaledError / scaledTotal[o]));
            case PerturbedObservations perturbed -> {
                alpha[o] = 1;
                System.arraycopy(anomalies, own, directions, own, nMembers);
                perturbed.perturb(observation, directions, own, nMembers);
            }
        }
    }

    /// Updates the anomalies of one simulated value with observation o in place.
    ///
    /// @param taper ρ between the two
    /// @return what is to be added to its mean
    private double replay(int o, double taper, double[] rows, int row) {
        final int own = o * stride;
        final double gain = taper * Rows.dot(rows, row, anomalies, own, nMembers) / scaledTotal[o];
        Rows.add(-alpha[o] * gain, directions, own, rows, row, nMembers);
        return gain * innovation[o];
    }

    private double[] spreads(double[] current) {
        final double[] spreads = new double[nObs];
        for (int o = 0; o < nObs; o++)
            spreads[o] = Math.sqrt(Rows.dot(current, o * nMembers, current, o * nMembers, nMembers) / (nMembers - 1));
        return spreads;
    }
}
