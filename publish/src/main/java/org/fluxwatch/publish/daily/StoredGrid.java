package org.fluxwatch.publish.daily;

import java.util.stream.IntStream;
import org.fluxwatch.contract.grid.Grid;
import org.fluxwatch.contract.grid.LatLonGrid;
import org.fluxwatch.contract.grid.Sphere;
import org.fluxwatch.contract.grid.StereographicGrid;
import org.fluxwatch.contract.netcdf.classic.ClassicFile;

/// Where cells are, as a file says and as the page's scripts take it.
///
/// @param mapping CF `grid_mapping_name`: `stereographic` or `latitude_longitude`
/// @param x cell centres along a row, m on the plane or degrees east
/// @param y cell centres along a column, m on the plane or degrees north
/// @param originLatitude where the plane touches the earth, degrees north; 0 without plane
/// @param originLongitude where the plane touches the earth, degrees east; 0 without plane
/// @param earthRadiusM m
public record StoredGrid(
        String mapping, double[] x, double[] y, double originLatitude, double originLongitude, double earthRadiusM) {
    /// A grid as its files say it.
    public static StoredGrid of(Grid grid) {
        return switch (grid) {
            case StereographicGrid plane -> {
                final double cellM = plane.cellKm() * 1e3;
                yield new StoredGrid(
                        "stereographic",
                        centres(plane.nx(), -0.5 * (plane.nx() - 1) * cellM, cellM),
                        centres(plane.ny(), -0.5 * (plane.ny() - 1) * cellM, cellM),
                        plane.centreLatitude(),
                        plane.centreLongitude(),
                        Sphere.RADIUS_M);
            }
            case LatLonGrid regular -> {
                final double cell = regular.cellDegrees();
                yield onSphere(
                        centres(regular.nx(), regular.west() + 0.5 * cell, cell),
                        centres(regular.ny(), regular.south() + 0.5 * cell, cell));
            }
        };
    }

    /// @param longitudes cell centres, degrees east
    /// @param latitudes cell centres, degrees north
    public static StoredGrid onSphere(double[] longitudes, double[] latitudes) {
        return new StoredGrid("latitude_longitude", longitudes, latitudes, 0, 0, Sphere.RADIUS_M);
    }

    private static double[] centres(int count, double first, double step) {
        return IntStream.range(0, count).mapToDouble(n -> first + n * step).toArray();
    }

    static StoredGrid read(ClassicFile file) {
        if (!file.has("stereographic"))
            return new StoredGrid(
                    "latitude_longitude",
                    file.doubles("lon"),
                    file.doubles("lat"),
                    0,
                    0,
                    number(file, "sphere", "earth_radius"));
        return new StoredGrid(
                "stereographic",
                file.doubles("x"),
                file.doubles("y"),
                number(file, "stereographic", "latitude_of_projection_origin"),
                number(file, "stereographic", "longitude_of_projection_origin"),
                number(file, "stereographic", "earth_radius"));
    }

    private static double number(ClassicFile file, String variable, String attribute) {
        return file.number(variable, attribute).orElseThrow();
    }
}
