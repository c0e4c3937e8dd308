package org.fluxwatch.ingest.lite;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Pattern;
import org.fluxwatch.contract.record.Sensor;

/// Whether a file holds what its name says: a file of another sensor or day under a good name would close the day with
/// nothing in it. A file without any sounding says nothing against its name.
final class NameCheck {
    private static final Map<Sensor, Pattern> NAMED = new TreeMap<>(Map.of(
            Sensor.OCO2, Pattern.compile("(?i)\\bOCO-?2\\b|orbiting carbon observatory.?2"),
            Sensor.OCO3, Pattern.compile("(?i)\\bOCO-?3\\b|orbiting carbon observatory.?3"),
            Sensor.GOSAT, Pattern.compile("(?i)\\bGOSAT\\b|\\bTANSO\\b")));

    private NameCheck() {}

    /// What is wrong, in one line, or empty.
    ///
    /// @param day the UTC day of the name
    static Optional<String> problem(LiteFile file, Sensor sensor, LocalDate day) {
        final Optional<String> other = otherSensor(file, sensor);
        if (other.isPresent() || file.soundings == 0) return other;
        return otherDigits(file, sensor).or(() -> otherDay(file, day));
    }

    /// `title` says ACOS for OCO-2 too, so only an instrument's own name counts, and only where the right one lacks.
    private static Optional<String> otherSensor(LiteFile file, Sensor sensor) {
        for (Map.Entry<String, String> label : file.labels.entrySet()) {
            if (Objects.requireNonNull(NAMED.get(sensor))
                    .matcher(label.getValue())
                    .find()) continue;
            for (Map.Entry<Sensor, Pattern> other : NAMED.entrySet())
                if (other.getValue().matcher(label.getValue()).find())
                    return Optional.of("is of " + other.getKey().label() + " by its attribute " + label.getKey() + " '"
                            + label.getValue() + "', expected " + sensor.label());
        }
        return Optional.empty();
    }

    private static Optional<String> otherDigits(LiteFile file, Sensor sensor) {
        final int expected = SoundingId.digits(sensor);
        int other = 0;
        for (long id : file.id) {
            final int digits = SoundingId.digits(id);
            if (digits == expected) return Optional.empty();
            if (digits != 0) other = digits;
        }
        return other == 0
                ? Optional.empty()
                : Optional.of(
                        "has sounding ids of " + other + " digits, expected the " + expected + " of " + sensor.label());
    }

    /// Both the times and the ids must have something of the day.
    private static Optional<String> otherDay(LiteFile file, LocalDate day) {
        return otherDay("times", day, s -> file.time[s], file.soundings)
                .or(() -> otherDay("ids", day, s -> SoundingId.epochSeconds(file.id[s]), file.soundings));
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
