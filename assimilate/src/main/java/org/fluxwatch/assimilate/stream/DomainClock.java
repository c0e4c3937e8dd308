package org.fluxwatch.assimilate.stream;

import java.time.LocalDate;
import java.util.Set;
import org.fluxwatch.contract.record.Sensor;

/// How far a domain has come. Days before `readyBefore` are closed to new granules, whether they have been analysed yet
/// or not; that this is decided by the order of the records alone makes a replay give the same days.
///
/// @param nextDay first day not analysed
/// @param readyBefore first day whose observations are still awaited; never before nextDay
/// @param newestDay newest day of any granule
/// @param revision of the analyses
record DomainClock(LocalDate nextDay, LocalDate readyBefore, LocalDate newestDay, int revision) {

    static DomainClock startingAt(LocalDate start) {
        return new DomainClock(start, start, start.minusDays(1), 0);
    }

    boolean ready() {
        return nextDay.isBefore(readyBefore);
    }

    DomainClock afterDay() {
        return new DomainClock(nextDay.plusDays(1), readyBefore, newestDay, revision);
    }

    /// Which sensors have a complete day.
    interface Arrivals {
        boolean complete(LocalDate day, Sensor sensor);
    }

    /// After a granule of a day has come: closes every day that all sensors have, or that patience has run out for.
    DomainClock granuleOf(LocalDate day, Set<Sensor> sensors, int patienceDays, Arrivals arrivals) {
        final LocalDate newest = day.isAfter(newestDay) ? day : newestDay;
        LocalDate ready = readyBefore;
        while (!ready.isAfter(newest) && (outwaited(ready, newest, patienceDays) || allHave(ready, sensors, arrivals)))
            ready = ready.plusDays(1);
        return new DomainClock(nextDay, ready, newest, revision);
    }

    private static boolean outwaited(LocalDate day, LocalDate newest, int patienceDays) {
        return !day.plusDays(patienceDays).isAfter(newest);
    }

    private static boolean allHave(LocalDate day, Set<Sensor> sensors, Arrivals arrivals) {
        return sensors.stream().allMatch(sensor -> arrivals.complete(day, sensor));
    }
}
