package org.fluxwatch.ingest.gridding;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.record.Superobservation;
import org.fluxwatch.contract.settings.IngestSettings;

/// Makes superobservations of soundings.
public sealed interface Gridding permits MeanGridding, ThinGridding {
    /// Order of superobservations, everywhere.
    Comparator<Superobservation> ORDER =
            Comparator.comparing(Superobservation::time).thenComparing(Superobservation::id);

    /// @param superobservations inside the domain, in [#ORDER]
    /// @param outside soundings that went into none of them because they lie outside the domain
    record Gridded(List<Superobservation> superobservations, int outside) {}

    /// @param domain the records' domain
    /// @param grid its grid; what lies in none of its cells is left out
    default Gridded grid(GranuleSoundings soundings, String domain, Grid grid) {
        return Objects.requireNonNull(
                grid(soundings, new TreeMap<>(Map.of(domain, grid))).get(domain));
    }

    /// Does for all domains what is the same for them once.
    ///
    /// @param grids by domain
    SortedMap<String, Gridded> grid(GranuleSoundings soundings, SortedMap<String, Grid> grids);

    static Gridding of(IngestSettings settings) {
        return switch (settings.gridding()) {
            case MEAN ->
                new MeanGridding(settings.meanCellDegrees(), settings.meanBinHours(), settings.withheldShare());
            case THIN -> new ThinGridding();
        };
    }
}
