package org.fluxwatch.assimilate.stream;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.fluxwatch.contract.record.DayComplete;
import org.fluxwatch.contract.record.GranuleRecord;
import org.fluxwatch.contract.record.Sensor;

/// How far a granule may lead its domain: its day closes all days that lie `patience-days` before it, for good, and a
/// wrong date in one file must not close years. Both rules ask nothing but the stream, so that a replay decides alike.
///
/// | a granule's day | answer |
/// |---|---|
/// | begins later than a day after its record was written | refused: no satellite has seen that day |
/// | is more than 60 days after the domain's newest | it is kept, and leads on once another lies within 60 days of it |
/// | any other | it leads on |
///
/// So a long gap, an old start or a back-fill waits for one granule more: of another sensor, or of another day.
final class Foresight {
    static final int GREATEST_LEAP_DAYS = 60;

    /// Clocks of machines may differ.
    private static final int DAYS_OF_GRACE = 1;

    private Foresight() {}

    static boolean isBeforeItsDay(GranuleRecord record, Place place) {
        return record.day().isAfter(place.written().plusDays(DAYS_OF_GRACE));
    }

    /// The day that a granule leads its domain to; empty when it is alone, far ahead.
    ///
    /// @param newest day of the domain so far
    /// @param complete sensors that have a complete day
    static Optional<LocalDate> leadsTo(
            DayComplete granule, LocalDate newest, Function<LocalDate, Set<Sensor>> complete) {
        final LocalDate day = granule.day();
        if (!day.isAfter(newest.plusDays(GREATEST_LEAP_DAYS))) return Optional.of(day);
        for (LocalDate other = day.plusDays(GREATEST_LEAP_DAYS);
                !other.isBefore(day.minusDays(GREATEST_LEAP_DAYS));
                other = other.minusDays(1))
            for (Sensor sensor : complete.apply(other))
                if (!(other.equals(day) && sensor.equals(granule.sensor())))
                    return Optional.of(other.isAfter(day) ? other : day);
        return Optional.empty();
    }
}
