package org.fluxwatch.assimilate.inversion.system;

import org.fluxwatch.assimilate.inversion.solve.MonthRow;
import org.fluxwatch.contract.record.Innovation;
import org.fluxwatch.contract.record.ObservationRow;

/// Rows as they are kept and sent, as the algebra takes them.
public final class ObservationRows {
    private ObservationRows() {}

    /// @param innovation observed minus background minus what the prior's fluxes add, ppm
    public static MonthRow of(ObservationRow row, double innovation) {
        final Innovation.Observation observation = row.observation();
        final float[] stored = row.values();
        final double[] values = new double[stored.length];
        for (int c = 0; c < values.length; c++) values[c] = stored[c];
        return new MonthRow(
                observation.source() + "/" + observation.id(),
                observation.position().time(),
                row.columns(),
                values,
                innovation,
                observation.errorPpm() * observation.errorPpm());
    }

    /// What the increments of the month before an observation's and of its own add to a value, ppm.
    ///
    /// @param ppm the value
    /// @param earlier `[columns]`
    /// @param later `[columns]`
    public static double add(double ppm, ObservationRow row, double[] earlier, double[] later) {
        double sum = ppm;
        for (int c = 0; c < row.columns().length; c++) {
            final int column = row.columns()[c];
            sum += row.values()[c] * (column < earlier.length ? earlier[column] : later[column - earlier.length]);
        }
        return sum;
    }
}
