package org.fluxwatch.assimilate.inputs.meteorology;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.fluxwatch.contract.netcdf.CfTime;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;

/// Times, grid and layers of a file of WRF.
///
/// @param grid of the mass points
/// @param nLayers mass layers
/// @param hybrid whether layers aloft do not follow the terrain
record WrfHeader(List<Instant> times, ProjectedGrid grid, int nLayers, boolean hybrid) implements FieldHeader {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd_HH:mm:ss", Locale.ROOT);

    /// Cells that the file's own latitudes and longitudes may lie off the grid.
    private static final double OFF_GRID = 0.05;

    static WrfHeader of(GridFile file) {
        return new WrfHeader(
                readTimes(file),
                grid(file),
                (int) file.requiredNumber("BOTTOM-TOP_GRID_DIMENSION") - 1,
                file.number("HYBRID_OPT").orElse(0.0) != 0);
    }

    /// `Times`, or `XTIME` where that is not there.
    private static List<Instant> readTimes(GridFile file) {
        if (!file.has("Times")) return List.of(CfTime.instants(file.variable("XTIME")));
        final List<Instant> times = new ArrayList<>();
        for (String text : file.variable("Times").texts())
            try {
                times.add(LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                throw file.variable("Times").wrong("holds '" + text + "', expected a time such as 2022-12-07_00:00:00");
            }
        return List.copyOf(times);
    }

    private static ProjectedGrid grid(GridFile file) {
        final GridVariable latitudes = file.variable("XLAT");
        final GridVariable longitudes = file.variable("XLONG");
        final double[] latitude = first(latitudes);
        final double[] longitude = first(longitudes);
        final int[] shape = latitudes.shape();
        final int nx = shape[shape.length - 1];
        final int ny = shape[shape.length - 2];
        if (longitude.length != latitude.length)
            throw longitudes.wrong("has " + longitude.length + " values, expected as many as XLAT, " + latitude.length);
        try {
            final ProjectedGrid grid = grid(file, latitude, longitude, nx, ny);
            for (int j : new int[] {0, ny / 2, ny - 1})
                for (int i : new int[] {0, nx / 2, nx - 1}) {
                    final double[] xy = grid.locate(latitude[j * nx + i], longitude[j * nx + i]);
                    if (!(Math.hypot(xy[0] - i, xy[1] - j) < OFF_GRID))
                        throw new IllegalArgumentException("column " + i + ", row " + j + " of XLAT and XLONG is at "
                                + latitude[j * nx + i] + ", " + longitude[j * nx + i] + ", which is " + xy[0] + ", "
                                + xy[1] + " on " + grid + ", expected within " + OFF_GRID + " cells");
                }
            return grid;
        } catch (IllegalArgumentException e) {
            throw new InputException(file.path() + ": lies on a grid that cannot be used: " + e.getMessage(), e);
        }
    }

    /// At the first time, where it has times `[ny * nx]`.
    private static double[] first(GridVariable variable) {
        final int[] shape = variable.shape();
        if (shape.length == 2) return variable.doubles();
        variable.requireDimensions(3);
        shape[0] = 1;
        return variable.doubles(new int[3], shape);
    }

    private static ProjectedGrid grid(GridFile file, double[] latitude, double[] longitude, int nx, int ny) {
        final int type = (int) file.requiredNumber("MAP_PROJ");
        final double trueLatitude = file.requiredNumber("TRUELAT1");
        final double meridian = file.requiredNumber("STAND_LON");
        if (type == 6) return latLon(file, latitude, longitude, nx, ny);
        final MapProjection projection =
                switch (type) {
                    case 1 -> MapProjection.Lambert.of(trueLatitude, file.requiredNumber("TRUELAT2"), meridian);
                    case 2 -> MapProjection.PolarStereographic.of(trueLatitude, meridian);
                    case 3 -> MapProjection.EquatorialMercator.of(trueLatitude, file.requiredNumber("CEN_LON"));
                    default ->
                        throw new IllegalArgumentException("MAP_PROJ is " + type
                                + ", expected 1 (Lambert conformal), 2 (polar stereographic), 3 (Mercator) or 6"
                                + " (latitude and longitude)");
                };
        final double[] origin = projection.project(latitude[0], longitude[0]);
        return new ProjectedGrid(
                projection,
                origin[0],
                origin[1],
                1e-3 * file.requiredNumber("DX"),
                1e-3 * file.requiredNumber("DY"),
                nx,
                ny);
    }

    private static ProjectedGrid latLon(GridFile file, double[] latitude, double[] longitude, int nx, int ny) {
        if (file.requiredNumber("POLE_LAT") != 90)
            throw new IllegalArgumentException(
                    "POLE_LAT is " + file.requiredNumber("POLE_LAT") + ", expected 90: a grid that is not rotated");
        final MapProjection projection = new MapProjection.LatitudeLongitude(longitude[nx / 2]);
        final double west = projection.project(0, longitude[0])[0];
        final double east = projection.project(0, longitude[nx - 1])[0];
        return new ProjectedGrid(
                projection,
                west,
                latitude[0],
                (east - west) / (nx - 1),
                (latitude[(ny - 1) * nx] - latitude[0]) / (ny - 1),
                nx,
                ny);
    }
}
