package org.fluxwatch.assimilate.inversion.solve;

/// How wrong the prior may be.
///
/// @param share standard deviation of a cell's flux, as a part of its size; the paper has 0.5, and tries 1 and 2
/// @param floor the least standard deviation, µmol m-2 s-1: without it a cell of no flux would stay at none
/// @param offsetPpm standard deviation of a background offset, ppm
public record PriorError(double share, double floor, double offsetPpm) {
    public PriorError {
        require("share", share);
        require("floor", floor);
        require("offset", offsetPpm);
    }

    private static void require(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("prior error's " + name + " is " + value + ", expected 0 or more");
    }

    /// Standard deviations of a month's state variables `[columns]`; 0 for a part that has no shape.
    ///
    /// @param scale of the prior's flux: 1, or as an experiment has it
    public double[] deviations(StateLayout layout, MonthShape month, double scale) {
        final double[] deviations = new double[layout.columns()];
        for (int part = 0; part < layout.parts(); part++)
            for (int cell = 0; cell < layout.cells(); cell++)
                if (month.shaped(part, cell))
                    deviations[layout.column(part, cell)] =
                            Math.max(share * Math.abs(scale * month.priorFlux()[layout.column(part, cell)]), floor);
        for (int o = 0; o < layout.offsets(); o++) deviations[layout.offsetColumn(o)] = offsetPpm;
        return deviations;
    }
}
