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
import java.util.stream.Stream;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.inputs.StepIndex;
import org.fluxwatch.assimilate.inputs.StepIndex.Step;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.FileVersion;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;

/// Which files of a folder have which fields at which times: files on latitudes and longitudes, which hold what their
/// names say.
final class TimedFiles {
    private final Path folder;
    private final List<FilePattern> patterns;
    private final Collection<Field> fields;
    private final StepIndex<Header> index;

    /// The fields that a file has.
    record Header(Map<Field, Times> fields) implements StepIndex.Header {
        @Override
        public Instant begin() {
            return fields.values().stream()
                    .flatMap(times -> Stream.of(times.times()))
                    .min(Comparator.naturalOrder())
                    .orElse(Instant.MAX);
        }
    }

    /// @param variable that a field is in
    record Times(String variable, Instant[] times, Duration[] leads) {}

    TimedFiles(Path folder, List<FilePattern> patterns, Collection<Field> fields) {
        this.folder = folder;
        this.patterns = List.copyOf(patterns);
        this.fields = List.copyOf(fields);
        index = new StepIndex<>(folder, (version, _, _) -> read(version));
    }

    /// What is there between two times, by time; more may be in it.
    ///
    /// @throws InputException when a file that is there cannot be read, or neither of two
    /// with one step counts
    NavigableMap<Instant, Map<Field, Step<Header>>> find(Instant from, Instant to) {
        final NavigableMap<Instant, Map<Field, Step<Header>>> found = new TreeMap<>();
        for (StepIndex.Indexed<Header> file : index.files(patterns, from, to, 0))
            file.header().fields().forEach((field, times) -> {
                for (int t = 0; t < times.times().length; t++) {
                    final String what = field.name() + " of " + times.times()[t];
                    found.computeIfAbsent(times.times()[t], _ -> new LinkedHashMap<>())
                            .merge(
                                    field,
                                    new Step<>(file, t, times.leads()[t]),
                                    (one, other) -> StepIndex.chosen(one, other, what));
                }
            });
        return found;
    }

    /// The fields of one time.
    ///
    /// @throws InputException when one of them is not there
    Map<Field, Step<Header>> at(Instant step, Collection<Field> wanted) {
        final Map<Field, Step<Header>> there = find(step, step).getOrDefault(step, Map.of());
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

    private Header read(FileVersion version) {
        final Map<Field, Times> times = new LinkedHashMap<>();
        try (GridFile file = GridFile.open(version.path())) {
            for (Field field : fields)
                field.names().stream().filter(file::has).findFirst().ifPresent(name -> {
                    final GeoVariable variable = GeoVariable.of(file, name);
                    final Instant[] of = variable.times().orElseThrow(() -> variable.variable()
                            .wrong("has no times, expected a dimension such as time"));
                    times.put(field, new Times(name, of, variable.leads()));
                });
        }
        return new Header(times);
    }
}
