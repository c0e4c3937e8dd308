package org.fluxwatch.assimilate.inputs.flux;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.fluxwatch.assimilate.inputs.StepIndex;
import org.fluxwatch.assimilate.model.regrid.ConservativeRegrid;

/// What the header of a file of fluxes says; values are read from it when asked for.
sealed interface FluxFile extends StepIndex.Header permits CfFluxFile, Gfed4File, OdiacTiff {
    Header header();

    @Override
    default Instant begin() {
        return intervals().isEmpty() ? Instant.MAX : intervals().getFirst().begin();
    }

    /// @param intervals in their order, none overlapping the next
    record Header(Path path, List<Interval> intervals, CellEdges cells, List<FluxTerm> terms) {
        public Header {
            intervals = List.copyOf(intervals);
            terms = List.copyOf(terms);
        }
    }

    default Path path() {
        return header().path();
    }

    default List<Interval> intervals() {
        return header().intervals();
    }

    default CellEdges cells() {
        return header().cells();
    }

    default List<FluxTerm> terms() {
        return header().terms();
    }

    /// A term's mean over an interval, µmol m-2 s-1, with the file's own sign; NaN where it is missing.
    ///
    /// @param interval index of the interval
    /// @param regrid for the source cells that are needed and their areas
    /// @return values of the window `[window.ny * window.nx]`
    double[] read(FluxTerm term, int interval, ConservativeRegrid regrid);
}
