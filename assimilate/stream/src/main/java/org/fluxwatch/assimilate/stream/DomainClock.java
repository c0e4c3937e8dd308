package org.fluxwatch.assimilate.stream;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.fluxwatch.contract.record.Sensor;

/// How far a domain has come. Days before `readyBefore` are closed: a granule for one of them is late. That this is
/// decided by the order of the records alone makes a replay give the same days and the same revisions.
/// ```
///   checkpoints            publishFrom, nextDay      readyBefore        newestDay
/// ----c-----c-----c---------------|----ready to run------|----awaited-------|--> days
///                 ^--- late ------^
/// ```
/// A late granule sets `publishFrom` back to its day. When that lies before `nextDay`, the domain goes back to the
/// checkpoint before it and runs forward again: in silence up to `publishFrom`, where the products begin that differ.
///
/// @param version of the whole state of the domain, here and in the other stores
/// @param nextDay first day not analysed
/// @param readyBefore first day whose observations are still awaited; never before nextDay
/// @param newestDay newest day of any granule
/// @param publishFrom first day whose product is not out, or no longer holds
/// @param late changes of closed days; they number the revisions
/// @param filling whether its observations are being sent anew; until they are all here no day is closed
/// @param checkpoints where the domain can go back to, by day
record DomainClock(
        int version,
        LocalDate nextDay,
        LocalDate readyBefore,
        LocalDate newestDay,
        LocalDate publishFrom,
        LateGranules late,
        boolean filling,
        List<Checkpoint> checkpoints) {
    /// 1: clock, sets, ensemble and held days, no going back. 2: late granules and checkpoints.
    static final int VERSION = 2;

    DomainClock {
        checkpoints = List.copyOf(checkpoints);
    }

    static DomainClock startingAt(LocalDate start) {
        return startingFrom(Checkpoint.beginning(start), LateGranules.NONE, false);
    }

    static DomainClock startingFrom(Checkpoint checkpoint, LateGranules late, boolean filling) {
        final LocalDate day = checkpoint.day();
        return new DomainClock(VERSION, day, day, day.minusDays(1), day, late, filling, List.of(checkpoint));
    }

    boolean ready() {
        return nextDay.isBefore(readyBefore);
    }

    boolean closed(LocalDate day) {
        return day.isBefore(readyBefore);
    }

    /// Whether days that were analysed have to be analysed again.
    boolean stale() {
        return publishFrom.isBefore(nextDay);
    }

    /// Whether the next day's product is out already and holds.
    boolean silent() {
        return nextDay.isBefore(publishFrom);
    }

    /// First day that a late granule may be for. It depends on no day's being analysed, only on records.
    LocalDate reachableFrom(int goBackDays) {
        final LocalDate bound = readyBefore.minusDays(goBackDays);
        if (checkpoints.isEmpty()) return readyBefore;
        final LocalDate first = checkpoints.getFirst().day();
        return first.isAfter(bound) ? first : bound;
    }

    /// The revision of a day's first product, and one less than that of its product corrected by later days, where
    /// there is a smoother. One without has a number for each change; one with has two.
    int revision(LocalDate day, int lagDays) {
        return (lagDays > 0 ? 2 : 1) * late.upTo(day);
    }

    /// After a change of a closed day's observations.
    DomainClock changed(LocalDate day) {
        return new DomainClock(
                VERSION,
                nextDay,
                readyBefore,
                newestDay,
                day.isBefore(publishFrom) ? day : publishFrom,
                late.with(day),
                filling,
                checkpoints);
    }

    /// At the newest checkpoint that is not after the first day to be published.
    DomainClock backAtCheckpoint() {
        final List<Checkpoint> kept = checkpoints.stream()
                .filter(checkpoint -> !checkpoint.day().isAfter(publishFrom))
                .toList();
        if (kept.isEmpty())
            throw new IllegalStateException(
                    "no checkpoint before " + publishFrom + " to go back to among " + checkpoints);
        return new DomainClock(VERSION, kept.getLast().day(), readyBefore, newestDay, publishFrom, late, filling, kept);
    }

    /// The checkpoint at the first day not analysed, if there is one.
    Optional<Checkpoint> checkpointHere() {
        return checkpoints.stream()
                .filter(checkpoint -> checkpoint.day().equals(nextDay))
                .findFirst();
    }

    DomainClock afterDay() {
        final LocalDate next = nextDay.plusDays(1);
        return new DomainClock(
                VERSION, next, readyBefore, newestDay, silent() ? publishFrom : next, late, filling, checkpoints);
    }

    /// Whether a checkpoint is to be written here.
    boolean checkpointDue(int everyDays) {
        return checkpoints.isEmpty()
                || !checkpoints.getLast().day().plusDays(everyDays).isAfter(nextDay);
    }

    /// With one checkpoint more, and without those that no day within reach needs.
    DomainClock withCheckpoint(Checkpoint checkpoint, int goBackDays) {
        final List<Checkpoint> all = new ArrayList<>(checkpoints);
        all.add(checkpoint);
        final LocalDate oldestDay = nextDay.minusDays(goBackDays);
        while (all.size() > 1 && !all.get(1).day().isAfter(oldestDay)) all.removeFirst();
        return new DomainClock(
                VERSION,
                nextDay,
                readyBefore,
                newestDay,
                publishFrom,
                late.reachableFrom(all.getFirst().day()),
                filling,
                all);
    }

    /// Which sensors have a complete day.
    interface Arrivals {
        boolean complete(LocalDate day, Sensor sensor);
    }

    /// After a granule of a day has come: closes every day that all sensors have, or that patience has run out for.
    DomainClock granuleOf(LocalDate day, Set<Sensor> sensors, int patienceDays, Arrivals arrivals) {
        final LocalDate newest = day.isAfter(newestDay) ? day : newestDay;
        return filling
                ? new DomainClock(VERSION, nextDay, readyBefore, newest, publishFrom, late, true, checkpoints)
                : closing(newest, sensors, patienceDays, arrivals);
    }

    /// After the last of the observations that were sent anew.
    DomainClock filled(Set<Sensor> sensors, int patienceDays, Arrivals arrivals) {
        return closing(newestDay, sensors, patienceDays, arrivals);
    }

    private DomainClock closing(LocalDate newest, Set<Sensor> sensors, int patienceDays, Arrivals arrivals) {
        LocalDate ready = readyBefore;
        while (!ready.isAfter(newest) && (outwaited(ready, newest, patienceDays) || allHave(ready, sensors, arrivals)))
            ready = ready.plusDays(1);
        return new DomainClock(VERSION, nextDay, ready, newest, publishFrom, late, false, checkpoints);
    }

    private static boolean outwaited(LocalDate day, LocalDate newest, int patienceDays) {
        return !day.plusDays(patienceDays).isAfter(newest);
    }

    private static boolean allHave(LocalDate day, Set<Sensor> sensors, Arrivals arrivals) {
        return sensors.stream().allMatch(sensor -> arrivals.complete(day, sensor));
    }
}
