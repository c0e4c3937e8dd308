package org.fluxwatch.deploy.osse;

/// Collects errors and gives their mean and root mean square.
final class ErrorSums {
    /// What single precision leaves of fluxes that are the same, umol m-2 s-1; a share of it says nothing.
    private static final double ROUNDING = 1e-6;

    private double sum;
    private double squares;
    private int count;

    /// @param bias mean error; NaN without any
    /// @param rmse root mean square error; NaN without any
    record Errors(double bias, double rmse) {}

    void add(double error) {
        sum += error;
        squares += error * error;
        count++;
    }

    int count() {
        return count;
    }

    Errors errors() {
        return new Errors(sum / count, Math.sqrt(squares / count));
    }

    /// By how many percent the second RMSE is less than the first; NaN where the first is [#ROUNDING] at most.
    static double cutPercent(Errors before, Errors after) {
        return before.rmse() > ROUNDING ? 100 * (1 - after.rmse() / before.rmse()) : Double.NaN;
    }
}
