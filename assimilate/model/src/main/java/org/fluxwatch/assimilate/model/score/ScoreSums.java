package org.fluxwatch.assimilate.model.score;

import org.fluxwatch.contract.record.DailyAnalysis.Scores;

/// Collects pairs of observed and simulated values and gives their scores.
public final class ScoreSums {
    private int count;
    private double difference;
    private double squaredDifference;
    private double absoluteDifference;
    private double meanObserved;
    private double meanSimulated;
    private double varianceObserved;
    private double varianceSimulated;
    private double covariance;

    /// Adds a pair, ppm. Means and (co)variances by Welford's updates, so that large offsets cost no digits.
    public void add(double observed, double simulated) {
        count++;
        final double d = observed - simulated;
        difference += d;
        squaredDifference += d * d;
        absoluteDifference += Math.abs(d);
        final double fromMeanObserved = observed - meanObserved;
        final double fromMeanSimulated = simulated - meanSimulated;
        meanObserved += fromMeanObserved / count;
        meanSimulated += fromMeanSimulated / count;
        varianceObserved += fromMeanObserved * (observed - meanObserved);
        varianceSimulated += fromMeanSimulated * (simulated - meanSimulated);
        covariance += fromMeanObserved * (simulated - meanSimulated);
    }

    public Scores scores() {
        if (count == 0) return new Scores(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        final double correlation = covariance / Math.sqrt(varianceObserved * varianceSimulated);
        return new Scores(
                count,
                difference / count,
                Math.sqrt(squaredDifference / count),
                absoluteDifference / count,
                count < 3 ? Double.NaN : correlation);
    }
}
