package org.fluxwatch.assimilate.netcdf;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxwatch.assimilate.regrid.RectilinearGrid;
import org.fluxwatch.assimilate.regrid.Window;

/// A variable on latitude and longitude, perhaps with times and levels, whatever the order of its dimensions. Axes are
/// found by the names and units of their coordinate variables.
public final class GeoVariable {
    private static final List<String> TIMES = List.of("time", "valid_time", "date", "month");
    private static final List<String> LATITUDES = List.of("latitude", "lat");
    private static final List<String> LONGITUDES = List.of("longitude", "lon");
    private static final int NONE = -1;

    private final GridVariable variable;
    private final int timeAxis;
    private final int levelAxis;
    private final int latitudeAxis;
    private final int longitudeAxis;
    private final double[] latitudes;
    private final double[] longitudes;

    private GeoVariable(GridVariable variable, int timeAxis, int levelAxis, int latitudeAxis, int longitudeAxis) {
        this.variable = variable;
        this.timeAxis = timeAxis;
        this.levelAxis = levelAxis;
        this.latitudeAxis = latitudeAxis;
        this.longitudeAxis = longitudeAxis;
        latitudes = axis(latitudeAxis).doubles();
        longitudes = axis(longitudeAxis).doubles();
    }

    /// @throws InputException when it has no latitudes and longitudes, or more dimensions than time and level beside
    /// them
    public static GeoVariable of(GridFile file, String name) {
        final GridVariable variable = file.variable(name);
        int time = NONE;
        int level = NONE;
        int latitude = NONE;
        int longitude = NONE;
        for (int d = 0; d < variable.dimensions().size(); d++) {
            final String dimension = variable.dimensions().get(d);
            if (is(file, dimension, LATITUDES, "degrees_north", "degree_north")) latitude = d;
            else if (is(file, dimension, LONGITUDES, "degrees_east", "degree_east")) longitude = d;
            else if (isTime(file, dimension)) time = d;
            else if (level == NONE) level = d;
            else
                throw variable.wrong(
                        "has the dimensions " + variable.dimensions() + ", expected time, level, latitude, longitude");
        }
        if (latitude == NONE || longitude == NONE)
            throw variable.wrong("has the dimensions " + variable.dimensions() + ", expected latitude and longitude");
        return new GeoVariable(variable, time, level, latitude, longitude);
    }

    private static boolean is(GridFile file, String dimension, List<String> names, String... units) {
        if (names.contains(dimension.toLowerCase(Locale.ROOT))) return true;
        return file.has(dimension)
                && List.of(units).contains(file.variable(dimension).units());
    }

    private static boolean isTime(GridFile file, String dimension) {
        return TIMES.contains(dimension.toLowerCase(Locale.ROOT))
                || file.has(dimension) && file.variable(dimension).units().contains(" since ");
    }

    private GridVariable axis(int d) {
        final String dimension = variable.dimensions().get(d);
        if (!variable.file().has(dimension))
            throw variable.wrong("has the dimension " + dimension + " without values, expected a coordinate variable");
        return variable.file().variable(dimension);
    }

    public GridVariable variable() {
        return variable;
    }

    /// The horizontal grid, as the file has it.
    public RectilinearGrid grid() {
        try {
            return new RectilinearGrid(latitudes, longitudes);
        } catch (IllegalArgumentException e) {
            throw new InputException(
                    variable.file().path() + ": variable " + variable.name() + " lies on a grid that cannot be used: "
                            + e.getMessage(),
                    e);
        }
    }

    public double[] latitudes() {
        return latitudes.clone();
    }

    public double[] longitudes() {
        return longitudes.clone();
    }

    public int nTimes() {
        return timeAxis == NONE ? 1 : variable.shape()[timeAxis];
    }

    public int nLevels() {
        return levelAxis == NONE ? 1 : variable.shape()[levelAxis];
    }

    /// The coordinate variable of the levels; empty where there are none, or they have no values.
    public Optional<GridVariable> levels() {
        if (levelAxis == NONE || !variable.file().has(variable.dimensions().get(levelAxis))) return Optional.empty();
        return Optional.of(axis(levelAxis));
    }

    /// The times; empty where there is no such dimension, or its values are no times.
    public Optional<Instant[]> times() {
        if (timeAxis == NONE || !variable.file().has(variable.dimensions().get(timeAxis))) return Optional.empty();
        final GridVariable axis = axis(timeAxis);
        return axis.units().contains(" since ") ? Optional.of(CfTime.instants(axis)) : Optional.empty();
    }

    /// A horizontal window at one time and level: row by row in the file's order of latitudes `[window.size()]`.
    public float[] floats(int time, int level, Window window) {
        return rows(variable.floats(origin(time, level, window), shape(window)), window);
    }

    /// All levels of a horizontal window at one time, in the file's order, each as [#floats(int, int, Window)] gives
    // it:
    /// value (k, row, column) at `(k * window.ny + row) * window.nx + column`. One access to the file.
    public float[] floats(int time, Window window) {
        final int nLevels = nLevels();
        final int[] shape = shape(window);
        if (levelAxis != NONE) shape[levelAxis] = nLevels;
        final float[] values = variable.floats(origin(time, 0, window), shape);
        final int[] stride = new int[shape.length];
        int step = 1;
        for (int d = shape.length - 1; d >= 0; d--) {
            stride[d] = step;
            step *= shape[d];
        }
        final int perLevel = levelAxis == NONE ? 0 : stride[levelAxis];
        if (stride[longitudeAxis] == 1
                && stride[latitudeAxis] == window.nx()
                && (nLevels == 1 || perLevel == window.size())) return values;
        final float[] turned = new float[values.length];
        int at = 0;
        for (int k = 0; k < nLevels; k++)
            for (int j = 0; j < window.ny(); j++)
                for (int i = 0; i < window.nx(); i++)
                    turned[at++] = values[k * perLevel + j * stride[latitudeAxis] + i * stride[longitudeAxis]];
        return turned;
    }

    /// As [#floats].
    public double[] doubles(int time, int level, Window window) {
        final double[] values = variable.doubles(origin(time, level, window), shape(window));
        if (latitudeAxis < longitudeAxis) return values;
        final double[] turned = new double[values.length];
        for (int i = 0; i < window.nx(); i++)
            for (int j = 0; j < window.ny(); j++) turned[j * window.nx() + i] = values[i * window.ny() + j];
        return turned;
    }

    private float[] rows(float[] values, Window window) {
        if (latitudeAxis < longitudeAxis) return values;
        final float[] turned = new float[values.length];
        for (int i = 0; i < window.nx(); i++)
            for (int j = 0; j < window.ny(); j++) turned[j * window.nx() + i] = values[i * window.ny() + j];
        return turned;
    }

    private int[] origin(int time, int level, Window window) {
        final int[] origin = new int[variable.dimensions().size()];
        if (timeAxis != NONE) origin[timeAxis] = time;
        if (levelAxis != NONE) origin[levelAxis] = level;
        origin[latitudeAxis] = window.y0();
        origin[longitudeAxis] = window.x0();
        return origin;
    }

    private int[] shape(Window window) {
        final int[] shape = new int[variable.dimensions().size()];
        java.util.Arrays.fill(shape, 1);
        shape[latitudeAxis] = window.ny();
        shape[longitudeAxis] = window.nx();
        return shape;
    }
}
