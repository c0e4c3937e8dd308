package org.fluxwatch.publish.totals;

import java.util.Arrays;

/// Simulated against observed XCO2 of a set of observations, added up; ppm.
final class Departures {
    private double[] departures = new double[64];
    private int count;
    private double sumX;
    private double sumY;
    private double sumXX;
    private double sumYY;
    private double sumXY;
    private double offset = Double.NaN;

    /// What is not known is left out.
    void add(double simulatedPpm, double observedPpm) {
        if (Double.isNaN(simulatedPpm) || Double.isNaN(observedPpm)) return;
        if (count == 0) offset = observedPpm; // else squares of 400 ppm take the digits of differences
        if (count == departures.length) departures = Arrays.copyOf(departures, 2 * count);
        departures[count++] = simulatedPpm - observedPpm;
        final double x = simulatedPpm - offset;
        final double y = observedPpm - offset;
        sumX += x;
        sumY += y;
        sumXX += x * x;
        sumYY += y * y;
        sumXY += x * y;
    }

    int count() {
        return count;
    }

    double bias() {
        double sum = 0;
        for (int n = 0; n < count; n++) sum += departures[n];
        return sum / count; // NaN of none
    }

    double rmse() {
        double sum = 0;
        for (int n = 0; n < count; n++) sum += departures[n] * departures[n];
        return Math.sqrt(sum / count);
    }

    double mae() {
        double sum = 0;
        for (int n = 0; n < count; n++) sum += Math.abs(departures[n]);
        return sum / count;
    }

    /// With N - 1; NaN of fewer than two.
    double standardDeviation() {
        if (count < 2) return Double.NaN;
        final double mean = bias();
        double sum = 0;
        for (int n = 0; n < count; n++) sum += (departures[n] - mean) * (departures[n] - mean);
        return Math.sqrt(sum / (count - 1));
    }

    double correlation() {
        final double xx = sumXX - sumX * sumX / count;
        final double yy = sumYY - sumY * sumY / count;
        return count < 2 || !(xx > 0 && yy > 0) ? Double.NaN : (sumXY - sumX * sumY / count) / Math.sqrt(xx * yy);
    }

    /// Percent of departures between two, both included.
    double percentWithin(double least, double greatest) {
        int within = 0;
        for (int n = 0; n < count; n++) if (departures[n] >= least && departures[n] <= greatest) within++;
        return 100.0 * within / count;
    }
}
