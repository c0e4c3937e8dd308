package org.fluxwatch.assimilate.inputs.meteorology;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.fluxwatch.assimilate.inputs.StepIndex;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.FileVersion;
import org.fluxwatch.contract.netcdf.GridFile;

/// Which files of a folder have which variable at which time: files of model runs, which reach beyond what their names
/// say.
final class StepFiles<H extends FieldHeader> {
    /// Where the folder has fewer than two steps.
    private static final Duration USUAL_INTERVAL = Duration.ofHours(1);

    private static final Duration LONGEST_INTERVAL = Duration.ofHours(3);

    private final Path folder;
    private final List<FilePattern> patterns;
    private final Set<String> variables;
    private final StepIndex<Entry<H>> index;
    private final NavigableMap<Path, StepIndex.Indexed<Entry<H>>> known = new TreeMap<>();

    /// @param index of the step within the file
    record Step<H>(Path file, H header, int index) {}

    private record Entry<H extends FieldHeader>(Set<String> variables, H header) implements StepIndex.Header {
        @Override
        public Instant begin() {
            return header.times().stream().min(Comparator.naturalOrder()).orElse(Instant.MAX);
        }
    }

    /// @param variables all that are ever asked for
    /// @param reader reads a file's header
    StepFiles(Path folder, List<FilePattern> patterns, Set<String> variables, Function<GridFile, H> reader) {
        this.folder = folder;
        this.patterns = List.copyOf(patterns);
        this.variables = Set.copyOf(variables);
        index = new StepIndex<>(folder, (version, _, _) -> read(version, reader));
    }

    /// Steps between two times and the nearest beyond each at which there are all of some variables.
    ///
    /// @throws InputException when a file cannot be used, or neither of two with one step
    /// counts
    synchronized NavigableSet<Instant> steps(Collection<String> variables, Instant from, Instant to) {
        look(from, to);
        NavigableSet<Instant> common = null;
        for (String variable : variables) {
            final NavigableSet<Instant> steps = stepsOf(variable);
            if (common == null) common = steps;
            else common.retainAll(steps);
        }
        if (common == null || common.isEmpty()) return new TreeSet<>();
        final Instant before = common.lower(from);
        final Instant after = common.higher(to);
        final NavigableSet<Instant> steps =
                new TreeSet<>(common.subSet(before == null ? from : before, true, after == null ? to : after, true));
        for (Instant step : steps) for (String variable : variables) known(variable, step);
        return steps;
    }

    private NavigableSet<Instant> stepsOf(String variable) {
        final NavigableSet<Instant> steps = new TreeSet<>();
        for (StepIndex.Indexed<Entry<H>> file : known.values())
            if (file.header().variables().contains(variable))
                steps.addAll(file.header().header().times());
        return steps;
    }

    /// Where a variable is to be read at a step; empty: nowhere.
    synchronized Optional<Step<H>> find(String variable, Instant step) {
        if (known(variable, step).isEmpty()) look(step, step);
        return known(variable, step)
                .map(found -> new Step<>(found.path(), found.file().header().header(), found.index()));
    }

    private Optional<StepIndex.Step<Entry<H>>> known(String variable, Instant step) {
        StepIndex.Step<Entry<H>> found = null;
        for (StepIndex.Indexed<Entry<H>> file : known.values()) {
            if (!file.header().variables().contains(variable)) continue;
            final List<Instant> times = file.header().header().times();
            for (int t = times.indexOf(step); t >= 0 && t < times.size(); t++) {
                if (!times.get(t).equals(step)) continue;
                final StepIndex.Step<Entry<H>> one = new StepIndex.Step<>(file, t, Duration.ZERO);
                found = found == null ? one : StepIndex.chosen(found, one, variable + " of " + step);
            }
        }
        return Optional.ofNullable(found);
    }

    /// Least distance between two steps of a variable that is known so far, at most three hours.
    synchronized Duration interval(String variable) {
        Duration least = null;
        Instant last = null;
        for (Instant step : stepsOf(variable)) {
            if (last != null) {
                final Duration distance = Duration.between(last, step);
                if (least == null || distance.compareTo(least) < 0) least = distance;
            }
            last = step;
        }
        if (least == null) return USUAL_INTERVAL;
        return least.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : least;
    }

    /// Takes in files of the period and of one before and after; forgets those that have gone.
    private void look(Instant from, Instant to) {
        known.keySet().removeIf(path -> !Files.exists(path));
        for (StepIndex.Indexed<Entry<H>> file : index.files(patterns, from, to, 1)) known.put(file.path(), file);
    }

    private Entry<H> read(FileVersion version, Function<GridFile, H> reader) {
        try (GridFile file = GridFile.open(version.path())) {
            final Set<String> there = new HashSet<>(variables);
            there.retainAll(file.variables());
            return new Entry<>(there, reader.apply(file));
        }
    }

    @Override
    public String toString() {
        return String.join(", ", patterns.stream().map(FilePattern::text).toList()) + " in " + folder;
    }
}
