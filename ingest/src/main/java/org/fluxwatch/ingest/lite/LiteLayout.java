package org.fluxwatch.ingest.lite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;

/// Which of the variables that matter a file has, by looking, never by its version; and that their shapes agree.
/// Dimensions: s soundings, k levels from space to surface.
final class LiteLayout {
    static final String ID = "sounding_id";
    static final String TIME = "time";
    static final String LATITUDE = "latitude";
    static final String LONGITUDE = "longitude";
    static final String XCO2 = "xco2";
    static final String UNCERTAINTY = "xco2_uncertainty";
    static final String PRIOR_XCO2 = "xco2_apriori";
    static final String PRIOR = "co2_profile_apriori";
    static final String QUALITY_FLAG = "xco2_quality_flag";
    static final String KERNEL = "xco2_averaging_kernel";
    static final String PRESSURE = "pressure_levels";
    static final String WEIGHT = "pressure_weight";
    static final String MODE = "Sounding/operation_mode";

    /// `[s]`, without which a sounding is nothing.
    private static final List<String> CORE = List.of(ID, TIME, LATITUDE, LONGITUDE, XCO2, UNCERTAINTY, PRIOR_XCO2);

    private static final List<String> COLUMN_OPERATOR = List.of(KERNEL, PRESSURE, WEIGHT);

    /// More than any satellite makes in a day; guards against a damaged header.
    private static final int MOST_SOUNDINGS = 1_000_000;

    private static final int MOST_LEVELS = 100;

    /// Of one variable.
    private static final long MOST_VALUES = 20_000_000;

    private final Map<String, GridVariable> found = new TreeMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> missingCore = new ArrayList<>();
    private final Optional<Surface> surface;
    private final int soundings;
    private final int levels;

    /// @param hasModes false for GOSAT, which has no operation modes to miss
    /// @throws org.fluxwatch.contract.netcdf.InputException when a variable cannot be used
    LiteLayout(GridFile file, String name, boolean hasModes) throws LiteException {
        for (String path : CORE) lookFor(file, path, missingCore);
        lookFor(file, PRIOR, missingCore);
        missing.addAll(missingCore);
        lookFor(file, QUALITY_FLAG, missing);
        for (String path : COLUMN_OPERATOR) lookFor(file, path, missing);
        surface = surface(file);
        if (surface.isEmpty()) missing.add(Surface.INDICATOR.variable);
        if (hasModes) lookFor(file, MODE, missing);
        if (found.isEmpty()) throw new LiteException(name + ": has none of the variables of a Lite file", null);

        final GridVariable first = found.containsKey(ID)
                ? found.get(ID)
                : found.values().iterator().next();
        soundings = first.shape().length == 0 ? 0 : first.shape()[0];
        levels = levels(PRIOR, KERNEL, PRESSURE, WEIGHT);
        if (soundings > MOST_SOUNDINGS || levels > MOST_LEVELS || (long) soundings * levels > MOST_VALUES)
            throw new LiteException(
                    name + ": has " + soundings + " soundings of " + levels + " levels, expected at most "
                            + MOST_SOUNDINGS + " and " + MOST_LEVELS + ", and " + MOST_VALUES + " values",
                    null);
        requireShapes();
    }

    private void lookFor(GridFile file, String path, List<String> whenMissing) {
        if (file.has(path)) found.put(path, file.variable(path));
        else whenMissing.add(path);
    }

    private Optional<Surface> surface(GridFile file) {
        for (Surface kind : Surface.values())
            if (file.has(kind.variable)) {
                found.put(kind.variable, file.variable(kind.variable));
                return Optional.of(kind);
            }
        return Optional.empty();
    }

    private int levels(String... profiles) {
        for (String path : profiles)
            if (found.containsKey(path) && found.get(path).shape().length == 2)
                return found.get(path).shape()[1];
        return 0;
    }

    private void requireShapes() {
        final List<String> profiles = List.of(PRIOR, KERNEL, PRESSURE, WEIGHT);
        for (Map.Entry<String, GridVariable> entry : found.entrySet())
            if (profiles.contains(entry.getKey())) requireShape(entry.getValue(), soundings, levels);
            else requireShape(entry.getValue(), soundings);
        if (found.containsKey(PRIOR) && levels < 2)
            throw found.get(PRIOR).wrong("has " + levels + " levels, expected 2 or more");
    }

    private static void requireShape(GridVariable variable, int... expected) {
        if (!Arrays.equals(variable.shape(), expected))
            throw variable.wrong(
                    "has shape " + Arrays.toString(variable.shape()) + ", expected " + Arrays.toString(expected));
    }

    int soundings() {
        return soundings;
    }

    /// Levels of a profile; 0 when the file has no profile.
    int levels() {
        return levels;
    }

    Optional<Surface> surface() {
        return surface;
    }

    Optional<GridVariable> find(String path) {
        return Optional.ofNullable(found.get(path));
    }

    /// All variables looked for and not there, in a fixed order.
    List<String> missing() {
        return List.copyOf(missing);
    }

    /// Those of them for which nothing can stand in.
    List<String> missingCore() {
        return List.copyOf(missingCore);
    }
}
