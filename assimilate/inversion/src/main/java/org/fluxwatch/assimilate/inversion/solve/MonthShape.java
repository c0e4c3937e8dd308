package org.fluxwatch.assimilate.inversion.solve;

/// The shape of a month's increment in each cell, and what of the prior each part goes with.
///
/// @param firstBin three-hour bins since 1970-01-01T00Z
/// @param bins of the month
/// @param cells optimised cells
/// @param parts state variables a cell
/// @param weights `[parts, bins, cells]`, >= 0; of each part and cell the mean over bins is 1, or all are 0
/// where the part has nothing to go with: no night in polar summer, no uptake in a cell that only releases
/// @param priorFlux what the prior has of each part, mean over the month, µmol m-2 s-1 `[parts * cells]`
/// @param withoutPrior cells of which the prior has no flux in any part; the prior error's floor lets them learn
public record MonthShape(
        long firstBin, int bins, int cells, int parts, float[] weights, double[] priorFlux, int withoutPrior) {

    /// @param weights before they are scaled to a mean of 1; scaled in place
    /// @param priorFlux `[parts * cells]`
    static MonthShape scaled(long firstBin, int bins, int cells, int parts, float[] weights, double[] priorFlux) {
        int without = 0;
        for (int cell = 0; cell < cells; cell++) {
            boolean fluxless = true;
            boolean shapeless = true;
            for (int part = 0; part < parts; part++) {
                fluxless &= priorFlux[part * cells + cell] == 0;
                shapeless &= sum(weights, part, bins, cells, cell) == 0;
            }
            if (fluxless) without++;
            if (shapeless) for (int bin = 0; bin < bins; bin++) weights[bin * cells + cell] = 1;
            for (int part = 0; part < parts; part++) {
                final double mean = sum(weights, part, bins, cells, cell) / bins;
                for (int bin = 0; mean > 0 && bin < bins; bin++) {
                    final int at = (part * bins + bin) * cells + cell;
                    weights[at] = (float) (weights[at] / mean);
                }
            }
        }
        return new MonthShape(firstBin, bins, cells, parts, weights, priorFlux, without);
    }

    /// The same shape, with what another prior has of each part.
    ///
    /// @param other of the same month, cells and parts
    public MonthShape withPrior(MonthShape other) {
        return new MonthShape(firstBin, bins, cells, parts, weights, other.priorFlux(), other.withoutPrior());
    }

    private static double sum(float[] weights, int part, int bins, int cells, int cell) {
        double sum = 0;
        for (int bin = 0; bin < bins; bin++) sum += weights[(part * bins + bin) * cells + cell];
        return sum;
    }

    /// Whether a part of a cell's increment has a shape, so that it can be learnt.
    boolean shaped(int part, int cell) {
        return sum(weights, part, bins, cells, cell) > 0;
    }

    /// @param bin since 1970-01-01T00Z, of the month
    float weight(int part, long bin, int cell) {
        return weights[(part * bins + (int) (bin - firstBin)) * cells + cell];
    }

    boolean has(long bin) {
        return bin >= firstBin && bin < firstBin + bins;
    }
}
