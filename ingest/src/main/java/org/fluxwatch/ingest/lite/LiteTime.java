package org.fluxwatch.ingest.lite;

import java.time.Instant;
import org.fluxwatch.contract.netcdf.CfTime;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;

/// Times of soundings, which a file may count in any unit from any date: version 7 and older from 1993.
/// ```
/// t = t_0 + v (t_p - t_0) / p        t_x the time of x by the units, p = 1e6 or 1e4
/// ```
/// so that a file's hundred thousands of times take but five dates to be worked out.
final class LiteTime {
    private static final double MANY = 1e6;
    private static final double FEW = 1e4;
    private static final double[] BETWEEN = {59, 365, 7_777};
    private static final double TOLERANCE_SECONDS = 0.01;

    /// Of the product, in seconds.
    private static final double FILL = -999_999;

    private LiteTime() {}

    /// Seconds since 1970-01-01 UTC, NaN where missing.
    ///
    /// @throws InputException when the units are none of time
    static double[] epochSeconds(GridVariable time) {
        final double[] values = time.doubles();
        for (int s = 0; s < values.length; s++) if (values[s] == FILL) values[s] = Double.NaN;
        if (time.text("units").isEmpty()) return values; // the product's definition: since 1970
        final double begin = seconds(CfTime.instants(time, new double[] {0})[0]);
        final double unit = unit(time, begin);
        requireEven(time, begin, unit);
        for (int s = 0; s < values.length; s++) values[s] = begin + values[s] * unit;
        return values;
    }

    /// Seconds. Of many, since times are to the millisecond; of fewer where so many lie beyond all calendars.
    private static double unit(GridVariable time, double begin) {
        try {
            return (seconds(CfTime.instants(time, new double[] {MANY})[0]) - begin) / MANY;
        } catch (InputException e) {
            return (seconds(CfTime.instants(time, new double[] {FEW})[0]) - begin) / FEW;
        }
    }

    /// Months are not, nor days of a calendar without leap years.
    private static void requireEven(GridVariable time, double begin, double unit) {
        final Instant[] found = CfTime.instants(time, BETWEEN.clone());
        for (int i = 0; i < BETWEEN.length; i++)
            if (!(Math.abs(seconds(found[i]) - begin - BETWEEN[i] * unit) <= TOLERANCE_SECONDS))
                throw time.wrong("has units '" + time.units() + "', expected such as are all of one length,"
                        + " 'seconds since 1970-01-01' for one");
    }

    private static double seconds(Instant time) {
        return time.toEpochMilli() / 1e3;
    }
}
