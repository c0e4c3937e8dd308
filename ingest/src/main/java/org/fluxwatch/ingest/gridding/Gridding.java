package org.fluxwatch.ingest.gridding;

import java.util.Comparator;
import java.util.List;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.IngestSettings;

/// Makes superobservations of soundings, for one domain at a time.
public sealed interface Gridding permits MeanGridding, ThinGridding {
    /// Order of superobservations, everywhere.
    Comparator<Superobservation> ORDER =
            Comparator.comparing(Superobservation::time).thenComparing(Superobservation::id);

    /// @param superobservations inside the domain, in [#ORDER]
    /// @param outside soundings that went into none of them because they lie outside the domain
    record Gridded(List<Superobservation> superobservations, int outside) {}

    /// @param domain the records' domain
    /// @param grid its grid; what lies in none of its cells is left out
    Gridded grid(GranuleSoundings soundings, String domain, Grid grid);

    static Gridding of(IngestSettings settings) {
        return switch (settings.gridding()) {
            case MEAN ->
                new MeanGridding(settings.meanCellDegrees(), settings.meanBinHours(), settings.withheldShare());
            case THIN -> new ThinGridding();
        };
    }
}
