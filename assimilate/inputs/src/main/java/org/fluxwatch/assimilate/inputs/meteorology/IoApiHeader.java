package org.fluxwatch.assimilate.inputs.meteorology;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;

/// Times, grid and layers of an I/O API file. A file that is not gridded, or has fields of no time, has no steps.
///
/// @param grid of the values, empty without steps
/// @param verticalType `VGTYP`
/// @param topPa `VGTOP`
/// @param layerEdges `VGLVLS` `[layers + 1]`
record IoApiHeader(
        List<Instant> times, Optional<ProjectedGrid> grid, int verticalType, double topPa, double[] layerEdges)
        implements FieldHeader {
    private static final int GRIDDED = 1;

    static IoApiHeader of(GridFile file) {
        if ((int) file.requiredNumber("FTYPE") != GRIDDED || file.requiredNumber("TSTEP") == 0)
            return new IoApiHeader(List.of(), Optional.empty(), 0, 0, new double[0]);
        final double[] edges = file.numbers("VGLVLS")
                .orElseThrow(() -> new InputException(
                        file.path() + ": has no global attribute VGLVLS, expected the edges of its layers"));
        return new IoApiHeader(
                readTimes(file),
                Optional.of(grid(file)),
                (int) file.requiredNumber("VGTYP"),
                file.requiredNumber("VGTOP"),
                edges);
    }

    private static List<Instant> readTimes(GridFile file) {
        final GridVariable flag = file.variable("TFLAG");
        flag.requireDimensions(3);
        final int[] shape = flag.shape();
        if (shape[1] < 1 || shape[2] != 2)
            throw flag.wrong("has the shape " + Arrays.toString(shape) + ", expected times x variables x 2");
        final double[] values = flag.doubles(new int[3], new int[] {shape[0], 1, 2});
        final List<Instant> times = new ArrayList<>();
        for (int t = 0; t < shape[0]; t++) times.add(instant(flag, values[2 * t], values[2 * t + 1]));
        return List.copyOf(times);
    }

    /// @param date YYYYDDD
    /// @param time HHMMSS
    private static Instant instant(GridVariable flag, double date, double time) {
        try {
            if (!(date >= 0 && time >= 0)) throw new DateTimeException("missing");
            final int day = (int) date;
            final int clock = (int) time;
            return LocalDate.ofYearDay(day / 1000, day % 1000)
                    .atTime(clock / 10000, clock / 100 % 100, clock % 100)
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw flag.wrong("holds the time " + date + ", " + time + ", expected YYYYDDD, HHMMSS");
        }
    }

    /// I/O API gives metres; of latitude and longitude, degrees.
    private static ProjectedGrid grid(GridFile file) {
        final int type = (int) file.requiredNumber("GDTYP");
        final double alpha = file.requiredNumber("P_ALP");
        final double beta = file.requiredNumber("P_BET");
        final double gamma = file.requiredNumber("P_GAM");
        final double longitude = file.requiredNumber("XCENT");
        final double latitude = file.requiredNumber("YCENT");
        final int nx = (int) file.requiredNumber("NCOLS");
        final int ny = (int) file.requiredNumber("NROWS");
        try {
            final MapProjection projection =
                    switch (type) {
                        case 1 ->
                            new MapProjection.LatitudeLongitude(
                                    file.requiredNumber("XORIG") + 0.5 * nx * file.requiredNumber("XCELL"));
                        case 2 -> MapProjection.Lambert.of(alpha, beta, gamma);
                        case 6 -> MapProjection.PolarStereographic.of(polar(alpha, beta), gamma);
                        case 7 -> MapProjection.EquatorialMercator.of(alpha, gamma);
                        default ->
                            throw new IllegalArgumentException("GDTYP is " + type
                                    + ", expected 1 (latitude and longitude), 2 (Lambert conformal), 6 (polar"
                                    + " stereographic) or 7 (equatorial Mercator)");
                    };
            final double unit = type == 1 ? 1 : 1e-3;
            final double[] origin = type == 1 ? new double[2] : projection.project(latitude, longitude);
            final double dx = unit * file.requiredNumber("XCELL");
            final double dy = unit * file.requiredNumber("YCELL");
            return new ProjectedGrid(
                    projection,
                    origin[0] + unit * file.requiredNumber("XORIG") + 0.5 * dx,
                    origin[1] + unit * file.requiredNumber("YORIG") + 0.5 * dy,
                    dx,
                    dy,
                    nx,
                    ny);
        } catch (IllegalArgumentException e) {
            throw new InputException(file.path() + ": lies on a grid that cannot be used: " + e.getMessage(), e);
        }
    }

    /// @param pole 1 north, -1 south
    private static double polar(double pole, double trueLatitude) {
        if (Math.abs(pole) != 1 || trueLatitude * pole <= 0)
            throw new IllegalArgumentException("P_ALP is " + pole + " and P_BET " + trueLatitude
                    + ", expected the pole, 1 or -1, and a true latitude on its side");
        return trueLatitude;
    }
}
