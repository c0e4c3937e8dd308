package org.fluxwatch.assimilate.inputs.flux;

import java.nio.file.Path;
import java.util.List;
import org.fluxwatch.assimilate.regrid.ConservativeRegrid;

/// What the header of a file of fluxes says; values are read from it when asked for.
sealed interface FluxFile permits CfFluxFile, Gfed4File, OdiacTiff {
    Path path();

    /// In their order, none overlapping the next.
    List<Interval> intervals();

    CellEdges cells();

    List<FluxTerm> terms();

    /// A term's mean over an interval, µmol m-2 s-1, with the file's own sign; NaN where it is missing.
    ///
    /// @param interval index of the interval
    /// @param regrid for the source cells that are needed and their areas
    /// @return values of the window `[window.ny * window.nx]`
    double[] read(FluxTerm term, int interval, ConservativeRegrid regrid);
}
