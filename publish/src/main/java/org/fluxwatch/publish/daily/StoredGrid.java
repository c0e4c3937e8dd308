package org.fluxwatch.publish.daily;

import org.fluxwatch.contract.netcdf.classic.ClassicFile;

/// Where a file's cells are, as the file says.
///
/// @param mapping CF `grid_mapping_name`: `stereographic` or `latitude_longitude`
/// @param x cell centres along a row, m on the plane or degrees east
/// @param y cell centres along a column, m on the plane or degrees north
/// @param originLatitude where the plane touches the earth, degrees north; 0 without plane
/// @param originLongitude where the plane touches the earth, degrees east; 0 without plane
/// @param earthRadiusM m
public record StoredGrid(
        String mapping, double[] x, double[] y, double originLatitude, double originLongitude, double earthRadiusM) {
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
