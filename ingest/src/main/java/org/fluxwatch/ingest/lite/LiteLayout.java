package org.fluxwatch.ingest.lite;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
    private static final int MOST_SOUNDINGS = 5_000_000;

    private static final int MOST_LEVELS = 500;

    private final Map<String, Variable> found = new TreeMap<>();
    private final List<String> missing = new ArrayList<>();
    private final List<String> missingCore = new ArrayList<>();
    private final Optional<Surface> surface;
    private final int soundings;
    private final int levels;

    /// @param hasModes false for GOSAT, which has no operation modes to miss
    LiteLayout(HdfFile hdf, String file, boolean hasModes) throws LiteException {
        for (String path : CORE) lookFor(hdf, file, path, missingCore);
        lookFor(hdf, file, PRIOR, missingCore);
        missing.addAll(missingCore);
        lookFor(hdf, file, QUALITY_FLAG, missing);
        for (String path : COLUMN_OPERATOR) lookFor(hdf, file, path, missing);
        surface = surface(hdf, file);
        if (surface.isEmpty()) missing.add(Surface.INDICATOR.variable);
        if (hasModes) lookFor(hdf, file, MODE, missing);
        if (found.isEmpty()) throw new LiteException(file + ": has none of the variables of a Lite file", null);

        final Variable first = found.containsKey(ID)
                ? found.get(ID)
                : found.values().iterator().next();
        soundings = first.shape().length == 0 ? 0 : first.shape()[0];
        levels = levels(PRIOR, KERNEL, PRESSURE, WEIGHT);
        if (soundings > MOST_SOUNDINGS || levels > MOST_LEVELS)
            throw new LiteException(
                    file + ": has " + soundings + " soundings of " + levels + " levels, expected at most "
                            + MOST_SOUNDINGS + " and " + MOST_LEVELS,
                    null);
        requireShapes();
    }

    private static Optional<Variable> variable(HdfFile hdf, String file, String path) {
        Node node = hdf;
        for (String step : path.split("/")) {
            if (!(node instanceof Group group)) return Optional.empty();
            node = group.getChild(step);
        }
        return node instanceof Dataset dataset ? Optional.of(new Variable(file, path, dataset)) : Optional.empty();
    }

    private void lookFor(HdfFile hdf, String file, String path, List<String> whenMissing) {
        variable(hdf, file, path).ifPresentOrElse(one -> found.put(path, one), () -> whenMissing.add(path));
    }

    private Optional<Surface> surface(HdfFile hdf, String file) {
        for (Surface kind : Surface.values()) {
            final Optional<Variable> variable = variable(hdf, file, kind.variable);
            variable.ifPresent(one -> found.put(kind.variable, one));
            if (variable.isPresent()) return Optional.of(kind);
        }
        return Optional.empty();
    }

    private int levels(String... profiles) {
        for (String path : profiles)
            if (found.containsKey(path) && found.get(path).shape().length == 2)
                return found.get(path).shape()[1];
        return 0;
    }

    private void requireShapes() throws LiteException {
        final List<String> profiles = List.of(PRIOR, KERNEL, PRESSURE, WEIGHT);
        for (Map.Entry<String, Variable> entry : found.entrySet())
            if (profiles.contains(entry.getKey())) entry.getValue().requireShape(soundings, levels);
            else entry.getValue().requireShape(soundings);
        if (found.containsKey(PRIOR) && levels < 2)
            throw found.get(PRIOR).wrong("has " + levels + " levels, expected 2 or more");
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

    Optional<Variable> find(String path) {
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
