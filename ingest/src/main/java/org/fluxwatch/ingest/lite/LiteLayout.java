package org.fluxwatch.ingest.lite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.GridVariable;
import org.fluxwatch.contract.sensor.SensorDescription;
import org.fluxwatch.contract.sensor.SensorDescription.Surface;
import org.fluxwatch.contract.sensor.SensorDescription.Variables;

/// Which of the variables that a sensor's description names a file has, by looking, never by its version; and that
/// their shapes agree. A variable is found by its list of names, and called by the first of them where it lacks.
/// Dimensions: s soundings, k levels.
final class LiteLayout {
    /// More than any satellite makes in a day; guards against a damaged header.
    private static final int MOST_SOUNDINGS = 1_000_000;

    private static final int MOST_LEVELS = 100;

    /// Of one variable.
    private static final long MOST_VALUES = 20_000_000;

    private final Map<String, GridVariable> found = new TreeMap<>(); // by the first of its names
    private final List<String> missing = new ArrayList<>();
    private final List<String> missingCore = new ArrayList<>();
    private final Optional<Surface> surface;
    private final int soundings;
    private final int levels;

    /// @throws org.fluxwatch.contract.netcdf.InputException when a variable cannot be used
    LiteLayout(GridFile file, String name, SensorDescription description) throws LiteException {
        final Variables variables = description.variables();
        lookFor(file, description.id().variables(), missingCore);
        // without these a sounding is nothing
        for (List<String> names : List.of(
                variables.time(),
                variables.latitude(),
                variables.longitude(),
                variables.xco2(),
                variables.uncertainty(),
                variables.priorXco2(),
                variables.priorProfile())) lookFor(file, names, missingCore);
        missing.addAll(missingCore);
        lookFor(file, description.qualityFlag().variables(), missing);
        for (List<String> names :
                List.of(variables.averagingKernel(), variables.pressureLevels(), variables.pressureWeight()))
            lookFor(file, names, missing);
        surface = surface(file, description.surfaces());
        lookFor(file, description.modes().variables(), missing);
        lookFor(file, variables.xco2X2019(), new ArrayList<>()); // older versions have none, which is no flaw
        if (found.isEmpty()) throw new LiteException(name + ": has none of the variables of a Lite file", null);

        final GridVariable first = find(description.id().variables())
                .or(() -> find(variables.time()))
                .orElseGet(() -> found.values().iterator().next());
        soundings = first.shape().length == 0 ? 0 : first.shape()[0];
        final Set<String> profiles =
                description.profiles().map(List::getFirst).collect(Collectors.toCollection(HashSet::new));
        levels = description
                .profiles()
                .flatMap(names -> find(names).stream())
                .filter(profile -> profile.shape().length == 2)
                .mapToInt(profile -> profile.shape()[1])
                .findFirst()
                .orElse(0);
        if (soundings > MOST_SOUNDINGS || levels > MOST_LEVELS || (long) soundings * levels > MOST_VALUES)
            throw new LiteException(
                    name + ": has " + soundings + " soundings of " + levels + " levels, expected at most "
                            + MOST_SOUNDINGS + " and " + MOST_LEVELS + ", and " + MOST_VALUES + " values",
                    null);
        for (Map.Entry<String, GridVariable> entry : found.entrySet())
            if (profiles.contains(entry.getKey())) requireShape(entry.getValue(), soundings, levels);
            else requireShape(entry.getValue(), soundings);
        final Optional<GridVariable> prior = find(variables.priorProfile());
        if (prior.isPresent() && levels < 2) throw prior.get().wrong("has " + levels + " levels, expected 2 or more");
    }

    private void lookFor(GridFile file, List<String> names, List<String> whenMissing) {
        if (names.isEmpty()) return; // the sensor has no such thing
        for (String path : names)
            if (file.has(path)) {
                found.put(names.getFirst(), file.variable(path));
                return;
            }
        whenMissing.add(names.getFirst());
    }

    private Optional<Surface> surface(GridFile file, List<Surface> surfaces) {
        for (Surface kind : surfaces) {
            lookFor(file, kind.variables(), new ArrayList<>());
            if (find(kind.variables()).isPresent()) return Optional.of(kind);
        }
        if (!surfaces.isEmpty()) missing.add(surfaces.getFirst().variables().getFirst());
        return Optional.empty();
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

    /// @param names those of one variable in the description
    Optional<GridVariable> find(List<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.ofNullable(found.get(names.getFirst()));
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
