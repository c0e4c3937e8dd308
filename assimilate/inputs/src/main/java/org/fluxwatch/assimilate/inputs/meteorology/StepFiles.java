package org.fluxwatch.assimilate.inputs.meteorology;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.fluxwatch.contract.netcdf.FileHeaders;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.FileVersion;
import org.fluxwatch.contract.netcdf.GridFile;

/// Which files of a folder have which variable at which time. Of several that have the same step, the one whose name
/// comes first is taken: a run that reaches its end rather than the begin of the next.
final class StepFiles<H extends FieldHeader> {
    /// Where the folder has fewer than two steps.
    private static final Duration USUAL_INTERVAL = Duration.ofHours(1);

    private static final Duration LONGEST_INTERVAL = Duration.ofHours(3);

    private final Path folder;
    private final List<FilePattern> patterns;
    private final Set<String> variables;
    private final Function<GridFile, H> reader;
    private final FileHeaders<Entry<H>> headers = new FileHeaders<>();
    private final NavigableMap<Path, Entry<H>> known = new TreeMap<>();

    /// @param index of the step within the file
    record Step<H>(Path file, H header, int index) {}

    private record Entry<H>(Set<String> variables, H header) {}

    /// @param variables all that are ever asked for
    /// @param reader reads a file's header
    StepFiles(Path folder, List<FilePattern> patterns, Set<String> variables, Function<GridFile, H> reader) {
        this.folder = folder;
        this.patterns = List.copyOf(patterns);
        this.variables = Set.copyOf(variables);
        this.reader = reader;
    }

    /// Steps between two times and the nearest beyond each at which there are all of some variables.
    ///
    /// @throws InputException when a file cannot be used
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
        return new TreeSet<>(common.subSet(before == null ? from : before, true, after == null ? to : after, true));
    }

    private NavigableSet<Instant> stepsOf(String variable) {
        final NavigableSet<Instant> steps = new TreeSet<>();
        for (Entry<H> entry : known.values())
            if (entry.variables().contains(variable))
                steps.addAll(entry.header().times());
        return steps;
    }

    /// Where a variable is to be read at a step; empty: nowhere.
    synchronized Optional<Step<H>> find(String variable, Instant step) {
        if (find(variable, step, known).isEmpty()) look(step, step);
        return find(variable, step, known);
    }

    private static <H extends FieldHeader> Optional<Step<H>> find(
            String variable, Instant step, NavigableMap<Path, Entry<H>> known) {
        for (var file : known.entrySet()) {
            if (!file.getValue().variables().contains(variable)) continue;
            final H header = file.getValue().header();
            final int index = header.times().indexOf(step);
            if (index >= 0) return Optional.of(new Step<>(file.getKey(), header, index));
        }
        return Optional.empty();
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
        for (FilePattern pattern : patterns)
            for (LocalDateTime time : pattern.begins(from, to, 1))
                pattern.find(folder, time).forEach(this::take);
    }

    private void take(Path path) {
        known.put(path, headers.of(path, this::read));
    }

    private Entry<H> read(FileVersion version) {
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
