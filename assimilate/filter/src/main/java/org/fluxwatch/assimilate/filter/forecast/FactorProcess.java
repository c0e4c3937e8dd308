package org.fluxwatch.assimilate.filter.forecast;

/// How a factor goes from day to day, stationary with variance σ² about 1:
/// ```
/// f(d+1) = 1 + φ (f(d) - 1) + ψ (f(d-1) - 1) + ν σ ε
/// steps:  φ = exp(-1 day / T), ψ = 0              AR(1), corr(t) = exp(-t / T)
/// smooth: φ = 2 r, ψ = -r², r = exp(-2 days / T)  AR(2), corr(t) ≈ (1 + 2 t / T) exp(-2 t / T)
/// ```
/// Steps lead back as soon as on; what is smooth goes on as it went. Both correlations sum to T. Source: Box and
/// Jenkins, Time Series Analysis, 3.2.
///
/// @param last φ
/// @param lastButOne ψ
/// @param noise ν
/// @param memoryDays T
public record FactorProcess(double last, double lastButOne, double noise, double memoryDays) {
    public static FactorProcess steps(double memoryDays) {
        final double a = Math.exp(-1 / memoryDays);
        return new FactorProcess(a, 0, Math.sqrt(1 - a * a), memoryDays);
    }

    public static FactorProcess smooth(double memoryDays) {
        final double r = Math.exp(-2 / memoryDays);
        final double q = r * r;
        return new FactorProcess(2 * r, -q, Math.sqrt((1 - q) * (1 - q) * (1 - q) / (1 + q)), memoryDays);
    }

    /// Past days that today's factors follow from, beyond the last.
    int daysKept() {
        return lastButOne == 0 ? 0 : 2;
    }

    /// Correlation of a day with the next.
    double dayToDay() {
        return last / (1 - lastButOne);
    }

    @Override
    public String toString() {
        return (lastButOne == 0 ? "in steps" : "smooth") + ", memory " + memoryDays + " days";
    }
}
