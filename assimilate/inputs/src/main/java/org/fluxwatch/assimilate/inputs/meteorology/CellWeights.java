package org.fluxwatch.assimilate.inputs.meteorology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.model.regrid.CellMeans;
import org.fluxwatch.assimilate.model.regrid.RectilinearGrid;
import org.fluxwatch.assimilate.model.regrid.WindTurn;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;

/// The weights from each grid that files have to the model's cells and their faces, computed once.
final class CellWeights {
    private final Grid grid;
    private final List<Weights> known = new ArrayList<>();

    /// Which of the means a field is needed for; all have one window of the source.
    enum Targets {
        CELLS,
        FACES,
        /// The cells, then the faces.
        ALL
    }

    /// @param all of [CellMeans#ofCellsAndFaces]
    /// @param cells the part of it that is means over the cells
    /// @param faces the part of it that is means along the faces
    /// @param turn from geographic east and north to the model's axes
    record Weights(
            double[] latitudes, double[] longitudes, CellMeans all, CellMeans cells, CellMeans faces, WindTurn turn) {
        private static Weights of(double[] latitudes, double[] longitudes, RectilinearGrid source, Grid grid) {
            final CellMeans all = CellMeans.ofCellsAndFaces(source, grid);
            return new Weights(
                    latitudes,
                    longitudes,
                    all,
                    all.part(0, grid.cells()),
                    all.part(grid.cells(), all.targets()),
                    WindTurn.of(source, grid));
        }

        CellMeans means(Targets targets) {
            return switch (targets) {
                case CELLS -> cells;
                case FACES -> faces;
                case ALL -> all;
            };
        }
    }

    CellWeights(Grid grid) {
        this.grid = grid;
    }

    /// Means of winds to the east and north say nothing where these turn round. No cell between meridians has more of a
    /// pole than its tip.
    private void requireNoPole(GeoVariable variable) {
        if (grid instanceof LatLonGrid) return;
        if (grid.cellAt(90, 0) >= 0 || grid.cellAt(-90, 0) >= 0)
            throw variable.variable()
                    .wrong("lies on latitudes and longitudes, expected a map's grid for a domain that holds a pole");
    }

    /// @throws org.fluxwatch.contract.netcdf.InputException when the variable does not cover the domain
    synchronized Weights of(GeoVariable variable) {
        final double[] latitudes = variable.latitudes();
        final double[] longitudes = variable.longitudes();
        for (Weights weights : known)
            if (Arrays.equals(weights.latitudes(), latitudes) && Arrays.equals(weights.longitudes(), longitudes))
                return weights;
        final RectilinearGrid source = variable.grid();
        requireNoPole(variable);
        try {
            final Weights made = Weights.of(latitudes, longitudes, source, grid);
            known.add(made);
            return made;
        } catch (IllegalArgumentException e) {
            throw variable.variable().wrong("does not cover the domain: " + e.getMessage(), e);
        }
    }
}
