package org.fluxwatch.publish.monitoring;

import org.fluxwatch.contract.record.DayAlarms.Range;

/// How far a value is from what is usual, so that values of several statistics and sensors can be compared.
final class Excess {
    private Excess() {}

    /// Between two limits 0 in the middle and -1 and 1 at them; with one above, 1 at it. NaN where there is no limit.
    static double of(double value, Range limits) {
        return Double.isNaN(limits.low())
                ? value / limits.high()
                : (2 * value - limits.high() - limits.low()) / (limits.high() - limits.low());
    }
}
