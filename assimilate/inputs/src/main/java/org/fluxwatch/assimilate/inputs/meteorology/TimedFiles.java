package org.fluxwatch.assimilate.inputs.meteorology;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.contract.netcdf.FileHeaders;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.FileVersion;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;

/// Which files of a folder have which fields at which times. All files whose names match a pattern are looked into; of
/// several with the same field and time the last by name counts.
final class TimedFiles {
    private static final Comparator<Path> BY_NAME =
            Comparator.comparing((Path path) -> path.getFileName().toString()).thenComparing(Comparator.naturalOrder());

    private final Path folder;
    private final List<FilePattern> patterns;
    private final Collection<Field> fields;
    private final FileHeaders<Map<Field, Times>> headers = new FileHeaders<>();

    /// Where a field is at one time.
    record Source(Path path, String variable, int time) {}

    private record Times(String variable, Instant[] times) {}

    TimedFiles(Path folder, List<FilePattern> patterns, Collection<Field> fields) {
        this.folder = folder;
        this.patterns = List.copyOf(patterns);
        this.fields = List.copyOf(fields);
    }

    /// What is there between two times, by time; more may be in it.
    ///
    /// @throws InputException when a file that is there cannot be read
    NavigableMap<Instant, Map<Field, Source>> find(Instant from, Instant to) {
        final Set<Path> files = new TreeSet<>(BY_NAME);
        for (FilePattern pattern : patterns)
            for (LocalDateTime time : pattern.begins(from, to, 0)) files.addAll(pattern.find(folder, time));
        final NavigableMap<Instant, Map<Field, Source>> found = new TreeMap<>();
        for (Path file : files)
            headers.of(file, this::read).forEach((field, times) -> {
                for (int t = 0; t < times.times().length; t++)
                    found.computeIfAbsent(times.times()[t], time -> new LinkedHashMap<>())
                            .put(field, new Source(file, times.variable(), t));
            });
        return found;
    }

    /// The fields of one time.
    ///
    /// @throws InputException when one of them is not there
    Map<Field, Source> at(Instant step, Collection<Field> wanted) {
        final Map<Field, Source> there = find(step, step).getOrDefault(step, Map.of());
        for (Field field : wanted)
            if (!there.containsKey(field))
                throw new InputException(folder + ": has no " + field.name() + " at " + step + ", expected "
                        + expected(step, step, wanted));
        return there;
    }

    /// Times at which all of some fields are there, between two times and the nearest beyond each.
    NavigableSet<Instant> steps(Instant from, Instant to, Duration interval, Collection<Field> wanted) {
        return around(
                from,
                to,
                find(from.minus(interval), to.plus(interval)).entrySet().stream()
                        .filter(entry -> entry.getValue().keySet().containsAll(wanted))
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    static NavigableSet<Instant> around(Instant from, Instant to, NavigableSet<Instant> steps) {
        final Instant first = steps.floor(from);
        final Instant last = steps.ceiling(to);
        return new TreeSet<>(steps.subSet(first == null ? from : first, true, last == null ? to : last, true));
    }

    /// Names, folder and variables of what is looked for; of the names those that no file has, if there are such.
    String expected(Instant from, Instant to, Collection<Field> wanted) {
        final Set<String> all = new LinkedHashSet<>();
        final Set<String> absent = new LinkedHashSet<>();
        for (FilePattern pattern : patterns)
            for (LocalDateTime time : pattern.begins(from, to, 0)) {
                all.add(pattern.at(time));
                if (pattern.find(folder, time).isEmpty()) absent.add(pattern.at(time));
            }
        return shortened(List.copyOf(absent.isEmpty() ? all : absent), " and ") + " in " + folder + " with "
                + wanted.stream().map(Field::name).collect(Collectors.joining(", "));
    }

    private static String shortened(List<String> names, String between) {
        if (names.size() <= 3) return String.join(between, names);
        return names.getFirst() + " to " + names.getLast() + " (" + names.size() + ")";
    }

    /// Names of the files that a day's fields come from, without what lies between the first and the last of many.
    String names(LocalDate day, Collection<Field> wanted) {
        final Instant begin = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        final Instant end = begin.plus(1, ChronoUnit.DAYS);
        final List<String> names = find(begin, end).subMap(begin, true, end, false).values().stream()
                .flatMap(sources -> sources.entrySet().stream())
                .filter(entry -> wanted.contains(entry.getKey()))
                .map(entry -> entry.getValue().path().getFileName().toString())
                .distinct()
                .sorted()
                .toList();
        return shortened(names, ", ");
    }

    private Map<Field, Times> read(FileVersion version) {
        final Map<Field, Times> times = new LinkedHashMap<>();
        try (GridFile file = GridFile.open(version.path())) {
            for (Field field : fields)
                field.names().stream().filter(file::has).findFirst().ifPresent(name -> {
                    final GeoVariable variable = GeoVariable.of(file, name);
                    times.put(field, new Times(name, variable.times().orElseThrow(() -> variable.variable()
                            .wrong("has no times, expected a dimension such as time"))));
                });
        }
        return times;
    }
}
