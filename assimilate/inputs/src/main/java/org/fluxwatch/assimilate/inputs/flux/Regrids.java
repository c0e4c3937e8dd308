package org.fluxwatch.assimilate.inputs.flux;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.fluxwatch.assimilate.model.regrid.ConservativeRegrid;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.netcdf.InputException;

/// The weights from each source grid to the model's, made once and shared by the sources that lie on it.
final class Regrids {
    private static final double WHOLE = 1 - 1e-6;

    private final Grid grid;
    private final Map<CellEdges, ConservativeRegrid> made = new HashMap<>();

    Regrids(Grid grid) {
        this.grid = grid;
    }

    Grid grid() {
        return grid;
    }

    /// @throws InputException when the file's cells do not cover the domain whole; a regional inventory that ends
    /// within the domain would leave its rest without flux
    ConservativeRegrid of(FluxFile file) {
        final ConservativeRegrid known = made.get(file.cells());
        if (known != null) return known;
        final ConservativeRegrid regrid;
        try {
            regrid =
                    ConservativeRegrid.of(file.cells().latitudes(), file.cells().longitudes(), grid);
        } catch (IllegalArgumentException e) {
            throw new InputException(file.path() + ": cannot be brought to the model grid: " + e.getMessage(), e);
        }
        for (int cell = 0; cell < grid.cells(); cell++)
            if (!(regrid.covered(cell) >= WHOLE))
                throw new InputException(String.format(
                        Locale.ROOT,
                        "%s: covers %s, which is %.4f of the model cell at latitude %.3f, longitude %.3f, expected the whole"
                                + " domain",
                        file.path(),
                        file.cells(),
                        regrid.covered(cell),
                        grid.latitude(cell),
                        grid.longitude(cell)));
        made.put(file.cells(), regrid);
        return regrid;
    }
}
