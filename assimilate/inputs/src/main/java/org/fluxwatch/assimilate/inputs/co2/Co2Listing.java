package org.fluxwatch.assimilate.inputs.co2;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.fluxwatch.assimilate.inputs.StepIndex;
import org.fluxwatch.assimilate.inputs.co2.Co2Header.Step;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.jspecify.annotations.Nullable;

/// The files of a folder at one look, and the steps around a time. Only the files of the time, before it and, where
/// these do not reach far enough, after it are opened.
///
/// Not for several threads. Two steps further apart than one and a half of their files' intervals have a gap between
/// them.
final class Co2Listing {
    private static final double GAP_INTERVALS = 1.5;

    private final Path folder;
    private final FilePattern pattern;
    private final NavigableMap<LocalDateTime, List<FilePattern.Dated>> files = new TreeMap<>();
    private final StepIndex<Co2Header> index;
    private final Map<Path, Co2Header> opened = new HashMap<>();

    /// What is around a time.
    sealed interface Around {
        /// @param before the last at or before the time
        /// @param after the first at or after it; the same where one is at it
        record Steps(Step before, Step after) implements Around {}

        /// @param beyond after the last step of all
        record Nothing(boolean beyond, String why) implements Around {}
    }

    private Co2Listing(Path folder, FilePattern pattern, List<FilePattern.Dated> found, StepIndex<Co2Header> index) {
        this.folder = folder;
        this.pattern = pattern;
        this.index = index;
        for (FilePattern.Dated file : found)
            files.computeIfAbsent(file.begin(), _ -> new ArrayList<>()).add(file);
    }

    /// The files as they are now.
    ///
    /// @param patterns the first that any file fits is used
    static Co2Listing of(Path folder, List<FilePattern> patterns, StepIndex<Co2Header> index) {
        for (FilePattern pattern : patterns) {
            final List<FilePattern.Dated> files = pattern.list(folder);
            if (!files.isEmpty()) return new Co2Listing(folder, pattern, files, index);
        }
        return new Co2Listing(folder, patterns.getFirst(), List.of(), index);
    }

    Around around(Instant time) {
        if (files.isEmpty())
            return new Around.Nothing(false, folder + ": has no file of CO2, expected " + pattern.at(utc(time)));
        final LocalDateTime here = files.floorKey(utc(time));
        final NavigableMap<Instant, Step> steps = stepsNear(time, here);
        final Map.Entry<Instant, Step> before = steps.floorEntry(time);
        final Map.Entry<Instant, Step> after = steps.ceilingEntry(time);
        if (before == null)
            return nothing(false, "CO2 begins with " + told(steps.firstEntry()), pattern.at(before(time)));
        if (after == null) return nothing(true, "CO2 ends with " + told(steps.lastEntry()), pattern.at(later(time)));
        if (Duration.between(before.getKey(), after.getKey()).toMillis() > GAP_INTERVALS * interval(before, after))
            return nothing(
                    false,
                    "CO2 has a gap from " + told(before) + " to " + told(after),
                    "steps " + Duration.ofMillis(interval(before, after)) + " apart, as in "
                            + pattern.at(missing(time, before.getValue(), after.getValue())));
        return new Around.Steps(before.getValue(), after.getValue());
    }

    private Around.Nothing nothing(boolean beyond, String what, String expected) {
        return new Around.Nothing(beyond, folder + ": " + what + ", expected " + expected);
    }

    private static String told(Map.Entry<Instant, Step> step) {
        return step.getValue().path().getFileName() + " at " + step.getKey();
    }

    private long interval(Map.Entry<Instant, Step> before, Map.Entry<Instant, Step> after) {
        return Math.max(intervalOf(before.getValue()), intervalOf(after.getValue()));
    }

    private long intervalOf(Step step) {
        return header(step).interval().toMillis();
    }

    private Co2Header header(Step step) {
        return Objects.requireNonNull(opened.get(step.path()), () -> step.path() + " has not been opened");
    }

    /// A time without steps before it: the file before may hold the step that lacks.
    private LocalDateTime before(Instant time) {
        final LocalDateTime asked = utc(time);
        final LocalDateTime first = files.firstKey();
        return pattern.period() != ChronoUnit.FOREVER && pattern.at(first).equals(pattern.at(asked))
                ? asked.minus(1, pattern.period())
                : asked;
    }

    private LocalDateTime later(Instant time) {
        final LocalDateTime asked = utc(time);
        return pattern.period() != ChronoUnit.FOREVER
                        && pattern.at(files.lastKey()).equals(pattern.at(asked))
                ? asked.plus(1, pattern.period())
                : asked;
    }

    /// The day of a gap that has no file, as near to the time as can be.
    private LocalDateTime missing(Instant time, Step before, Step after) {
        if (pattern.period() == ChronoUnit.FOREVER || !files.containsKey(pattern.begin(utc(time)))) return utc(time);
        for (LocalDateTime at = utc(time); !at.isAfter(utc(after.time())); at = at.plus(1, pattern.period()))
            if (!files.containsKey(pattern.begin(at))) return at;
        for (LocalDateTime at = utc(time); !at.isBefore(utc(before.time())); at = at.minus(1, pattern.period()))
            if (!files.containsKey(pattern.begin(at))) return at;
        return utc(time);
    }

    private List<FilePattern.Dated> named(LocalDateTime begin) {
        return Objects.requireNonNull(files.get(begin), () -> "no file begins at " + begin);
    }

    /// Steps of the files whose names begin at a time and next before it; those of the next after it, where the step
    /// after the time lies in their time.
    private NavigableMap<Instant, Step> stepsNear(Instant time, @Nullable LocalDateTime here) {
        final NavigableMap<Instant, StepIndex.Step<Co2Header>> steps = new TreeMap<>();
        final LocalDateTime at = here == null ? files.firstKey() : here;
        if (files.lowerKey(at) != null) add(steps, files.lowerEntry(at).getValue());
        add(steps, named(at));
        final Instant after = steps.ceilingKey(time);
        final LocalDateTime next = files.higherKey(at);
        if (next != null && (after == null || !utc(after).isBefore(next))) add(steps, named(next));
        final NavigableMap<Instant, Step> near = new TreeMap<>();
        steps.forEach(
                (when, step) -> near.put(when, step.file().header().steps().get(step.index())));
        return near;
    }

    private void add(NavigableMap<Instant, StepIndex.Step<Co2Header>> steps, List<FilePattern.Dated> some) {
        for (FilePattern.Dated named : some) {
            final StepIndex.Indexed<Co2Header> file = index.file(pattern, named);
            opened.put(file.path(), file.header());
            for (int s = 0; s < file.header().steps().size(); s++) {
                final Step step = file.header().steps().get(s);
                steps.merge(
                        step.time(),
                        new StepIndex.Step<>(file, s, step.lead()),
                        (one, other) -> StepIndex.chosen(one, other, "CO2 of " + step.time()));
            }
        }
    }

    /// @throws InputException when there are no files
    Instant last() {
        return index.file(pattern, files.lastEntry().getValue().getLast())
                .header()
                .steps()
                .getLast()
                .time();
    }

    /// @param step of this listing
    String note(Step step) {
        return header(step).note();
    }

    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
