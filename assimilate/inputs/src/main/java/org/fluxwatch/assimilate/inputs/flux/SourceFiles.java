package org.fluxwatch.assimilate.inputs.flux;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.fluxwatch.contract.netcdf.FileHeaders;
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

    /// Of each file by the period that its name says, for one name may fit several.
    private final FileHeaders<Map<Optional<Interval>, FluxFile>> headers = new FileHeaders<>();

    private final Map<String, List<Path>> found = new HashMap<>();

    SourceFiles(FluxSourceSettings settings, FluxLayout layout) {
        this.settings = settings;
        this.layout = layout;
    }

    /// Forgets which files are there.
    void lookAgain() {
        found.clear();
    }

    /// The means that make up that of an interval; empty where they do not cover it whole. The first pattern that has
    /// them counts.
    ///
    /// @throws InputException when a file cannot be used, or two of a pattern have the same time
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
        final List<Slot> slots = new ArrayList<>();
        for (LocalDateTime time : pattern.begins(wanted.begin(), wanted.begin(), neighbours))
            for (Path path : find(pattern, time)) {
                final FluxFile file = header(path, TimeAxis.named(pattern, time));
                for (int at = firstThatEndsAfter(file.intervals(), wanted.begin());
                        at < file.intervals().size() && file.intervals().get(at).overlap(wanted) > 0;
                        at++) slots.add(new Slot(file, at));
            }
        return slots;
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

    private static void requireOneEach(List<Slot> slots, Interval wanted) {
        for (Slot one : slots)
            for (Slot other : slots)
                if (one.file() != other.file() && one.interval().overlap(other.interval()) > 0)
                    throw new InputException(one.file().path() + ": has a mean over " + one.interval() + ", and so has "
                            + other.file().path() + " over " + other.interval() + ", expected one file for " + wanted);
    }

    private FluxFile header(Path path, Optional<Interval> named) {
        return headers.of(path, _ -> new HashMap<>()).computeIfAbsent(named, period -> open(path, period));
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
                .map(file -> header(file.path(), Optional.empty()).intervals())
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
