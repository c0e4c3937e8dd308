package org.fluxwatch.publish.daily;

import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.netcdf.classic.ClassicValues;

/// A grid in CF's terms: coordinates, grid mapping, cell areas.
///
/// @param rows name of the dimension from south to north
/// @param columns name of the dimension from west to east
/// @param mapping name of the grid mapping variable
/// @param auxiliary names of coordinate variables that are not dimensions; may be empty
public record GridVariables(String rows, String columns, String mapping, String auxiliary, List<CfVariable> variables) {
    private static final double[] EAST = {-0.5, 0.5, 0.5, -0.5};
    private static final double[] NORTH = {-0.5, -0.5, 0.5, 0.5};

    public static GridVariables of(Grid grid) {
        return switch (grid) {
            case StereographicGrid plane -> stereographic(plane);
            case LatLonGrid regular -> latLon(regular);
        };
    }

    private static GridVariables stereographic(StereographicGrid grid) {
        final double cellM = grid.cellKm() * 1e3;
        final CfVariable mapping = mapping("stereographic")
                .with("grid_mapping_name", "stereographic")
                .with("latitude_of_projection_origin", grid.centreLatitude())
                .with("longitude_of_projection_origin", grid.centreLongitude())
                .with("scale_factor_at_projection_origin", 1.0)
                .with("false_easting", 0.0)
                .with("false_northing", 0.0)
                .with("earth_radius", Sphere.RADIUS_M);
        final List<CfVariable> variables = List.of(
                mapping,
                plane("x", grid.nx(), cellM).with("axis", "X").with("bounds", "x_bnds"),
                edges("x_bnds", "x bnds", grid.nx(), -0.5 * grid.nx() * cellM, cellM),
                plane("y", grid.ny(), cellM).with("axis", "Y").with("bounds", "y_bnds"),
                edges("y_bnds", "y bnds", grid.ny(), -0.5 * grid.ny() * cellM, cellM),
                perCell("latitude", "y x", grid, grid::latitude)
                        .with("standard_name", "latitude")
                        .described("latitude of cell centre", "degrees_north")
                        .with("bounds", "latitude_vertices"),
                vertices("latitude_vertices", grid, grid::latitude),
                perCell("longitude", "y x", grid, grid::longitude)
                        .with("standard_name", "longitude")
                        .described("longitude of cell centre", "degrees_east")
                        .with("bounds", "longitude_vertices"),
                vertices("longitude_vertices", grid, grid::longitude),
                area("y x", grid).with("grid_mapping", "stereographic").with("coordinates", "latitude longitude"));
        return new GridVariables("y", "x", "stereographic", "latitude longitude", variables);
    }

    private static GridVariables latLon(LatLonGrid grid) {
        final CfVariable mapping = mapping("sphere")
                .with("grid_mapping_name", "latitude_longitude")
                .with("earth_radius", Sphere.RADIUS_M);
        final List<CfVariable> variables = List.of(
                mapping,
                degrees("lat", grid.ny(), grid.south(), grid.cellDegrees())
                        .with("standard_name", "latitude")
                        .described("latitude of cell centre", "degrees_north")
                        .with("axis", "Y")
                        .with("bounds", "lat_bnds"),
                edges("lat_bnds", "lat bnds", grid.ny(), grid.south(), grid.cellDegrees()),
                // not wrapped at 180: a coordinate variable has to rise
                degrees("lon", grid.nx(), grid.west(), grid.cellDegrees())
                        .with("standard_name", "longitude")
                        .described("longitude of cell centre", "degrees_east")
                        .with("axis", "X")
                        .with("bounds", "lon_bnds"),
                edges("lon_bnds", "lon bnds", grid.nx(), grid.west(), grid.cellDegrees()),
                area("lat lon", grid).with("grid_mapping", "sphere"));
        return new GridVariables("lat", "lon", "sphere", "", variables);
    }

    private static CfVariable mapping(String name) {
        return CfVariable.of(name, "", new int[0], new ClassicValues.Ints(0));
    }

    private static CfVariable plane(String axis, int count, double cellM) {
        return CfVariable.doubles(axis, axis, each(count, n -> (n - 0.5 * (count - 1)) * cellM))
                .with("standard_name", "projection_" + axis + "_coordinate")
                .described(axis + " of cell centre on the projection plane", "m");
    }

    private static CfVariable degrees(String axis, int count, double first, double cellDegrees) {
        return CfVariable.doubles(axis, axis, each(count, n -> first + (n + 0.5) * cellDegrees));
    }

    private static CfVariable edges(String name, String dimensions, int count, double first, double cell) {
        final double[] edges = each(2 * count, n -> first + (n / 2 + n % 2) * cell);
        return CfVariable.of(name, dimensions, new int[] {count, 2}, new ClassicValues.Doubles(edges));
    }

    /// Corners, counter-clockwise from the lower left, as CF has them of cells that follow no meridians. A longitude is
    /// within half a turn of its cell's, so that no cell goes round the earth.
    private static CfVariable vertices(String name, Grid grid, DoubleBinaryOperator degrees) {
        final double[] corners = new double[4 * grid.cells()];
        for (int cell = 0; cell < grid.cells(); cell++) {
            final int i = cell % grid.nx();
            final int j = cell / grid.nx();
            final double middle = degrees.applyAsDouble(i, j);
            for (int corner = 0; corner < 4; corner++) {
                final double there = degrees.applyAsDouble(i + EAST[corner], j + NORTH[corner]);
                corners[4 * cell + corner] = middle + Sphere.wrapLongitude(there - middle);
            }
        }
        return CfVariable.of(
                name, "y x vertex", new int[] {grid.ny(), grid.nx(), 4}, new ClassicValues.Doubles(corners));
    }

    private static CfVariable area(String dimensions, Grid grid) {
        return perCell("cell_area", dimensions, grid, grid::areaM2)
                .with("standard_name", "cell_area")
                .described("true area of cell on the sphere", "m2");
    }

    private static CfVariable perCell(String name, String dimensions, Grid grid, IntToDoubleFunction value) {
        return CfVariable.of(
                name,
                dimensions,
                new int[] {grid.ny(), grid.nx()},
                new ClassicValues.Doubles(each(grid.cells(), value)));
    }

    private static double[] each(int count, IntToDoubleFunction value) {
        return IntStream.range(0, count).mapToDouble(value).toArray();
    }
}
