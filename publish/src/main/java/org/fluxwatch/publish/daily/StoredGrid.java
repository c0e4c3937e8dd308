package org.fluxwatch.publish.daily;

import org.fluxwatch.contract.grid.Sphere;
import ucar.nc2.NetcdfFile;
import ucar.nc2.Variable;

/// Where a file's cells are, as the file says.
///
/// @param mapping CF `grid_mapping_name`: `stereographic` or `latitude_longitude`
/// @param x cell centres along a row, m on the plane or degrees east
/// @param y cell centres along a column, m on the plane or degrees north
/// @param latitude cell centres, degrees north `[ny * nx]`
/// @param longitude cell centres, degrees east `[ny * nx]`
/// @param originLatitude where the plane touches the earth, degrees north; 0 without plane
/// @param originLongitude where the plane touches the earth, degrees east; 0 without plane
/// @param earthRadiusM m
public record StoredGrid(
        String mapping,
        double[] x,
        double[] y,
        double[] latitude,
        double[] longitude,
        double originLatitude,
        double originLongitude,
        double earthRadiusM) {
    static StoredGrid read(NetcdfFile file) {
        return NetcdfRead.has(file, "stereographic") ? plane(file) : regular(file);
    }

    private static StoredGrid plane(NetcdfFile file) {
        final Variable mapping = NetcdfRead.variable(file, "stereographic");
        return new StoredGrid(
                "stereographic",
                NetcdfRead.doubles(file, "x"),
                NetcdfRead.doubles(file, "y"),
                NetcdfRead.doubles(file, "latitude"),
                NetcdfRead.doubles(file, "longitude"),
                number(mapping, "latitude_of_projection_origin"),
                number(mapping, "longitude_of_projection_origin"),
                number(mapping, "earth_radius"));
    }

    private static StoredGrid regular(NetcdfFile file) {
        final double[] lon = NetcdfRead.doubles(file, "lon");
        final double[] lat = NetcdfRead.doubles(file, "lat");
        final double[] latitude = new double[lat.length * lon.length];
        final double[] longitude = new double[lat.length * lon.length];
        for (int j = 0; j < lat.length; j++)
            for (int i = 0; i < lon.length; i++) {
                latitude[j * lon.length + i] = lat[j];
                longitude[j * lon.length + i] = Sphere.wrapLongitude(lon[i]);
            }
        return new StoredGrid(
                "latitude_longitude",
                lon,
                lat,
                latitude,
                longitude,
                0,
                0,
                number(NetcdfRead.variable(file, "sphere"), "earth_radius"));
    }

    private static double number(Variable variable, String attribute) {
        return variable.findAttribute(attribute).getNumericValue().doubleValue();
    }
}
