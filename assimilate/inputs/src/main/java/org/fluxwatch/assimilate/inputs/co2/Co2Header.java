package org.fluxwatch.assimilate.inputs.co2;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.fluxwatch.assimilate.inputs.GeoVariable;
import org.fluxwatch.assimilate.inputs.StepIndex;
import org.fluxwatch.contract.netcdf.FilePattern;
import org.fluxwatch.contract.netcdf.FileVersion;
import org.fluxwatch.contract.netcdf.GridFile;
import org.fluxwatch.contract.netcdf.InputException;
import org.fluxwatch.contract.settings.InputSettings.Air;

/// What a file holds, values left out.
///
/// @param steps by time
/// @param interval between two steps; of a file with one step, what its name says a file is for
/// @param note on the air and pressures
record Co2Header(List<Step> steps, Duration interval, String note) implements StepIndex.Header {
    /// @param index of the time in the file
    /// @param lead of a forecast, else zero
    record Step(FileVersion file, int index, Instant time, Duration lead) {
        Path path() {
            return file.path();
        }
    }

    @Override
    public Instant begin() {
        return steps.getFirst().time();
    }

    /// @param begin of the time that the file's name says; `LocalDateTime.MIN`: none
    /// @throws InputException when the file is not one of the product
    static Co2Header read(FileVersion version, LocalDateTime begin, FilePattern pattern, Co2Product product, Air air) {
        try (GridFile file = GridFile.open(version.path())) {
            final GeoVariable co2 = product.co2(file);
            final Instant[] times = times(co2, begin);
            final List<Step> steps = new ArrayList<>();
            final Duration[] leads = co2.leads();
            for (int t = 0; t < times.length; t++) steps.add(new Step(version, t, times[t], leads[t]));
            if (steps.isEmpty()) throw co2.variable().wrong("has no times, expected at least one");
            steps.sort(Comparator.comparing(Step::time));
            final String pressures = product.note(file, co2);
            final String note =
                    MoleFraction.of(co2.variable(), air, product.convention()).note()
                            + (pressures.isEmpty() ? "" : "; " + pressures);
            return new Co2Header(List.copyOf(steps), interval(steps, pattern), note);
        }
    }

    private static Duration interval(List<Step> steps, FilePattern pattern) {
        Duration least = null;
        for (int s = 1; s < steps.size(); s++) {
            final Duration between =
                    Duration.between(steps.get(s - 1).time(), steps.get(s).time());
            if (between.isZero())
                throw new InputException(
                        steps.get(s).path() + ": holds " + steps.get(s).time() + " twice, expected each time once");
            if (least == null || between.compareTo(least) < 0) least = between;
        }
        if (least != null) return least;
        return switch (pattern.period()) {
            case MONTHS -> Duration.ofDays(31);
            case YEARS -> Duration.ofDays(366);
            default -> Duration.ofDays(1);
        };
    }

    /// Times of the variable, means at the middle of their bounds where the file has these; of a file without times
    /// that of its name.
    private static Instant[] times(GeoVariable co2, LocalDateTime begin) {
        final Optional<Instant[]> times = co2.times();
        if (times.isPresent()) return middles(times.get(), co2.timeBounds());
        if (co2.nTimes() != 1 || begin.equals(LocalDateTime.MIN))
            throw co2.variable()
                    .wrong("has no times, expected a time axis, or one time and the date in the pattern of the file's"
                            + " name");
        return new Instant[] {begin.toInstant(ZoneOffset.UTC)};
    }

    private static Instant[] middles(Instant[] times, Optional<Instant[]> bounds) {
        for (int t = 0; t < times.length; t++) {
            final Instant[] ends = bounds.orElse(new Instant[0]);
            if (ends.length > 0)
                times[t] = ends[2 * t].plus(
                        Duration.between(ends[2 * t], ends[2 * t + 1]).dividedBy(2));
            times[t] = times[t].plusMillis(500).truncatedTo(ChronoUnit.SECONDS); // axes in single precision
        }
        return times;
    }
}
