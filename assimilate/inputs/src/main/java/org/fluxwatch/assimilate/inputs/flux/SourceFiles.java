package org.fluxwatch.assimilate.inputs.flux;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.fluxwatch.assimilate.inputs.StepIndex;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.FluxSourceSettings;

/// The files of a source: which of them hold the means of a time.
final class SourceFiles {
    private static final double ROUNDING_SECONDS = 1e-3;

    /// The mean of one interval in a file.
    record Slot(FluxFile file, int index) {
        Interval interval() {
            return file.intervals().get(index);
        }
    }

    private final FluxSourceSettings settings;
    private final FluxLayout layout;

    private final StepIndex<FluxFile> index;
    private final Map<String, List<Path>> found = new HashMap<>();

    SourceFiles(FluxSourceSettings settings, FluxLayout layout) {
        this.settings = settings;
        this.layout = layout;
        index = new StepIndex<>(
                settings.folder(), (version, pattern, begin) -> open(version.path(), TimeAxis.named(pattern, begin)));
    }

    /// Forgets which files are there.
    void lookAgain() {
        found.clear();
    }

    /// The means that make up that of an interval; empty where they do not cover it whole. The first pattern that has
    /// them counts.
    ///
    /// @throws InputException when a file cannot be used, or neither of two with one time
    /// counts
    List<Slot> covering(Interval wanted) {
        for (FilePattern pattern : layout.files()) {
            List<Slot> slots = slots(pattern, 0, wanted);
            if (pattern.period() != ChronoUnit.FOREVER && !covers(slots, wanted)) // a neighbour may reach over its end
            slots = slots(pattern, 1, wanted);
            requireOneEach(slots, wanted);
            if (covers(slots, wanted)) return slots;
        }
        return List.of();
    }

    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private List<Slot> slots(FilePattern pattern, int neighbours, Interval wanted) {
        final Map<Interval, StepIndex.Step<FluxFile>> slots = new LinkedHashMap<>();
        for (LocalDateTime time : pattern.begins(wanted.begin(), wanted.begin(), neighbours))
            for (Path path : find(pattern, time)) {
                final StepIndex.Indexed<FluxFile> file = index.file(pattern, new FilePattern.Dated(time, path));
                final List<Interval> intervals = file.header().intervals();
                for (int at = firstThatEndsAfter(intervals, wanted.begin());
                        at < intervals.size() && intervals.get(at).overlap(wanted) > 0;
                        at++) {
                    final String what = "a mean over " + intervals.get(at);
                    slots.merge(
                            intervals.get(at),
                            new StepIndex.Step<>(file, at, Duration.ZERO),
                            (one, other) -> StepIndex.chosen(one, other, what));
                }
            }
        return slots.values().stream()
                .map(step -> new Slot(step.file().header(), step.index()))
                .toList();
    }

    private List<Path> find(FilePattern pattern, LocalDateTime time) {
        return found.computeIfAbsent(pattern.at(time), name -> pattern.find(settings.folder(), time));
    }

    private static int firstThatEndsAfter(List<Interval> intervals, Instant time) {
        int low = 0;
        int high = intervals.size();
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (intervals.get(middle).end().isAfter(time)) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    private static boolean covers(List<Slot> slots, Interval wanted) {
        double seconds = 0;
        for (Slot slot : slots) seconds += slot.interval().overlap(wanted);
        return seconds >= wanted.seconds() - ROUNDING_SECONDS;
    }

    /// Means over different times that overlap: which of them is meant cannot be told.
    private static void requireOneEach(List<Slot> slots, Interval wanted) {
        for (Slot one : slots)
            for (Slot other : slots)
                if (one.file() != other.file() && one.interval().overlap(other.interval()) > 0)
                    throw new InputException(one.file().path() + ": has a mean over " + one.interval() + ", and so has "
                            + other.file().path() + " over " + other.interval() + ", expected one file for " + wanted);
    }

    private FluxFile open(Path path, Optional<Interval> named) {
        return switch (settings.format()) {
            case GFED4 -> Gfed4File.of(path, layout, named);
            case ODIAC ->
                isTiff(path)
                        ? OdiacTiff.of(path, layout, named)
                        : CfFluxFile.of(path, layout, named, settings.scale() < 0);
            case CARBONTRACKER, GFED5, SIB4, EDGAR, CF -> CfFluxFile.of(path, layout, named, settings.scale() < 0);
        };
    }

    private static boolean isTiff(Path path) {
        final String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".tif") || name.endsWith(".tiff");
    }

    /// The last year of which there is any file; of files without a year in their names, the year in which their last
    /// mean ends.
    OptionalInt lastYear() {
        OptionalInt last = OptionalInt.empty();
        for (FilePattern pattern : layout.files()) {
            final OptionalInt year = lastYear(pattern);
            if (year.isPresent() && (last.isEmpty() || year.getAsInt() > last.getAsInt())) last = year;
        }
        return last;
    }

    private OptionalInt lastYear(FilePattern pattern) {
        final List<FilePattern.Dated> files = pattern.list(settings.folder());
        if (files.isEmpty()) return OptionalInt.empty();
        if (pattern.period() != ChronoUnit.FOREVER)
            return OptionalInt.of(files.getLast().begin().getYear());
        return files.stream()
                .map(file -> index.file(pattern, file).header().intervals())
                .filter(intervals -> !intervals.isEmpty())
                .mapToInt(intervals ->
                        utc(intervals.getLast().end().minusMillis(1)).getYear())
                .max();
    }

    /// The names that a file of a time could have, and its folder.
    String expected(Instant time) {
        return String.join(
                        " or ",
                        layout.files().stream()
                                .map(pattern -> pattern.at(utc(time)))
                                .toList())
                + " in " + settings.folder();
    }
}
