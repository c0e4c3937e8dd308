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
import java.util.function.Function;
import org.fluxwatch.assimilate.inputs.co2.Co2Header.Step;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.InputException;
import org.jspecify.annotations.Nullable;

/// The files of a folder at one look, and the steps around a time. Only the files around it are opened.
///
/// Not for several threads. Two steps further apart than one and a half of their files' intervals have a gap between
/// them.
final class Co2Listing {
    private static final double GAP_INTERVALS = 1.5;

    private final Path folder;
    private final FilePattern pattern;
    private final NavigableMap<LocalDateTime, List<FilePattern.Dated>> files = new TreeMap<>();
    private final Function<FilePattern.Dated, Co2Header> headers;
    private final Map<Path, Co2Header> opened = new HashMap<>();

    /// What is around a time.
    sealed interface Around {
        /// @param before the last at or before the time
        /// @param after the first at or after it; the same where one is at it
        record Steps(Step before, Step after) implements Around {}

        /// @param beyond after the last step of all
        record Nothing(boolean beyond, String why) implements Around {}
    }

    Co2Listing(
            Path folder,
            FilePattern pattern,
            List<FilePattern.Dated> found,
            Function<FilePattern.Dated, Co2Header> headers) {
        this.folder = folder;
        this.pattern = pattern;
        this.headers = headers;
        for (FilePattern.Dated file : found)
            files.computeIfAbsent(file.begin(), _ -> new ArrayList<>()).add(file);
    }

    Around around(Instant time) {
        if (files.isEmpty())
            return new Around.Nothing(false, folder + ": has no file of CO2, expected " + pattern.at(utc(time)));
        final NavigableMap<Instant, Step> steps = stepsNear(time);
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
        return Objects.requireNonNull(opened.get(step.path()), () -> step.path() + " is not open");
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

    /// Steps of the files whose names begin at a time, next before and next after it.
    private NavigableMap<Instant, Step> stepsNear(Instant time) {
        final NavigableMap<Instant, Step> steps = new TreeMap<>();
        final Map.Entry<LocalDateTime, List<FilePattern.Dated>> before = files.floorEntry(utc(time));
        final Map.Entry<LocalDateTime, List<FilePattern.Dated>> here = before == null ? files.firstEntry() : before;
        add(steps, here);
        if (steps.floorKey(time) == null) add(steps, files.lowerEntry(here.getKey()));
        if (steps.ceilingKey(time) == null) add(steps, files.higherEntry(here.getKey()));
        return steps;
    }

    /// @param some null adds nothing
    private void add(
            NavigableMap<Instant, Step> steps, Map.@Nullable Entry<LocalDateTime, List<FilePattern.Dated>> some) {
        if (some == null) return;
        for (FilePattern.Dated file : some.getValue()) {
            final Co2Header header = opened.computeIfAbsent(file.path(), _ -> headers.apply(file));
            for (Step step : header.steps()) {
                final Step other = steps.putIfAbsent(step.time(), step);
                if (other != null)
                    throw new InputException(other.path() + " and " + step.path() + ": both hold CO2 of " + step.time()
                            + ", expected one of them");
            }
        }
    }

    /// @throws InputException when there are no files
    Instant last() {
        return headers.apply(files.lastEntry().getValue().getLast())
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
