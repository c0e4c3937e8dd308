package org.fluxwatch.assimilate.inversion.cells;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.fluxwatch.assimilate.inversion.row.Row;
import org.fluxwatch.assimilate.model.PriorFlux;

/// A month of a prior in the optimised cells, µmol m-2 s-1, positive to the air.
///
/// @param net of all the prior has, means of 3-hour bins `[bins * cells]`
/// @param fossil mean over the month `[cells]`
/// @param fire mean over the month `[cells]`
public record PriorMonth(YearMonth month, float[] net, double[] fossil, double[] fire) {
    private static final int HOURS_A_BIN = Row.BIN_SECONDS / 3600;

    /// A month without fluxes.
    public static PriorMonth none(FluxCells cells, YearMonth month) {
        final int bins = (int) begin(month).until(begin(month.plusMonths(1)), ChronoUnit.HOURS) / HOURS_A_BIN;
        return new PriorMonth(
                month, new float[bins * cells.count()], new double[cells.count()], new double[cells.count()]);
    }

    /// @throws org.fluxwatch.contract.netcdf.InputException when an hour cannot be given
    public static PriorMonth of(PriorFlux prior, FluxCells cells, YearMonth month) {
        final int count = cells.count();
        final Instant begin = begin(month);
        final int hours = (int) begin.until(begin(month.plusMonths(1)), ChronoUnit.HOURS);
        final float[] net = new float[hours / HOURS_A_BIN * count];
        final double[] fossil = new double[count];
        final double[] fire = new double[count];
        final double[] bin = new double[count];
        for (int hour = 0; hour < hours; hour++) {
            final PriorFlux.Fields fields = prior.at(begin.plusSeconds(3600L * hour));
            cells.addMeans(fields.release(), bin);
            cells.addMeans(fields.uptake(), bin);
            cells.addMeans(fields.fossil(), bin);
            cells.addMeans(fields.fire(), bin);
            cells.addMeans(fields.fossil(), fossil);
            cells.addMeans(fields.fire(), fire);
            if ((hour + 1) % HOURS_A_BIN == 0)
                for (int c = 0; c < count; c++) {
                    net[hour / HOURS_A_BIN * count + c] = (float) (bin[c] / HOURS_A_BIN);
                    bin[c] = 0;
                }
        }
        for (int c = 0; c < count; c++) {
            fossil[c] /= hours;
            fire[c] /= hours;
        }
        return new PriorMonth(month, net, fossil, fire);
    }

    private static Instant begin(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /// Mean net flux over the month `[cells]`.
    public double[] meanNet() {
        final int count = fossil.length;
        final double[] mean = new double[count];
        final int bins = net.length / count;
        for (int b = 0; b < bins; b++) for (int c = 0; c < count; c++) mean[c] += net[b * count + c];
        for (int c = 0; c < count; c++) mean[c] /= bins;
        return mean;
    }
}
