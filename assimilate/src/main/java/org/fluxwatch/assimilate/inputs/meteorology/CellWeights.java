package org.fluxwatch.assimilate.inputs.meteorology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.fluxwatch.assimilate.netcdf.GeoVariable;
import org.fluxwatch.assimilate.regrid.CellMeans;
import org.fluxwatch.assimilate.regrid.RectilinearGrid;
import org.fluxwatch.assimilate.regrid.WindTurn;
import org.fluxwatch.contract.grid.Grid;

/// The weights from each grid that files have to the model's cells, computed once.
final class CellWeights {
    private final Grid grid;
    private final List<Weights> known = new ArrayList<>();

    /// @param turn from geographic east and north to the model's axes
    record Weights(double[] latitudes, double[] longitudes, CellMeans means, WindTurn turn) {}

    CellWeights(Grid grid) {
        this.grid = grid;
    }

    /// @throws org.fluxwatch.assimilate.netcdf.InputException when the variable does not cover the domain
    synchronized Weights of(GeoVariable variable) {
        final double[] latitudes = variable.latitudes();
        final double[] longitudes = variable.longitudes();
        for (Weights weights : known)
            if (Arrays.equals(weights.latitudes(), latitudes) && Arrays.equals(weights.longitudes(), longitudes))
                return weights;
        final RectilinearGrid source = variable.grid();
        try {
            final Weights made =
                    new Weights(latitudes, longitudes, CellMeans.of(source, grid), WindTurn.of(source, grid));
            known.add(made);
            return made;
        } catch (IllegalArgumentException e) {
            throw variable.variable().wrong("does not cover the domain: " + e.getMessage(), e);
        }
    }
}
