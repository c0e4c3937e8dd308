package org.fluxwatch.ingest.lite;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import org.fluxwatch.contract.sensor.SensorDescription;
import org.fluxwatch.contract.sensor.Sensors;

/// Whether a file holds what its name says: a file of another sensor or day under a good name would close the day with
/// nothing in it. A file without any sounding says nothing against its name.
final class NameCheck {
    private NameCheck() {}

    /// What is wrong, in one line, or empty.
    ///
    /// @param sensors that it could be of
    /// @param day the UTC day of the name
    static Optional<String> problem(LiteFile file, Sensors sensors, LocalDate day) {
        final Optional<String> other = otherSensor(file, sensors);
        if (other.isPresent() || file.soundings == 0) return other;
        return otherDigits(file).or(() -> otherDay(file, day));
    }

    /// `title` says ACOS for OCO-2 too, so only an instrument's own name counts, and only where the right one lacks.
    private static Optional<String> otherSensor(LiteFile file, Sensors sensors) {
        for (Map.Entry<String, String> label : file.labels.entrySet()) {
            if (names(file.description, label.getValue())) continue;
            for (SensorDescription other : sensors.descriptions())
                if (!other.sensor().equals(file.description.sensor()) && names(other, label.getValue()))
                    return Optional.of("is of " + other.sensor().label() + " by its attribute " + label.getKey() + " '"
                            + label.getValue() + "', expected "
                            + file.description.sensor().label());
        }
        return Optional.empty();
    }

    private static boolean names(SensorDescription description, String label) {
        return description.instrument().matcher(label).find();
    }

    private static Optional<String> otherDigits(LiteFile file) {
        final int expected = file.description.id().digits();
        if (expected == 0) return Optional.empty();
        int other = 0;
        for (long id : file.id) {
            final int digits = SoundingId.digits(id);
            if (digits == expected) return Optional.empty();
            if (digits != 0) other = digits;
        }
        return other == 0
                ? Optional.empty()
                : Optional.of("has sounding ids of " + other + " digits, expected the " + expected + " of "
                        + file.description.sensor().label());
    }

    /// Both the times and the ids must have something of the day, where ids tell of one.
    private static Optional<String> otherDay(LiteFile file, LocalDate day) {
        final Optional<String> byTimes = otherDay("times", day, s -> file.time[s], file.soundings);
        if (file.description.id().digits() == 0) return byTimes;
        return byTimes.or(() -> otherDay("ids", day, s -> SoundingId.epochSeconds(file.id[s]), file.soundings));
    }

    private static Optional<String> otherDay(String what, LocalDate day, IntToDoubleFunction time, int soundings) {
        final Map<LocalDate, Integer> days = new TreeMap<>();
        for (int s = 0; s < soundings; s++) {
            final Optional<LocalDate> one = day(time.applyAsDouble(s));
            if (one.filter(day::equals).isPresent()) return Optional.empty();
            one.ifPresent(other -> days.merge(other, 1, Integer::sum));
        }
        return Optional.of(days.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> "holds soundings of " + most.getKey() + " by their " + what + ", expected " + day)
                .orElse("has no time in its sounding " + what + ", expected soundings of " + day));
    }

    private static Optional<LocalDate> day(double epochSeconds) {
        return Double.isFinite(epochSeconds)
                ? Optional.of(Instant.ofEpochMilli(Math.round(epochSeconds * 1000))
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate())
                : Optional.empty();
    }
}
