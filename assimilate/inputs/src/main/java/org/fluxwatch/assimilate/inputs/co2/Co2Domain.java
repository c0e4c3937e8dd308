package org.fluxwatch.assimilate.inputs.co2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.model.regrid.CellMeans;
import org.fluxwatch.assimilate.model.regrid.RectilinearGrid;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.grid.Grid;
import org.jspecify.annotations.Nullable;

/// The places where a domain asks for CO2: its cells' centres and those of the ghost cells around it. Not for several
/// threads: what it found for a file's grid it keeps for the next file.
final class Co2Domain {
    private final double[] latitudes;
    private final double[] longitudes;
    private @Nullable Known last;

    /// What a file's grid needs.
    private record Known(RectilinearGrid grid, Window window) {
        boolean isOf(RectilinearGrid other) {
            return Arrays.equals(grid.latitudes(), other.latitudes())
                    && Arrays.equals(grid.longitudes(), other.longitudes());
        }
    }

    private Co2Domain(List<double[]> places) {
        latitudes = places.stream().mapToDouble(place -> place[0]).toArray();
        longitudes = places.stream().mapToDouble(place -> place[1]).toArray();
    }

    static Co2Domain of(Grid grid) {
        final List<double[]> places = new ArrayList<>();
        for (int j = -1; j <= grid.ny(); j++)
            for (int i = -1; i <= grid.nx(); i++) {
                final boolean corner = (i == -1 || i == grid.nx()) && (j == -1 || j == grid.ny());
                if (!corner)
                    places.add(new double[] {Math.clamp(grid.latitude(i, j), -90.0, 90.0), grid.longitude(i, j)});
            }
        return new Co2Domain(places);
    }

    /// The part of a file's grid that the places need.
    ///
    /// @throws org.fluxwatch.contract.netcdf.InputException when the grid does not cover them
    Window window(GeoVariable variable, RectilinearGrid grid) {
        if (last != null && last.isOf(grid)) return last.window();
        try {
            final Window window =
                    CellMeans.ofPlaces(grid, latitudes, longitudes).window();
            last = new Known(grid, window);
            return window;
        } catch (IllegalArgumentException e) {
            throw variable.variable().wrong("does not cover the domain: " + e.getMessage(), e);
        }
    }
}
