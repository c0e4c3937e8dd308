package org.fluxwatch.assimilate.inversion.solve;

/// What is known of a month's increment after the observations; fluxes in µmol m-2 s-1, offsets in ppm.
///
/// @param increment mean `[columns]`
/// @param deviation standard deviation `[columns]`
/// @param priorDeviation standard deviation before any observation `[columns]`
/// @param kernel diagonal of the averaging kernel, 1 - (S_b S_a^-1)_ii with the month's own prior covariance
/// `[columns]`: how much of a cell's estimate comes from the observations
/// @param cellIncrement mean of the parts' sum `[cells]`
/// @param cellDeviation its standard deviation `[cells]`
/// @param cellPriorDeviation before any observation `[cells]`
/// @param totals of regions, of the increment, in the regions' unit `[regions]`
/// @param covariance of the totals `[regions][regions]`
/// @param priorCovariance before any observation
public record MonthPosterior(
        StateLayout layout,
        double[] increment,
        double[] deviation,
        double[] priorDeviation,
        double[] kernel,
        double[] cellIncrement,
        double[] cellDeviation,
        double[] cellPriorDeviation,
        double[] totals,
        double[][] covariance,
        double[][] priorCovariance) {

    /// The trace of the averaging kernel: how many independent numbers of the month's fluxes and offsets were
    /// learnt.
    public double degreesOfFreedom() {
        double sum = 0;
        for (double share : kernel) sum += share;
        return sum;
    }

    /// 1 - posterior / prior standard deviation of a cell; 0 in a cell that cannot be learnt `[cells]`.
    public double[] uncertaintyReduction() {
        final double[] reduction = new double[cellDeviation.length];
        for (int c = 0; c < reduction.length; c++)
            reduction[c] = cellPriorDeviation[c] > 0 ? 1 - cellDeviation[c] / cellPriorDeviation[c] : 0;
        return reduction;
    }

    /// Cells of which the observations say too little: none of the parts' kernels reaches a threshold `[cells]`.
    public boolean[] tooLittleData(double threshold) {
        final boolean[] little = new boolean[layout.cells()];
        for (int cell = 0; cell < little.length; cell++) {
            little[cell] = true;
            for (int part = 0; part < layout.parts(); part++)
                little[cell] &= !(kernel[layout.column(part, cell)] >= threshold);
        }
        return little;
    }

    /// Correction of the background, ppm.
    public double offset(int offset) {
        return increment[layout.offsetColumn(offset)];
    }
}
