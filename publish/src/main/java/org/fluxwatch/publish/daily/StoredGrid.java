package org.fluxwatch.publish.daily;

import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

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
    static StoredGrid read(NetcdfFile file) {
        if (!NetcdfRead.has(file, "stereographic"))
            return new StoredGrid(
                    "latitude_longitude",
                    NetcdfRead.doubles(file, "lon"),
                    NetcdfRead.doubles(file, "lat"),
                    0,
                    0,
                    number(NetcdfRead.variable(file, "sphere"), "earth_radius"));
        final Variable plane = NetcdfRead.variable(file, "stereographic");
        return new StoredGrid(
                "stereographic",
                NetcdfRead.doubles(file, "x"),
                NetcdfRead.doubles(file, "y"),
                number(plane, "latitude_of_projection_origin"),
                number(plane, "longitude_of_projection_origin"),
                number(plane, "earth_radius"));
    }

    private static double number(Variable variable, String attribute) {
        return variable.findAttribute(attribute).getNumericValue().doubleValue();
    }
}
