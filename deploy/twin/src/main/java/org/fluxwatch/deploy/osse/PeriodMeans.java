package org.fluxwatch.deploy.osse;

import org.fluxwatch.assimilate.filter.cycle.DayResult;
import org.fluxwatch.contract.record.AnalysisField;

/// Maps of natural flux, means of the scored days, µmol m-2 s-1 `[cells]`.
final class PeriodMeans {
    private final double[] truth;
    private final double[] prior;
    private final double[] analysis;
    private final double[] spread;
    private int days;

    PeriodMeans(int cells) {
        truth = new double[cells];
        prior = new double[cells];
        analysis = new double[cells];
        spread = new double[cells];
    }

    void add(float[] trueFlux, DayResult result) {
        add(truth, trueFlux);
        add(prior, field(result, "flux_prior"));
        add(analysis, field(result, "flux_analysis"));
        add(spread, field(result, "flux_analysis_spread"));
        days++;
    }

    private static void add(double[] sums, float[] values) {
        for (int c = 0; c < sums.length; c++) sums[c] += values[c];
    }

    /// A field of a day's product.
    static float[] field(DayResult result, String name) {
        return result.fields().stream()
                .filter(field -> field.name().equals(name))
                .map(AnalysisField::values)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the day's analysis has no field " + name));
    }

    double[] truth() {
        return mean(truth);
    }

    double[] prior() {
        return mean(prior);
    }

    double[] analysis() {
        return mean(analysis);
    }

    /// Mean of the daily spreads.
    double[] spread() {
        return mean(spread);
    }

    private double[] mean(double[] sums) {
        final double[] mean = new double[sums.length];
        for (int c = 0; c < mean.length; c++) mean[c] = sums[c] / days;
        return mean;
    }
}
