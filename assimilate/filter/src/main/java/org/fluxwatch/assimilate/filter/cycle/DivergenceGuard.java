package org.fluxwatch.assimilate.filter.cycle;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.assimilate.filter.ensrf.ColumnChanges;
import org.fluxwatch.assimilate.filter.forecast.FilterDivergedException;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.AnalysisField;

/// Stops a day whose ensemble has left its bounds, so that nothing is written from it. Comparisons are such that
/// what is no number is out of bounds.
///
/// @param incrementPpm greatest change of a mean by an hour's update, ppm
/// @param spreadPpm greatest standard deviation over members, ppm
record DivergenceGuard(LocalDate day, double incrementPpm, double spreadPpm) {
    /// @param hour of the day, 0 to 23, UTC
    /// @param what and where, for the message
    void spread(int hour, String what, double ppm) {
        if (!(ppm <= spreadPpm)) throw diverged(hour, what, "a spread of ", ppm, "stop-spread-ppm ", spreadPpm);
    }

    void increment(int hour, String what, double ppm) {
        if (!(Math.abs(ppm) <= incrementPpm))
            throw diverged(hour, what, "an increment of ", ppm, "stop-increment-ppm ", incrementPpm);
    }

    /// The lowest layer's concentrations, and any number of the columns that is none.
    void columns(int hour, ColumnChanges changes, Grid grid) {
        for (int c = 0; c < grid.cells(); c++) {
            final double increment = changes.increment()[c];
            final double spread = changes.spread()[c];
            if (Math.abs(increment) <= incrementPpm && spread <= spreadPpm) continue;
            final String what = String.format(
                    Locale.ROOT, "the column at %.2f N %.2f E, lowest layer,", grid.latitude(c), grid.longitude(c));
            increment(hour, what, increment);
            spread(hour, what, spread);
        }
    }

    /// The last look before a day goes out: every value of every map is a number.
    void fields(List<AnalysisField> fields) {
        for (AnalysisField field : fields)
            for (int c = 0; c < field.values().length; c++)
                if (!Float.isFinite(field.values()[c]))
                    throw new FilterDivergedException("on " + day + " " + field.name() + " in cell " + c + " is "
                            + field.values()[c] + ", expected a number");
    }

    private FilterDivergedException diverged(
            int hour, String what, String kind, double ppm, String setting, double bound) {
        return new FilterDivergedException("on " + day + " in hour " + hour + " UTC " + what + " has " + kind + ppm
                + " ppm, expected at most assimilate.filter." + setting + bound);
    }
}
