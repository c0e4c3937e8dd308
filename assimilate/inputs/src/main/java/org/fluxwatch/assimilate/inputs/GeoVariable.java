package org.fluxwatch.assimilate.inputs;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.fluxwatch.assimilate.model.regrid.RectilinearGrid;
import org.fluxwatch.assimilate.model.regrid.Window;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.netcdf.InputException;
import org.jspecify.annotations.Nullable;

/// A variable on latitude and longitude, perhaps with times and levels, whatever the order of its dimensions. Axes are
/// found by the names and units of their coordinate variables; longitudes go from west to east here, whichever way the
/// file has them. Steps of time are those of [TimeSteps]. Of a dimension `expver` (ERA5 and its preliminary form in one
/// file) the first that has a value is taken; dimensions of length 1 beside these may be there.
public final class GeoVariable {
    private static final List<String> TIMES = List.of("time", "valid_time", "date", "month");
    private static final List<String> LATITUDES = List.of("latitude", "lat");
    private static final List<String> LONGITUDES = List.of("longitude", "lon");
    private static final String VERSIONS = "expver";
    private static final int NONE = -1;

    private final GridVariable variable;
    private final int timeAxis;
    private final int leadAxis;
    private final int levelAxis;
    private final int latitudeAxis;
    private final int longitudeAxis;
    private final int versionAxis;
    private final double[] latitudes;
    private final Longitudes longitudes;
    private @Nullable TimeSteps steps;

    private GeoVariable(
            GridVariable variable,
            int timeAxis,
            int leadAxis,
            int levelAxis,
            int latitudeAxis,
            int longitudeAxis,
            int versionAxis) {
        this.variable = variable;
        this.timeAxis = timeAxis;
        this.leadAxis = leadAxis;
        this.levelAxis = levelAxis;
        this.latitudeAxis = latitudeAxis;
        this.longitudeAxis = longitudeAxis;
        this.versionAxis = versionAxis;
        latitudes = axis(latitudeAxis).doubles();
        longitudes = Longitudes.of(axis(longitudeAxis).doubles());
    }

    /// @throws InputException when it has no latitudes and longitudes, or more dimensions than time, lead and level
    /// beside them
    public static GeoVariable of(GridFile file, String name) {
        final GridVariable variable = file.variable(name);
        int time = NONE;
        int lead = NONE;
        int level = NONE;
        int latitude = NONE;
        int longitude = NONE;
        int versions = NONE;
        for (int d = 0; d < variable.dimensions().size(); d++) {
            final String dimension = variable.dimensions().get(d);
            if (is(file, dimension, LATITUDES, "degrees_north", "degree_north")) latitude = d;
            else if (is(file, dimension, LONGITUDES, "degrees_east", "degree_east")) longitude = d;
            else if (TimeSteps.isLead(file, dimension)) lead = d;
            else if (isTime(file, dimension)) time = time(variable, time, d);
            else if (dimension.equals(VERSIONS)) versions = d;
            else if (level == NONE) level = d;
            else if (variable.shape()[level] == 1 && variable.shape()[d] != 1) level = d;
            else if (variable.shape()[d] != 1)
                throw variable.wrong(
                        "has the dimensions " + variable.dimensions() + ", expected time, level, latitude, longitude");
        }
        if (latitude == NONE || longitude == NONE)
            throw variable.wrong("has the dimensions " + variable.dimensions() + ", expected latitude and longitude");
        return new GeoVariable(variable, time, lead, level, latitude, longitude, versions);
    }

    private static boolean is(GridFile file, String dimension, List<String> names, String... units) {
        if (names.contains(dimension.toLowerCase(Locale.ROOT))) return true;
        return file.has(dimension)
                && List.of(units).contains(file.variable(dimension).units());
    }

    private static boolean isTime(GridFile file, String dimension) {
        return TIMES.contains(dimension.toLowerCase(Locale.ROOT))
                || file.has(dimension) && TimeSteps.isTime(file.variable(dimension));
    }

    /// Of two dimensions of times, such as those of an analysis and of its forecast, the one that is not of length 1.
    private static int time(GridVariable variable, int before, int now) {
        if (before == NONE || variable.shape()[before] == 1) return now;
        if (variable.shape()[now] == 1) return before;
        throw variable.wrong("has the dimensions " + variable.dimensions() + ", expected one of times");
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
            return new RectilinearGrid(latitudes, longitudes.eastward());
        } catch (IllegalArgumentException e) {
            throw variable.wrong("lies on a grid that cannot be used: " + e.getMessage(), e);
        }
    }

    public double[] latitudes() {
        return latitudes.clone();
    }

    /// From west to east.
    public double[] longitudes() {
        return longitudes.eastward().clone();
    }

    public int nTimes() {
        if (leadAxis != NONE) return steps().time().length;
        return timeAxis == NONE ? 1 : variable.shape()[timeAxis];
    }

    private TimeSteps steps() {
        if (steps == null) steps = TimeSteps.of(variable, timeAxis, leadAxis);
        return steps;
    }

    public int nLevels() {
        return levelAxis == NONE ? 1 : variable.shape()[levelAxis];
    }

    /// The coordinate variable of the levels; empty where there are none, or they have no values.
    public Optional<GridVariable> levels() {
        if (levelAxis == NONE || !variable.file().has(variable.dimensions().get(levelAxis))) return Optional.empty();
        return Optional.of(axis(levelAxis));
    }

    /// Whether it has a dimension of times, be it of one.
    public boolean hasTimes() {
        return timeAxis != NONE || leadAxis != NONE;
    }

    /// The coordinate variable of the times, whatever its values; empty where there is none.
    public Optional<GridVariable> timeCoordinate() {
        return timeAxis != NONE && variable.file().has(variable.dimensions().get(timeAxis))
                ? Optional.of(axis(timeAxis))
                : Optional.empty();
    }

    /// The times; of a variable without such a dimension the one that stands beside it. Empty where there is none, or
    /// its values are no times.
    public Optional<Instant[]> times() {
        return steps().times().map(Instant[]::clone);
    }

    /// Begin and end of each time in turn; empty where the file has no bounds of times.
    public Optional<Instant[]> timeBounds() {
        return steps().bounds().map(Instant[]::clone);
    }

    /// From the analysis to each time of a forecast; zero where it is none `[nTimes]`.
    public Duration[] leads() {
        return steps().leads().map(Duration[]::clone).orElseGet(() -> {
            final Duration[] none = new Duration[nTimes()];
            Arrays.fill(none, Duration.ZERO);
            return none;
        });
    }

    /// A horizontal window at one time and level: row by row in the file's order of latitudes `[window.size()]`.
    public float[] floats(int time, int level, Window window) {
        return floats(time, level, 1, window);
    }

    /// Windows at one time, level after level `[levels * window.size()]`. Where a chunk of the file holds many levels
    /// this unpacks it but once.
    public float[] floats(int time, int firstLevel, int levels, Window window) {
        final int[] shape = shape(levels, window);
        final float[] values = variable.floats(origin(time, firstLevel, window), shape);
        if (isInOrder()) return longitudes.turn(values, window.nx());
        final float[] ordered = new float[levels * window.size()];
        for (int out = 0; out < ordered.length; out++) {
            ordered[out] = Float.NaN;
            for (int version = 0; version < versions() && Float.isNaN(ordered[out]); version++)
                ordered[out] = values[index(out, version, shape, window)];
        }
        return longitudes.turn(ordered, window.nx());
    }

    /// Windows of all levels at one time, in the file's order `[nLevels * window.size()]`.
    public float[] floats(int time, Window window) {
        return floats(time, 0, nLevels(), window);
    }

    /// As [#floats].
    public double[] doubles(int time, int level, Window window) {
        final int[] shape = shape(1, window);
        final double[] values = variable.doubles(origin(time, level, window), shape);
        if (isInOrder()) return longitudes.turn(values, window.nx());
        final double[] ordered = new double[window.size()];
        for (int out = 0; out < ordered.length; out++) {
            ordered[out] = Double.NaN;
            for (int version = 0; version < versions() && Double.isNaN(ordered[out]); version++)
                ordered[out] = values[index(out, version, shape, window)];
        }
        return longitudes.turn(ordered, window.nx());
    }

    private int versions() {
        return versionAxis == NONE ? 1 : variable.shape()[versionAxis];
    }

    private boolean isInOrder() {
        return versions() == 1 && levelAxis < latitudeAxis && latitudeAxis < longitudeAxis;
    }

    /// Where the file has the value that is the n-th in the order of level, latitude, longitude.
    private int index(int n, int version, int[] shape, Window window) {
        int index = 0;
        for (int d = 0; d < shape.length; d++) {
            final int at;
            if (d == longitudeAxis) at = n % window.nx();
            else if (d == latitudeAxis) at = n / window.nx() % window.ny();
            else if (d == levelAxis) at = n / window.size();
            else at = d == versionAxis ? version : 0;
            index = index * shape[d] + at;
        }
        return index;
    }

    private int[] origin(int time, int level, Window window) {
        final int[] origin = new int[variable.dimensions().size()];
        if (timeAxis != NONE) origin[timeAxis] = leadAxis == NONE ? time : steps().time()[time];
        if (leadAxis != NONE) origin[leadAxis] = steps().lead()[time];
        if (levelAxis != NONE) origin[levelAxis] = level;
        origin[latitudeAxis] = window.y0();
        origin[longitudeAxis] = longitudes.stored(window);
        return origin;
    }

    private int[] shape(int levels, Window window) {
        final int[] shape = new int[variable.dimensions().size()];
        Arrays.fill(shape, 1);
        if (levelAxis != NONE) shape[levelAxis] = levels;
        if (versionAxis != NONE) shape[versionAxis] = versions();
        shape[latitudeAxis] = window.ny();
        shape[longitudeAxis] = window.nx();
        return shape;
    }
}
