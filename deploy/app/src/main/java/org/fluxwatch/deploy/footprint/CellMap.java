package org.fluxwatch.deploy.footprint;

import java.util.List;
import org.fluxwatch.assimilate.inputs.footprint.FileCells;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;
import org.fluxwatch.publish.daily.CfVariable;
import org.fluxwatch.publish.daily.GridVariables;
import org.fluxwatch.publish.daily.StoredGrid;

/// Cells in CF's terms and in those of the page's scripts, rows from the south.
///
/// @param turned whether what is given to it has its rows from the north
/// @param page the same for the page's scripts
record CellMap(GridVariables cf, int ny, int nx, boolean turned, StoredGrid page) {
    static CellMap of(Grid grid) {
        return new CellMap(GridVariables.of(grid), grid.ny(), grid.nx(), false, StoredGrid.of(grid));
    }

    /// Its own spacing along each axis, which no [Grid] has.
    static CellMap of(FileCells cells) {
        final boolean turned = cells.latitudes()[0] > cells.latitudes()[1];
        final double[] latitudes = turned ? reversed(cells.latitudes()) : cells.latitudes();
        final double[] latitudeEdges = turned ? reversed(cells.latitudeEdges()) : cells.latitudeEdges();
        final CfVariable mapping = CfVariable.of("sphere", "", new int[0], new ClassicValues.Ints(0))
                .with("grid_mapping_name", "latitude_longitude")
                .with("earth_radius", Sphere.RADIUS_M);
        final GridVariables cf = new GridVariables(
                "lat",
                "lon",
                "sphere",
                "",
                List.of(
                        mapping,
                        axis("lat", latitudes)
                                .with("standard_name", "latitude")
                                .described("latitude of cell centre", "degrees_north")
                                .with("axis", "Y"),
                        bounds("lat", latitudeEdges),
                        axis("lon", cells.longitudes())
                                .with("standard_name", "longitude")
                                .described("longitude of cell centre", "degrees_east")
                                .with("axis", "X"),
                        bounds("lon", cells.longitudeEdges())));
        return new CellMap(cf, cells.ny(), cells.nx(), turned, StoredGrid.onSphere(cells.longitudes(), latitudes));
    }

    private static CfVariable axis(String name, double[] centres) {
        return CfVariable.doubles(name, name, centres).with("bounds", name + "_bnds");
    }

    private static CfVariable bounds(String name, double[] edges) {
        final double[] pairs = new double[2 * (edges.length - 1)];
        for (int n = 0; n < pairs.length; n++) pairs[n] = edges[n / 2 + n % 2];
        return CfVariable.of(
                name + "_bnds", name + " bnds", new int[] {pairs.length / 2, 2}, new ClassicValues.Doubles(pairs));
    }

    private static double[] reversed(double[] values) {
        final double[] reversed = new double[values.length];
        for (int i = 0; i < values.length; i++) reversed[i] = values[values.length - 1 - i];
        return reversed;
    }

    /// Rows from the south.
    float[] southFirst(float[] rows) {
        if (!turned) return rows;
        final float[] turnedRows = new float[rows.length];
        for (int j = 0; j < ny; j++) System.arraycopy(rows, j * nx, turnedRows, (ny - 1 - j) * nx, nx);
        return turnedRows;
    }
}
